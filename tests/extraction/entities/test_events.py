from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.entities.reading import Cluster, Reading

ReadingMaker = Callable[..., Reading]


def events(reading: Reading) -> list[Cluster]:
    return reading.of_type("Event")


def test_title_lead_and_back_references_are_one_event(reading_of: ReadingMaker) -> None:
    (event,) = events(
        reading_of(
            "BANYUMAS – Bapas Kelas II Purwokerto melakukan kunjungan kerja ke Rutan Kelas IIB Banjarnegara, "
            "Rabu (29/10/2025). Kegiatan ini lancar.",
            title="Bapas Purwokerto Kunjungi Rutan Banjarnegara",
        )
    )
    assert (event.id, event.kind, event.date) == ("e1", "visit", "2025-10-29")
    assert [m.text for m in event.mentions] == ["Kunjungi", "kunjungan kerja", "Kegiatan ini"]


def test_the_name_tells_who_where_the_phrase_does_not(reading_of: ReadingMaker) -> None:
    (event,) = events(reading_of("Bapas Kelas II Purwokerto menggelar razia, Rabu (29/10/2025)."))
    assert event.name == "Razia Bapas Kelas II Purwokerto"


def test_an_activity_of_the_day_has_the_main_events_date(reading_of: ReadingMaker) -> None:
    razia, tests = events(
        reading_of(
            "Lapas Kelas IIA Ambon menggelar razia, Rabu (29/10/2025). Razia itu rutin.\n\n"
            "Sesudahnya digelar tes urine.",
        )
    )
    assert (razia.date, tests.date) == ("2025-10-29", "2025-10-29")
    assert tests.kind == "inspection"


def test_an_own_date_goes_before_the_main_events(reading_of: ReadingMaker) -> None:
    _, other = events(
        reading_of(
            "Lapas Kelas IIA Ambon menggelar razia, Rabu (29/10/2025). Razia itu rutin.\n\n"
            "Sosialisasi sebelumnya digelar pada 3 Oktober 2025."
        )
    )
    assert (other.kind, other.date) == ("training", "2025-10-03")


def test_a_commemoration_has_no_date_of_its_own(reading_of: ReadingMaker) -> None:
    main, day = events(
        reading_of(
            "Lapas Kelas IIA Ambon menggelar donor darah, Rabu (29/10/2025), menyambut HUT ke-80 RI. "
            "Donor darah itu rutin."
        )
    )
    assert (main.kind, day.name, day.date) == ("social", "Peringatan HUT ke-80 RI", "")


def test_a_ceremony_of_a_day_is_one_event(reading_of: ReadingMaker) -> None:
    (event,) = events(
        reading_of("Lapas Kelas IIA Ambon menggelar upacara peringatan HUT ke-80 RI, Minggu (17/8/2025).")
    )
    assert event.kind == "ceremony"


@pytest.mark.parametrize(
    "text",
    [
        "“Kami rutin menggelar razia,” kata Kalapas Ambon Zxaman Qodir.",  # only spoken of
        "Petugas menyebut pelatihan dan memantau blok.",  # a weak noun and a verb, nothing to confirm them
    ],
)
def test_what_is_not_told_is_no_event(reading_of: ReadingMaker, text: str) -> None:
    assert events(reading_of("Lapas Kelas IIA Ambon berbenah. Semua bersiap.\n\nSuasana tenang.\n\n" + text)) == []


def test_general_signing_joins_the_agreement_that_is_named(reading_of: ReadingMaker) -> None:
    (event,) = events(
        reading_of("Bapas Kelas II Garut menggelar penandatanganan MoU, Jumat (1/8/2025). Penandatanganan itu lancar.")
    )
    assert event.kind == "signing"


def test_a_local_event_is_kept_apart_from_the_one_it_is_part_of(reading_of: ReadingMaker) -> None:
    local, national = events(
        reading_of(
            "Lapas Kelas IIA Ambon menggelar panen jagung, Rabu (29/10/2025). Panen di Ambon merupakan bagian dari "
            "Panen Raya Serentak yang digelar Ditjenpas.\n\nPanen Raya Serentak itu perdana."
        )
    )
    assert [m.text for m in local.mentions] == ["panen", "Panen"]
    assert national.name.startswith("Panen Raya Serentak")
    assert len(national.mentions) == 2


def test_a_warning_is_no_commemoration(reading_of: ReadingMaker) -> None:
    assert events(reading_of("Kalapas Ambon Zxaman Qodir melempar peringatan. Peringatan itu keras.")) == []


def test_a_signing_is_over_on_its_day(reading_of: ReadingMaker) -> None:
    (event,) = events(
        reading_of(
            "Lapas Kelas IIA Ambon menggelar penandatanganan komitmen bersama, Rabu (29/10/2025).\n\n"
            "Pendaftaran dibuka hingga 5 November 2025."
        )
    )
    assert (event.kind, event.date) == ("signing", "2025-10-29")


def test_an_incident_lies_before_the_day_of_the_lead(reading_of: ReadingMaker) -> None:
    (event,) = events(
        reading_of(
            "Bupati tiba di Ambon, Rabu (29/10/2025), sesudah kebakaran.\n\nKebakaran terjadi Senin (27/10/2025).",
            title="Kebakaran di Ambon",
        )
    )
    assert (event.kind, event.date) == ("incident", "2025-10-27")


def test_the_inspector_of_a_ceremony_points_back_at_it(reading_of: ReadingMaker) -> None:
    (event,) = events(
        reading_of(
            "Lapas Kelas IIA Ambon menggelar pelantikan pejabat, Rabu (29/10/2025). "
            "Inspektur upacara Kalapas Ambon Zxaman Qodir."
        )
    )
    assert [m.text for m in event.mentions] == ["pelantikan pejabat", "upacara"]
