from __future__ import annotations

from collections.abc import Callable

from kg.extraction.entities.reading import Cluster, Reading

ReadingMaker = Callable[..., Reading]

TEXT = (
    "CALANG – Kalapas Calang, Zxaman Qodir, menerima kunjungan kerja Bapas Medan, Rabu (29/10/2025). "
    "Kalapas menuturkan hal itu penting. Wakil Bupati Tegal, Wvina Ho, hadir."
)


def _person(reading: Reading, name: str) -> Cluster:
    return next(c for c in reading.of_type("Person") if c.name == name)


def test_a_title_without_a_name_means_who_holds_the_post(reading_of: ReadingMaker) -> None:
    reading = reading_of(TEXT)
    qodir = _person(reading, "Zxaman Qodir")
    assert [(m.text, m.anaphoric) for m in qodir.mentions] == [("Zxaman Qodir", False), ("Kalapas", True)]
    units = [m.text for c in reading.of_type("Unit") for m in c.mentions]
    assert "Kalapas" not in units
    assert "Kalapas Calang" in units


def test_a_title_that_nobody_holds_means_nobody(reading_of: ReadingMaker) -> None:
    reading = reading_of(TEXT.replace("Kalapas menuturkan", "Karutan menuturkan"))
    assert [m.text for c in reading.of_type("Person") for m in c.mentions] == ["Zxaman Qodir", "Wvina Ho"]


def test_a_title_with_another_place_means_another_person(reading_of: ReadingMaker) -> None:
    reading = reading_of(TEXT.replace("Kalapas menuturkan", "Kalapas Kupang menuturkan"))
    assert [m.text for m in _person(reading, "Zxaman Qodir").mentions] == ["Zxaman Qodir"]
    reading = reading_of(TEXT + " Wabup senang. Wabup Blora tidak.")
    assert [m.text for m in _person(reading, "Wvina Ho").mentions] == ["Wvina Ho", "Wabup"]


def test_of_two_holders_the_last_named_before_is_meant(reading_of: ReadingMaker) -> None:
    reading = reading_of("Karutan Siak Zxaman dan Karutan Praya Wvina hadir. Karutan senang.")
    assert [m.text for m in _person(reading, "Wvina").mentions] == ["Wvina", "Karutan"]


def test_a_former_holder_is_not_meant(reading_of: ReadingMaker) -> None:
    reading = reading_of("Zxaman Qodir, Kepala Lapas Calang, hadir. Mantan Kepala Lapas Calang senang.")
    assert [m.text for m in _person(reading, "Zxaman Qodir").mentions] == ["Zxaman Qodir"]


def test_posts_dates_holdings_and_events_are_in_the_reading(reading_of: ReadingMaker) -> None:
    reading = reading_of(TEXT)
    assert [p.text for p in reading.posts] == ["Kalapas Calang", "Kalapas", "Wakil Bupati Tegal"]
    assert [d.name for d in reading.dates] == ["2025-10-29"]
    assert [h.person.text for h in reading.holdings] == ["Zxaman Qodir", "Wvina Ho"]
    assert [(e.id, e.kind, e.date) for e in reading.of_type("Event")] == [("e1", "visit", "2025-10-29")]
