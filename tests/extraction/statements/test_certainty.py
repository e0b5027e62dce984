from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.entities.reading import Reading
from kg.extraction.statements.events import event_statements
from kg.vocabulary import Vocabulary

ASSERTED = [
    "Lapas Kelas IIA Ambon menggelar razia.",
    "Karena akan berbenah, Lapas Kelas IIA Ambon menggelar razia.",
    "Lapas Kelas IIA Ambon akan menggelar razia. Lapas Kelas IIA Ambon menggelar razia.",
    "Lapas Kelas IIA Ambon tidak hanya menggelar razia.",
    "Lapas Kelas IIA Ambon bukan hanya menggelar razia di blok hunian.",
    "Usai apel, Lapas Kelas IIA Ambon tak lupa menggelar razia.",
    "Tanpa diduga, Lapas Kelas IIA Ambon menggelar razia.",
    "Hujan turun deras. Akan tetapi, Lapas Kelas IIA Ambon menggelar razia.",
    "Lapas Kelas IIA Ambon berbenah sejak akan dinilai hingga akhirnya menggelar razia.",
    "Lapas Kelas IIA Ambon belum lama ini menggelar razia.",
    "Razia yang sempat ditunda itu digelar Lapas Kelas IIA Ambon.",
    "Razia Lapas Kelas IIA Ambon menemukan sabu yang diduga milik penghuni.",
    "Lapas Kelas IIA Ambon menggelar razia sesuai rencana.",
    "Lapas Kelas IIA Ambon menggelar pelatihan untuk bekal masa mendatang.",
    "Kepala Lapas Kelas IIA Ambon tidak datang sendirian dalam razia.",
    "Sidang dugaan korupsi digelar Pengadilan Negeri Ambon.",
    "Lapas Kelas IIA Ambon menggelar razia saat Rutan Kelas IIA Ambon akan pindah.",
]
PLANNED = [
    "Lapas Kelas IIA Ambon akan menggelar razia.",
    "Razia akan digelar Lapas Kelas IIA Ambon.",
    "Lapas Kelas IIA Ambon bakal menggelar razia.",
    "Rencananya, Lapas Kelas IIA Ambon bersama Polresta Ambon menggelar razia.",
    "Menurut rencana Lapas Kelas IIA Ambon bersama Polresta Ambon dan BNNP Maluku menggelar razia.",
    "Razia dijadwalkan berlangsung di Lapas Kelas IIA Ambon.",
    "Razia di Lapas Kelas IIA Ambon pada Senin (3/11) diagendakan bersama Polresta Ambon.",
    "Lapas Kelas IIA Ambon menjadwalkan razia.",
    "Pekan depan Lapas Kelas IIA Ambon bersama Polresta Ambon menggelar razia.",
    "Lapas Kelas IIA Ambon menggelar razia bulan depan.",
    "Lapas Kelas IIA Ambon akan menggelar razia. Razia itu menyasar blok hunian.",
]
NEGATED = [
    "Lapas Kelas IIA Ambon batal menggelar razia.",
    "Razia belum dijadwalkan Lapas Kelas IIA Ambon.",
    "Razia Lapas Kelas IIA Ambon batal digelar.",
    "Kunjungan Kapolresta Ambon ke Lapas Kelas IIA Ambon itu urung dilakukan.",
    "Razia yang dijadwalkan Senin (3/11) di Lapas Kelas IIA Ambon itu batal.",
    "Lapas Kelas IIA Ambon tidak jadi menggelar razia.",
    "Razia di Lapas Kelas IIA Ambon gagal digelar lantaran hujan.",
    "Razia di Lapas Kelas IIA Ambon ditunda.",
    "Lapas Kelas IIA Ambon membatalkan razia.",
    "Penundaan razia Lapas Kelas IIA Ambon diumumkan kemarin.",
    "Lapas Kelas IIA Ambon batal menggelar razia. Razia itu sedianya menyasar blok hunian.",
]
ALLEGED = [
    "Lapas Kelas IIA Ambon diduga menggelar razia.",
    "Konon, Lapas Kelas IIA Ambon bersama Polresta Ambon menggelar razia.",
    "Razia Lapas Kelas IIA Ambon disebut-sebut digelar tanpa izin.",
    "Dugaan kerusuhan di Lapas Kelas IIA Ambon beredar.",
    "Polresta Ambon mengusut dugaan penganiayaan di Lapas Kelas IIA Ambon.",
    "Lapas Kelas IIA Ambon terindikasi menggelar razia.",
]
TOLD = [
    (text, certainty)
    for certainty, texts in [
        ("asserted", ASSERTED),
        ("planned", PLANNED),
        ("negated", NEGATED),
        ("alleged", ALLEGED),
    ]
    for text in texts
]


@pytest.fixture(scope="session")
def certainties_of(reading_of: Callable[..., Reading], vocabulary: Vocabulary) -> Callable[..., set[str]]:
    """``certainties_of(text, title="")``: the certainties of all that is claimed of the events of an article."""

    def certainties(text: str, title: str = "") -> set[str]:
        drafts = event_statements(reading_of(text, title), vocabulary)
        return {draft.certainty for draft in drafts if draft.subject.startswith("e")}

    return certainties


@pytest.mark.parametrize(("text", "certainty"), TOLD)
def test_words_of_the_clause_tell_how_certain_it_is(
    certainties_of: Callable[..., set[str]], text: str, certainty: str
) -> None:
    assert certainties_of(text) == {certainty}


def test_a_title_tells_where_nothing_else_names_the_event(certainties_of: Callable[..., set[str]]) -> None:
    assert certainties_of("Blok hunian dibersihkan.", "Lapas Ambon Bakal Gelar Razia") == {"planned"}
    assert certainties_of("Lapas Ambon menggelar razia.", "Lapas Ambon Bakal Gelar Razia") == {"asserted"}


def test_an_event_of_a_day_to_come_is_planned_where_its_clause_speaks_of_the_future(
    certainties_of: Callable[..., set[str]],
) -> None:
    """Published on 31 October: cue and event's word lie further apart than the cue alone would reach."""
    later = "Lapas Kelas IIA Ambon akan kembali bersama Polresta Ambon dan BNNP Maluku menggelar razia pada {}."
    assert certainties_of(later.format("Rabu (5/11/2025)")) == {"planned"}
    assert certainties_of("Lapas Kelas IIA Ambon menggelar razia pada Rabu (29/10/2025).") == {"asserted"}


def test_a_verb_of_holding_asserts_what_was_only_planned_before(certainties_of: Callable[..., set[str]]) -> None:
    text = "Lapas Kelas IIA Ambon semula akan menggelar razia. Razia itu berlangsung dua jam."
    assert certainties_of(text) == {"asserted"}
