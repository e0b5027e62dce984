from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.entities.reading import Reading

ReadingMaker = Callable[..., Reading]
LEAD = "Lapas Kelas IIA Ambon menggelar razia, Rabu (29/10/2025). Razia itu rutin.\n\n"


def dates(reading: Reading) -> list[str]:
    return [event.date for event in reading.of_type("Event")]


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("Razia serupa akan digelar di Lapas Piru.", ""),
        ("Razia kamar berikutnya dijadwalkan pada 12 November 2025.", "2025-11-12"),
        ("Razia gabungan juga digelar di Lapas Piru pada 3 Oktober 2025.", "2025-10-03"),
        ("Hasilnya lebih baik daripada razia pada Maret 2025.", "2025-03"),
    ],
)
def test_another_happening_of_the_kind_is_an_event_of_its_own(
    reading_of: ReadingMaker, sentence: str, date: str
) -> None:
    assert dates(reading_of(LEAD + sentence)) == ["2025-10-29", date]


@pytest.mark.parametrize(
    "sentence",
    [
        "Razia serupa akan rutin dilakukan.",
        "Razia berakhir Kamis (30/10/2025).",
        "Razia tersebut disiapkan sejak Senin (27/10/2025).",
        "Usai razia, Kamis (30/10/2025), petugas beristirahat.",
        "Razia yang disiapkan 27 Oktober 2025 tersebut lancar.",
        "Razia bulan Oktober 2025 berjalan tertib.",
    ],
)
def test_words_of_the_same_happening_stay_with_it(reading_of: ReadingMaker, sentence: str) -> None:
    assert dates(reading_of(LEAD + sentence))[1:] == []


def test_an_award_given_to_several_is_one(reading_of: ReadingMaker) -> None:
    text = (
        "Lapas Kelas IIA Ambon menerima penghargaan dari Menteri, Rabu (29/10/2025). "
        "Penghargaan serupa jatuh ke Lapas Piru."
    )
    assert len(dates(reading_of(text))) == 1
