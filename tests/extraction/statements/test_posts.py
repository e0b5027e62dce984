from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.entities.reading import Reading
from kg.extraction.statements.posts import post_statements
from kg.vocabulary import Vocabulary

ReadingMaker = Callable[..., Reading]


def _facts(reading: Reading, vocabulary: Vocabulary) -> list[tuple[str, str, str, str]]:
    names = {c.id: c.name for c in reading.clusters}
    drafts = post_statements(reading, vocabulary)
    assert all(span.of(reading.document.text) for draft in drafts for span in draft.spans)
    return [(names[d.subject], d.predicate, d.post, names[d.object]) for d in drafts]


@pytest.mark.parametrize(
    ("text", "person", "post", "unit"),
    [
        ("Kalapas Calang, Zxaman Qodir, hadir.", "Zxaman Qodir", "Kepala", "Lapas Calang"),
        ("Plh. Kajari Magetan Zxaman Qodir hadir.", "Zxaman Qodir", "Plh. Kepala", "Kejari Magetan"),
        ("Wabup Tegal Zxaman Qodir hadir di Kabupaten Tegal.", "Zxaman Qodir", "Wakil Bupati", "Kabupaten Tegal"),
        ("Bupati Tegal Zxaman Qodir berterima kasih kepada Pemkab Tegal.", "Zxaman Qodir", "Bupati", "Pemkab Tegal"),
        (
            "Dirjen Pemasyarakatan Zxaman Qodir hadir.",
            "Zxaman Qodir",
            "Direktur Jenderal",
            "Direktorat Jenderal Pemasyarakatan",
        ),
        (
            "Rutan Siak ramai. Kasubsi Pelayanan Tahanan, Zxaman Qodir, hadir.",
            "Zxaman Qodir",
            "Kepala Subseksi Pelayanan Tahanan",
            "Rutan Siak",
        ),
        (
            "Hadir Kapolres Siak Wvina Ho, Kasat Reskrim Zxaman Qodir.",
            "Zxaman Qodir",
            "Kepala Satuan Reserse Kriminal",
            "Polres Siak",
        ),
        ("Bapas Medan hadir bersama kepalanya, Zxaman Qodir.", "Zxaman Qodir", "Kepala", "Bapas Medan"),
        ("Hadir Lapas Calang dan kalapasnya, Zxaman Qodir.", "Zxaman Qodir", "Kepala", "Lapas Calang"),
        (
            "Hadir Karutan Siak Wvina Ho dan Zxaman Qodir yang memimpin Lapas Perempuan Jayapura.",
            "Zxaman Qodir",
            "Kepala",
            "Lapas Perempuan Jayapura",
        ),
        (
            "Hadir Drs. Zxaman Qodir, S.H. yang kini mengepalai Pengadilan Tinggi Bandung.",
            "Zxaman Qodir",
            "Ketua",
            "Pengadilan Tinggi Bandung",
        ),
        ("Di Kabupaten Pacitan hadir pula Bupati Zxaman Qodir.", "Zxaman Qodir", "Bupati", "Pacitan"),
        ("Sekda Provinsi Bali Zxaman Qodir hadir di Provinsi Bali.", "Zxaman Qodir", "Sekretaris Daerah", "Bali"),
    ],
)
def test_who_holds_which_post_where(
    reading_of: ReadingMaker, vocabulary: Vocabulary, text: str, person: str, post: str, unit: str
) -> None:
    facts = [f for f in _facts(reading_of(text), vocabulary) if f[0] == person]
    assert [(fact[1], fact[2]) for fact in facts] == [("holdsPost", post)]
    assert facts[0][3].removeprefix("Kabupaten ").removeprefix("Provinsi ") == unit.removeprefix("Kabupaten ")


@pytest.mark.parametrize(
    "text",
    [
        "Mantan Kepala Lapas Calang Zxaman Qodir hadir.",
        "Zxaman Qodir yang sebelumnya menjabat Kalapas Bitung hadir.",
        "Presiden Zxaman Qodir hadir.",
        "Hadir Zxaman Qodir bersama Kalapas Calang.",
    ],
)
def test_no_post_is_held(reading_of: ReadingMaker, vocabulary: Vocabulary, text: str) -> None:
    assert _facts(reading_of(text), vocabulary) == []


@pytest.mark.parametrize(
    "text",
    [
        "Zxaman Qodir, S.H., akan menjabat Kepala Lapas Kelas IIA Calang.",
        "Zxaman Qodir, S.H., yang akan menjabat sebagai Kalapas Calang, hadir.",
        "Zxaman Qodir, S.H., diusulkan menjadi Kepala Lapas Kelas IIA Calang.",
        "Zxaman Qodir, S.H., dijadwalkan dilantik sebagai Kalapas Calang pekan depan.",
        "Zxaman Qodir, S.H., batal menjadi Kepala Lapas Kelas IIA Calang.",
        "Zxaman Qodir, S.H., disebut-sebut bakal menjabat Kalapas Calang.",
        "Zxaman Qodir, S.H., calon Bupati Tegal, hadir.",
        "Calon Bupati Tegal, Zxaman Qodir, hadir.",
        "Bakal calon Wali Kota Tegal Zxaman Qodir hadir.",
        "Mantan Kalapas Calang, Zxaman Qodir, hadir.",
    ],
)
def test_a_post_of_yesterday_or_tomorrow_is_not_held(
    reading_of: ReadingMaker, vocabulary: Vocabulary, text: str
) -> None:
    reading = reading_of(text)
    assert [c.name for c in reading.of_type("Person")] == ["Zxaman Qodir"]
    assert _facts(reading, vocabulary) == []


def test_a_plan_for_an_event_leaves_the_post_of_who_leads_it_asserted(
    reading_of: ReadingMaker, vocabulary: Vocabulary
) -> None:
    reading = reading_of("Razia akan dipimpin Kalapas Calang, Zxaman Qodir.")
    assert [d.certainty for d in post_statements(reading, vocabulary)] == ["asserted"]


def test_a_title_that_is_read_less_surely_says_so(reading_of: ReadingMaker, vocabulary: Vocabulary) -> None:
    reading = reading_of(
        "Rutan Siak ramai. Kasubsi Pelayanan Tahanan, Zxaman Qodir, hadir. Karutan Siak Wvina Ho pergi."
    )
    sure = {d.post: d.confidence for d in post_statements(reading, vocabulary)}
    assert sure["Kepala Subseksi Pelayanan Tahanan"] < sure["Kepala"]


@pytest.mark.parametrize(
    ("text", "new", "old"),
    [
        ("Kalapas Calang Zxaman Qodir menggantikan Wvina Ho.", "Zxaman Qodir", "Wvina Ho"),
        ("Kalapas lama, Bapak Wvina Ho, digantikan Bapak Zxaman Qodir.", "Zxaman Qodir", "Wvina Ho"),
        ("Drs. Wvina Ho menyerahkan tongkat estafet kepada Drs. Zxaman Qodir.", "Zxaman Qodir", "Wvina Ho"),
        (
            "Kombes Pol Zxaman Qodir menduduki kursi yang sebelumnya ditempati Kombes Pol Wvina Ho.",
            "Zxaman Qodir",
            "Wvina Ho",
        ),
        ("Jabatan Karutan Siak beralih dari Bapak Wvina Ho ke Bapak Zxaman Qodir.", "Zxaman Qodir", "Wvina Ho"),
    ],
)
def test_who_takes_over_from_whom(
    reading_of: ReadingMaker, vocabulary: Vocabulary, text: str, new: str, old: str
) -> None:
    facts = _facts(reading_of(text), vocabulary)
    assert (new, "succeeds", "", old) in facts


def test_two_people_in_a_sentence_are_no_succession(reading_of: ReadingMaker, vocabulary: Vocabulary) -> None:
    facts = _facts(reading_of("Kalapas Calang Zxaman Qodir menyambut Karutan Siak Wvina Ho."), vocabulary)
    assert {fact[1] for fact in facts} == {"holdsPost"}


@pytest.mark.parametrize(
    ("text", "post", "unit"),
    [
        ("Kalapas Calang, Wvina Ho, digantikan Bapak Zxaman Qodir.", "Kepala", "Lapas Calang"),
        ("Jabatan Karutan Siak beralih dari Bapak Wvina Ho ke Bapak Zxaman Qodir.", "Kepala", "Rutan Siak"),
    ],
)
def test_who_takes_over_has_the_post(
    reading_of: ReadingMaker, vocabulary: Vocabulary, text: str, post: str, unit: str
) -> None:
    assert ("Zxaman Qodir", "holdsPost", post, unit) in _facts(reading_of(text), vocabulary)


@pytest.mark.parametrize(
    ("text", "post", "unit"),
    [
        (
            "Bapas Siak dan Rutan Siak hadir. PK Ahli Muda, Zxaman Qodir, pergi.",
            "Pembimbing Kemasyarakatan Ahli Muda",
            "Bapas Siak",
        ),
        ("Rutan Siak dan Polres Siak hadir. Perawat rutan, Zxaman Qodir, pergi.", "Perawat", "Rutan Siak"),
        (
            "Bupati Tegal Wvina Ho hadir di Kabupaten Tegal. Sekretaris Daerah Zxaman Qodir pergi.",
            "Sekretaris Daerah",
            "Kabupaten Tegal",
        ),
        ("Tamu datang ke Kota Tegal. Wali Kota Zxaman Qodir hadir.", "Wali Kota", "Kota Tegal"),
    ],
)
def test_the_text_tells_the_office_of_a_title_without_one(
    reading_of: ReadingMaker, vocabulary: Vocabulary, text: str, post: str, unit: str
) -> None:
    assert ("Zxaman Qodir", "holdsPost", post, unit) in _facts(reading_of(text), vocabulary)


def test_two_titles_before_a_name_are_both_held(reading_of: ReadingMaker, vocabulary: Vocabulary) -> None:
    facts = _facts(reading_of("Kalapas Calang yang juga Ketua Baznas Aceh Jaya, Zxaman Qodir, hadir."), vocabulary)
    assert {fact[2] for fact in facts if fact[0] == "Zxaman Qodir"} == {"Kepala", "Ketua"}


def test_a_chair_of_a_committee_holds_no_post_in_the_office(reading_of: ReadingMaker, vocabulary: Vocabulary) -> None:
    assert _facts(reading_of("Bank Sulteng hadir. Ketua panitia, Zxaman Qodir, pergi."), vocabulary) == []
