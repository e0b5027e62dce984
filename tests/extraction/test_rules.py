from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.articles import read_articles
from kg.extraction.rules import RulesExtractor
from kg.extraction.text.document import make_document
from kg.model import Article, Extraction
from kg.settings import Settings
from kg.vocabulary import load_vocabulary

EXTRACTOR = RulesExtractor(load_vocabulary())
GOLD = Path(__file__).parents[2] / "data" / "gold"
VISIT = Path(__file__).parent / "articles" / "studi-tiru-rutan-salatiga.txt"
SEED = Path(__file__).parents[3] / "shared" / "seed" / "000_f0adebbcd35a1af9.txt"

# Words of the genre in any order and cut anywhere: the grammar must never fall off the end of a text.
WORDS = """
Kepala Bapas Purwokerto , Bluri Wijaksono ( ) . S.H. Kabupaten Banjarnegara di ke pada Rabu (29/10)
kunjungan kerja dipimpin oleh didampingi Karutan Rutan Kelas IIB dan serta “ ” ,” ujar katanya
menyerahkan remisi Plt. Bupati H. alias selaku program ketahanan pangan sidang TPP Polres / Kodim 0706
bersama menggandeng digelar Desa Aula yang juga 2025 : - menggantikan Kanwil Ditjenpas Jawa Tengah
Menteri Ia tersebut kegiatan Seksi Subseksi Pelayanan Tahanan
"""
GENRE = st.lists(st.sampled_from([*WORDS.split(), "\n\n"]), max_size=40).map(" ".join)


# Names, titles, brackets, quotes, dashes and dates: what opens and never closes, what closes and never opened.
TOKENS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *[
                    "Budi Santoso",
                    "Rina",
                    "Hj. Siti Aminah, S.H.",
                    "AKBP",
                    "Kalapas Ambon",
                    "Plt. Karutan",
                    "calon Bupati",
                ],
                *["mantan Kapolres", "Kepala", "Lapas Kelas IIA Ambon", "Dinas Sosial", "PT", "Partai Golkar", "Kodim"],
                *[
                    "()",
                    "(",
                    ")",
                    "(Lapas)",
                    "( )",
                    "((",
                    "“",
                    "”",
                    '"',
                    "''",
                    "‘",
                    "’",
                    "»",
                    ",”",
                    ".",
                    ",",
                    ":",
                    ";",
                    "–",
                ],
                *[
                    "—",
                    "-",
                    "/",
                    "•",
                    "…",
                    "(29/10)",
                    "Rabu (5/11/2025)",
                    "31 Oktober 2025",
                    "2025",
                    "se-Jawa",
                    "ke-80",
                ],
                *[
                    "razia",
                    "batal digelar",
                    "akan",
                    "tidak",
                    "hanya",
                    "yang",
                    "itu",
                    "tersebut",
                    "pria asal",
                    "pihaknya",
                ],
                *[
                    "orang nomor satu di",
                    "seorang",
                    "ujar",
                    "katanya",
                    "Menurut",
                    "dan",
                    "di",
                    "oleh",
                    "HUT",
                    "\n\n",
                    "\n",
                ],
                *["perusahaan", "pekan depan", "dua", "para", "49 tahun", "bersama", "Rencananya,", "“Siap,” kata"],
            ]
        ),
        st.text(alphabet="AaBb .,()“”\"'-–1\n", max_size=4),
    ),
    max_size=40,
)
GLUED = st.tuples(TOKENS, st.sampled_from([" ", " ", ""])).map(lambda pair: pair[1].join(pair[0]))


def extract(article: Article) -> Extraction:
    return EXTRACTOR.extract(make_document(article))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(title=GENRE, text=GENRE, published=st.sampled_from(["", "2025-10-31"]))
def test_any_order_of_the_genres_words_is_read_and_verified(title: str, text: str, published: str) -> None:
    article = Article("a", text, title, published=published)
    assert extract(article).verified(article)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(title=GLUED, text=GLUED, published=st.sampled_from(["", "2025-10-31"]))
def test_no_order_of_names_titles_and_marks_breaks_the_reading(title: str, text: str, published: str) -> None:
    article = Article("a", text, title, published=published)
    extraction = extract(article)
    evidence = [e for entity in extraction.entities for e in entity.mentions]
    evidence += [e for statement in extraction.statements for e in statement.evidence]
    evidence += [quotation.evidence for quotation in extraction.quotations]
    assert all(e.span.of(article.title if e.field == "title" else article.text) == e.quote for e in evidence)


@pytest.mark.parametrize(
    "text",
    ["Budi Santoso () hadir.", "Budi Santoso ()", "Kalapas Ambon Budi Santoso ( ), hadir.", "Budi Santoso (", "()"],
)
def test_empty_brackets_behind_a_name_are_passed_over(text: str) -> None:
    article = Article("a", text)
    assert extract(article).verified(article)


@settings(max_examples=100, deadline=None)
@given(title=st.text(max_size=40), text=st.text(max_size=200))
def test_any_text_is_read_and_verified(title: str, text: str) -> None:
    article = Article("a", text, title)
    assert extract(article).verified(article)


def test_every_training_article_is_verified_and_read_alike_twice() -> None:
    again = RulesExtractor(load_vocabulary())
    for path in sorted((GOLD / "train").glob("*.json")):
        article = next(read_articles(path, Settings()))
        assert isinstance(article, Article)
        extraction = extract(article)
        assert extraction.verified(article), path.name
        assert json.dumps(extraction.to_json()) == json.dumps(again.extract(make_document(article)).to_json())


def test_the_version_names_tier_and_release() -> None:
    assert EXTRACTOR.version.startswith("rules/0.")


def test_an_article_of_the_genre_is_read_whole() -> None:
    said = read_visit(
        VISIT,
        "2025-11-05",
        ("Bapas Kelas I Semarang", "Hendro Laksmana"),
        ("Rutan Kelas IIB Salatiga", "Yosef Manurung"),
    )
    assert said == [
        "Yang kami cari bukan teori. Kami mau melihat bedengnya, airnya, dan siapa yang menyiram,",
        "Kalau ada yang bisa ditiru, silakan. Kalau ada yang kurang, beri tahu kami,",
    ]


@pytest.mark.skipif(not SEED.exists(), reason="the seed article lies beside the repository, if anywhere")
def test_the_seed_article() -> None:
    guest, host = ("Bapas Kelas II Purwokerto", "Bluri Wijaksono"), ("Rutan Kelas IIB Banjarnegara", "Dodik Harmono")
    said = read_visit(SEED, "2025-10-29", guest, host)
    assert [words.split()[0] for words in said] == ["Kami", "Kegiatan"]


def read_visit(file: Path, day: str, guest: tuple[str, str], host: tuple[str, str]) -> list[str]:
    """Check all that an article tells of a visit of one unit (and its head) to another; give what was said there."""
    article = next(read_articles(file, Settings()))
    assert isinstance(article, Article)
    extraction = extract(article)
    assert extraction.verified(article)
    names = {e.id: e.name for e in extraction.entities}
    facts = {(names[s.subject], s.predicate, names[s.object], s.post) for s in extraction.statements}
    for unit, head in (guest, host):
        assert (head, "holdsPost", unit, "Kepala") in facts
    (visit,) = (e for e in extraction.entities if e.kind == "visit")
    session = next(e for e in extraction.entities if e.kind == "meeting")
    assert visit.date == day
    about = {(p, o) for s, p, o, _ in facts if s == visit.name}
    assert about >= {("performedBy", guest[0]), ("hostedBy", host[0]), ("ledBy", guest[1]), ("receivedBy", host[1])}
    supported = " ".join(sorted(o for p, o in about if p == "supports"))
    assert "13 " in supported
    assert "ketahanan pangan" in supported
    assert (session.name, "subEventOf", visit.name, "") in facts
    assert [o for s, p, o, _ in facts if (s, p) == (session.name, "heldAt")] == [host[0]]
    assert [names[q.speaker] for q in extraction.quotations] == [guest[1], host[1]]
    return [q.text for q in extraction.quotations]
