from __future__ import annotations

from collections.abc import Callable

import pytest

Claims = set[tuple[str, str, str]]
LAPAS = "Lapas Kelas IIA Ambon"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"{LAPAS} menggelar sosialisasi di Aula Ratna Sari, Rabu (29/10/2025).", "Aula Ratna Sari"),
        (f"Aula Ratna Sari penuh, Rabu (29/10/2025). {LAPAS} menggelar sosialisasi.", "Aula Ratna Sari"),
        (f"{LAPAS} menggelar razia, Rabu (29/10/2025).", LAPAS),
        ("Warga terjebak. Banjir bandang di Desa Duren surut, Rabu (29/10/2025).", "Desa Duren"),
    ],
)
def test_where_an_event_is_held(claims_of: Callable[..., Claims], text: str, place: str) -> None:
    assert {o for _, p, o in claims_of(text) if p == "heldAt"} == {place}


def test_a_title_tells_where(claims_of: Callable[..., Claims]) -> None:
    found = claims_of("Penyerahan remisi umum digelar.", title="Terima Remisi di Lapas Ambon")
    assert any(p == "heldAt" and o.endswith("Ambon") for _, p, o in found)


def test_activities_of_the_day_are_part_of_the_main_event(claims_of: Callable[..., Claims]) -> None:
    lead = f"{LAPAS} menggelar upacara, Rabu (29/10/2025). Upacara itu lancar."
    text = f"{lead}\n\nAda pula penyerahan remisi umum di lapas."
    found = claims_of(text, title="Upacara di Lapas Ambon")
    assert ("release", "subEventOf", "ceremony") in found
    assert ("release", "performedBy", LAPAS) in found
    assert ("release", "heldAt", LAPAS) in found


def test_what_marks_a_day_is_part_of_it(claims_of: Callable[..., Claims]) -> None:
    text = f"{LAPAS} menggelar donor darah, Rabu (29/10/2025), menyambut HUT ke-80 RI."
    assert ("social", "subEventOf", "ceremony") in claims_of(text)


def test_a_journey_is_part_of_nothing(claims_of: Callable[..., Claims]) -> None:
    text = f"{LAPAS} menggelar upacara, Rabu (29/10/2025). Upacara itu lancar. Lalu ada kunjungan kerja itu."
    assert not {c for c in claims_of(text) if c[1] == "subEventOf"}


def test_events_serve_the_programmes_of_their_article(claims_of: Callable[..., Claims]) -> None:
    text = f"{LAPAS} menggelar razia demi Zona Integritas, Rabu (29/10/2025).\n\nIni sejalan dengan Asta Cita."
    served = {o for _, p, o in claims_of(text) if p == "supports"}
    assert served == {"Zona Integritas", "Asta Cita"}


def test_an_incident_is_where_the_prison_is(claims_of: Callable[..., Claims]) -> None:
    text = f"Tahanan {LAPAS} kabur, Rabu (29/10/2025). Pelarian itu diselidiki. Pelarian tersebut dari {LAPAS}."
    assert ("incident", "heldAt", LAPAS) in claims_of(text)


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("Donor darah itu merupakan bagian dari pameran produk.", "social", "exhibition"),
        ("Pameran produk itu dirangkaikan dengan donor darah.", "social", "exhibition"),
    ],
)
def test_the_text_says_what_is_part_of_what(claims_of: Callable[..., Claims], text: str, part: str, whole: str) -> None:
    parts = {c for c in claims_of(f"{LAPAS} bersiap. {text}") if c[1] == "subEventOf"}
    assert parts == {(part, "subEventOf", whole)}


def test_what_is_held_on_one_of_several_days_is_part_of_the_whole(claims_of: Callable[..., Claims]) -> None:
    text = f"{LAPAS} menggelar festival seni, 27-29 Oktober 2025.\n\nSeminar digelar Selasa (28/10/2025) di lapas."
    found = claims_of(text, title="Festival Seni di Lapas Ambon")
    assert ("training", "subEventOf", "exhibition") in found
    assert ("exhibition", "subEventOf", "training") not in found
