from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.entities.reading import Reading
from kg.extraction.statements.events import event_statements
from kg.extraction.statements.posts import post_statements
from kg.extraction.statements.speech import quotations
from kg.vocabulary import Vocabulary

ReadingMaker = Callable[..., Reading]
VISIT = "Kepala Lapas Kelas IIA Ambon, Budi Santoso, meninjau dapur umum."

# An article, a description in it, and the name of whom or what it stands for (empty: of nobody for sure).
MEANT = [
    (f"{VISIT} Pria kelahiran Cilacap itu berpesan.", "Pria kelahiran Cilacap itu", "Budi Santoso"),
    (f"{VISIT} Pria yang gemar melukis tersebut berpesan.", "Pria yang gemar melukis tersebut", "Budi Santoso"),
    (f"{VISIT} “Dapur harus bersih,” ujar pria asal Ambon itu.", "pria asal Ambon itu", "Budi Santoso"),
    (f"{VISIT} Seorang pria datang. Pria itu berteriak.", "Pria itu", ""),
    (f"{VISIT} Dua pria itu berpesan.", "pria itu", ""),
    (f"{VISIT} Karutan Depok Rina Lestari menyambut pria itu.", "pria itu", "Budi Santoso"),
    (f"{VISIT} Ia menyapa pria itu.", "pria itu", ""),
    (f"{VISIT} “Pria itu tamu kami,” kata Rina Lestari.", "Pria itu", ""),
    (
        "Karutan Depok Hj. Rina Lestari hadir. Perempuan berhijab itu tersenyum.",
        "Perempuan berhijab itu",
        "Rina Lestari",
    ),
    ("Karutan Depok Hj. Rina Lestari hadir. Pria itu tersenyum.", "Pria itu", ""),
    ("Rina Lestari dan Kalapas Cibinong Agus Salim hadir. Perempuan itu tersenyum.", "Perempuan itu", ""),
    (
        "Kapolres Cilacap AKBP Budi Santoso hadir. Perwira menengah itu berpesan.",
        "Perwira menengah itu",
        "Budi Santoso",
    ),
    ("Karutan Depok Budi Santoso hadir. Jenderal bintang dua itu berpesan.", "Jenderal bintang dua itu", ""),
    ("Karutan Depok Budi Santoso (49) hadir. Pria 49 tahun itu berpesan.", "Pria 49 tahun itu", "Budi Santoso"),
    ("Karutan Depok Budi Santoso hadir. Pria 49 tahun itu berpesan.", "Pria 49 tahun itu", ""),
    (
        "Bupati Cilacap, Budi Santoso, datang. Karutan Depok Rina Lestari hadir. "
        "Orang nomor satu di Cilacap itu berpesan.",
        "Orang nomor satu di Cilacap itu",
        "Budi Santoso",
    ),
    (
        "Mantan Kapolres Cilacap, Budi Santoso, hadir. Karutan Depok Rina Lestari menyambutnya. "
        "Mantan Kapolres Cilacap itu tersenyum.",
        "Mantan Kapolres Cilacap itu",
        "Budi Santoso",
    ),
    ("Rina Lestari hadir. Politikus Partai Golkar itu berpesan.", "Politikus Partai Golkar itu", "Rina Lestari"),
    ("Karutan Depok Rina Lestari hadir. Dosen itu berpesan.", "Dosen itu", "Rina Lestari"),
    ("Kalapas Ambon Budi Santoso menyebut pihaknya siap.", "pihaknya", "Lapas Ambon"),
    ("Kalapas Ambon Budi Santoso hadir. Pihaknya siap.", "Pihaknya", "Lapas Ambon"),
    ("Polres Cilacap menyebut pihaknya siap.", "pihaknya", "Polres Cilacap"),
    ("Kalapas Ambon Budi Santoso menyebut rutannya siap.", "rutannya", ""),
    ("PT Maju Jaya membuka lowongan. Perusahaan itu besar.", "Perusahaan itu", "PT Maju Jaya"),
    ("PT Maju Jaya dan PT Sinar Ambon hadir. Perusahaan itu besar.", "Perusahaan itu", ""),
    ("Dinas Sosial Kota Ambon hadir. Dinas tersebut membantu.", "Dinas tersebut", "Dinas Sosial Kota Ambon"),
    (f"{VISIT} Kalapas itu berpesan.", "Kalapas itu", "Budi Santoso"),
    (f"{VISIT} Santoso berpesan.", "Santoso", "Budi Santoso"),
]


@pytest.mark.parametrize(("text", "words", "name"), MEANT)
def test_a_description_is_a_mention_of_whom_it_stands_for(
    reading_of: ReadingMaker, text: str, words: str, name: str
) -> None:
    reading = reading_of(text)
    found = [(m, c) for m, c in reading.mentions("Person", "Unit") if m.text == words]
    assert [c.name for _, c in found] == ([name] if name else [])
    assert all(m.span.of(reading.document.text) == words for m, _ in found)


def test_a_title_that_points_back_is_held_by_whom_the_text_is_about(
    reading_of: ReadingMaker, vocabulary: Vocabulary
) -> None:
    reading = reading_of("Budi Santoso datang pukul tujuh. Kepala Lapas Kelas IIA Ambon itu membuka pelatihan.")
    (draft,) = [d for d in post_statements(reading, vocabulary) if d.predicate == "holdsPost"]
    names = {c.id: c.name for c in reading.clusters}
    assert (names[draft.subject], draft.post, names[draft.object]) == (
        "Budi Santoso",
        "Kepala",
        "Lapas Kelas IIA Ambon",
    )
    assert [span.of(reading.document.text) for span in draft.spans] == ["Kepala Lapas Kelas IIA Ambon itu"]


@pytest.mark.parametrize(
    "text",
    [
        "Karutan Depok Budi Santoso hadir. Kepala Lapas Kelas IIA Ambon itu berpesan.",
        "Budi Santoso hadir bersama Rina Lestari. Kepala Lapas Kelas IIA Ambon itu berpesan.",
        "Budi Santoso hadir. Acara yang dibuka Kepala Lapas Kelas IIA Ambon itu meriah.",
        "Budi Santoso hadir. Kepala Lapas Kelas IIA Ambon itu, Rina Lestari, berpesan.",
    ],
)
def test_a_title_gives_no_post_where_its_holder_is_not_clear(
    reading_of: ReadingMaker, vocabulary: Vocabulary, text: str
) -> None:
    reading = reading_of(text)
    held = {(d.subject, d.post) for d in post_statements(reading, vocabulary) if "itu" in d.spans[0].of(text)[-4:]}
    assert held == set()


def test_who_is_described_speaks_and_acts(reading_of: ReadingMaker, vocabulary: Vocabulary) -> None:
    reading = reading_of(f"{VISIT} “Dapur harus bersih,” ujar pria asal Ambon itu.")
    names = {c.id: c.name for c in reading.clusters}
    assert [names[q.speaker] for q in quotations(reading, vocabulary)] == ["Budi Santoso"]
    reading = reading_of("Kalapas Ambon Budi Santoso hadir. Pihaknya menggelar razia.")
    names = {c.id: c.name for c in reading.clusters}
    claims = {(d.predicate, names[d.object]) for d in event_statements(reading, vocabulary)}
    assert ("performedBy", "Lapas Ambon") in claims
