from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.entities.reading import Reading
from kg.extraction.rules import RulesExtractor
from kg.extraction.statements.posts import post_statements
from kg.extraction.statements.tenures import tenure_boundaries
from kg.extraction.text.document import make_document
from kg.model import Article, Boundary
from kg.vocabulary import Vocabulary

ReadingMaker = Callable[..., Reading]
# Person, title, unit, side and day of each.
Told = set[tuple[str, str, str, str, str]]
KALAPAS = ("Zxaman Qodir", "Kepala", "Lapas Calang")
HEAD = "Kalapas Calang, Zxaman Qodir, hadir. "


def boundaries_of(reading: Reading, vocabulary: Vocabulary) -> list[Boundary]:
    return tenure_boundaries(reading, post_statements(reading, vocabulary), vocabulary)


@pytest.fixture
def told(reading_of: ReadingMaker, vocabulary: Vocabulary) -> Callable[[str], Told]:
    """What a text, published on Friday 2025-10-31, says of terms of office."""

    def read(text: str) -> Told:
        reading = reading_of(text)
        names = {c.id: c.name for c in reading.clusters}
        found = boundaries_of(reading, vocabulary)
        assert all(e.holds(reading.document.article) for boundary in found for e in boundary.evidence)
        return {(names[b.person], b.post, names[b.unit], b.side, b.day) for b in found}

    return read


@pytest.mark.parametrize(
    ("text", "side", "day"),
    [
        ("Zxaman Qodir dilantik sebagai Kalapas Calang, Rabu (29/10/2025).", "start", "2025-10-29"),
        ("Zxaman Qodir resmi dilantik menjadi Kalapas Calang.", "start", ""),
        (HEAD + "Ia dilantik menjadi Kalapas Calang.", "start", ""),
        (HEAD + "Ia menggantikan Bapak Wvina Ho, Rabu (29/10/2025).", "start", "2025-10-29"),
        (HEAD + "Zxaman, pada hari yang sama dilantik sebagai Kalapas Calang.", "start", ""),
        ("Menteri melantik Zxaman Qodir sebagai Kalapas Calang, Senin (27/10/2025).", "start", "2025-10-27"),
        (HEAD + "Zxaman dilantik Agustus 2025 lalu.", "start", "2025-08"),
        ("Kalapas Calang Zxaman Qodir menggantikan Wvina Ho.", "start", ""),
        (
            "Serah terima jabatan Kalapas Calang dari Wvina Ho, S.H., kepada Zxaman Qodir, S.H., "
            "digelar di aula, Rabu (29/10/2025).",
            "start",
            "2025-10-29",
        ),
        ("Mantan Kalapas Calang Zxaman Qodir hadir.", "end", ""),
        ("Hadir Zxaman Qodir, eks Kalapas Calang.", "end", ""),
        ("Hadir Karutan Siak Zxaman Qodir. Zxaman Qodir sebelumnya menjabat Kalapas Calang.", "end", ""),
        ("Kalapas Calang, Zxaman Qodir, purna tugas pada 1 Oktober 2025.", "end", "2025-10-01"),
        (HEAD + "Zxaman Qodir yang memasuki masa pensiun berpamitan.", "end", ""),
        ("Kalapas Calang Zxaman Qodir meninggal dunia, Kamis (30/10/2025).", "end", "2025-10-30"),
        ("Kalapas Calang Zxaman Qodir dicopot.", "end", ""),
    ],
)
def test_the_words_that_begin_or_end_a_term(told: Callable[[str], Told], text: str, side: str, day: str) -> None:
    assert (*KALAPAS, side, day) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Zxaman Qodir akan dilantik sebagai Kalapas Calang.",
        "Zxaman Qodir batal dilantik sebagai Kalapas Calang.",
        "Zxaman Qodir belum dilantik sebagai Kalapas Calang.",
        "Rencananya, Zxaman Qodir dilantik sebagai Kalapas Calang.",
        "Zxaman Qodir dilantik sebagai Kalapas Calang, Senin (3/11/2025).",
        "Zxaman Qodir dilantik pekan depan sebagai Kalapas Calang.",
        "Kalapas Calang Zxaman Qodir diduga dicopot.",
        "Kalapas Calang Zxaman Qodir tidak dicopot.",
        "Apakah Kalapas Calang Zxaman Qodir dicopot?",
        "Kalapas Calang, Zxaman Qodir, yang dua bulan lagi purnatugas, hadir.",
        HEAD + "Zxaman mengungkapkan, sebagian kabel yang dicopot sudah tua.",
        HEAD + "Zxaman mendoakan masa pensiun para pegawai.",
        "Calon Bupati Tegal Zxaman Qodir hadir di Kabupaten Tegal.",
        HEAD,
    ],
)
def test_what_is_planned_denied_alleged_asked_or_about_something_else_is_left_out(
    told: Callable[[str], Told], text: str
) -> None:
    assert told(text) == set()


def test_a_list_of_appointments_gives_each_person_the_title_behind(told: Callable[[str], Told]) -> None:
    text = "Menteri melantik Zxaman Qodir sebagai Kalapas Calang dan Wvina Ho sebagai Karutan Siak."
    assert told(text) == {(*KALAPAS, "start", ""), ("Wvina Ho", "Kepala", "Rutan Siak", "start", "")}


def test_a_former_title_that_stands_for_the_person_ends_it(told: Callable[[str], Told]) -> None:
    text = HEAD + "Suasana haru ketika mantan Kalapas Calang tersebut berpamitan."
    assert (*KALAPAS, "end", "") in told(text)


def test_who_is_moved_leaves_the_old_post_and_not_the_new_one(told: Callable[[str], Told]) -> None:
    text = "Kalapas Calang Zxaman Qodir dimutasi menjadi Karutan Siak."
    assert {(post, unit, side) for _, post, unit, side, _ in told(text)} == {("Kepala", "Lapas Calang", "end")}


def test_a_retired_predecessor_leaves_the_post_of_who_takes_over(told: Callable[[str], Told]) -> None:
    text = "Kalapas Calang Zxaman Qodir menggantikan Wvina Ho yang memasuki masa pensiun."
    assert ("Wvina Ho", "Kepala", "Lapas Calang", "end", "") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sertijab Kalapas Calang, Bapak Wvina Ho ke Bapak Zxaman Qodir.",
        "Serah terima jabatan Kalapas Calang dari pejabat lama Bapak Wvina Ho kepada pejabat baru Bapak Zxaman Qodir.",
        "Jabatan Kalapas Calang beralih dari Bapak Wvina Ho kepada Bapak Zxaman Qodir.",
        "Bapak Wvina Ho menyerahkan jabatan Kalapas Calang kepada Bapak Zxaman Qodir.",
        "Tongkat Kalapas Calang berpindah dari Bapak Wvina Ho ke Bapak Zxaman Qodir.",
        "Di depan Karutan Siak, jabatan Kalapas Calang diserahkan dari Bapak Wvina Ho kepada Bapak Zxaman Qodir.",
    ],
)
def test_a_handover_begins_one_term_and_ends_the_other(told: Callable[[str], Told], text: str) -> None:
    assert told(text) == {(*KALAPAS, "start", ""), ("Wvina Ho", *KALAPAS[1:], "end", "")}


@pytest.mark.parametrize(
    "text",
    [
        "Di hadapan Kakanwil Ditjenpas Riau siang itu Bapak Zxaman Qodir menggantikan Bapak Wvina Ho.",
        "Bapak Zxaman Qodir menggantikan Bapak Wvina Ho yang digeser menjadi Kalapas Calang.",
        "Bapak Zxaman Qodir menggantikan Bapak Wvina Ho. Bapak Wvina Ho kini Kalapas Calang.",
        "Sebelum ini, Bapak Zxaman Qodir mengepalai Lapas Calang. Bapak Zxaman Qodir menggantikan Bapak Wvina Ho.",
        "Kalapas Calang Zxaman Qodir dipercaya sebagai ketua, menggantikan Bapak Wvina Ho.",
        "Dalam acara yang dipimpin Karutan Siak, Wvina Ho, jabatan diserahkan kepada Bapak Zxaman Qodir.",
        "Bapak Zxaman Qodir dan Bapak Wvina Ho hadir. Ia dilantik sebagai Kalapas Calang.",
        "Menteri mengukuhkan Karutan Siak, menggantikan Bapak Wvina Ho.",
    ],
)
def test_whoever_takes_over_gets_no_post_that_is_another_matter(told: Callable[[str], Told], text: str) -> None:
    assert told(text) == set()


def test_a_day_said_once_is_the_day_wherever_the_article_says_it(told: Callable[[str], Told]) -> None:
    text = "Zxaman Qodir dilantik sebagai Kalapas Calang, Rabu (29/10/2025). Zxaman Qodir menggantikan Wvina Ho."
    assert told(text) == {(*KALAPAS, "start", "2025-10-29")}


def test_the_evidence_reaches_from_the_cue_to_the_title(reading_of: ReadingMaker, vocabulary: Vocabulary) -> None:
    reading = reading_of("Kemarin Menteri melantik Zxaman Qodir sebagai Kalapas Calang di aula.")
    (boundary,) = boundaries_of(reading, vocabulary)
    assert [e.quote for e in boundary.evidence] == ["melantik Zxaman Qodir sebagai Kalapas Calang"]


def test_an_extraction_carries_its_boundaries_and_no_more_facts(vocabulary: Vocabulary) -> None:
    article = Article("a", "Kalapas Calang Zxaman Qodir dicopot.", published="2025-10-31")
    extraction = RulesExtractor(vocabulary).extract(make_document(article))
    (boundary,) = extraction.boundaries
    assert boundary.side == "end"
    assert extraction.verified(article)
    assert {statement.predicate for statement in extraction.statements} <= {"holdsPost", "locatedIn"}
    assert extraction.at_least(1.0).boundaries == ()
