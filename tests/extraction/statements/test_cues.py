from __future__ import annotations

from collections.abc import Callable

import pytest

Claims = set[tuple[str, str, str]]
LAPAS, BNN = "Lapas Kelas IIA Ambon", "BNN Provinsi Maluku"


@pytest.mark.parametrize(
    ("text", "predicate", "other"),
    [
        ("Razia itu dipimpin Kalapas Ambon Zxaman Qodir.", "ledBy", "Zxaman Qodir"),
        ("Kalapas Ambon Zxaman Qodir memimpin razia.", "ledBy", "Zxaman Qodir"),
        ("Memimpin langsung razia itu, Kalapas Ambon Zxaman Qodir.", "ledBy", "Zxaman Qodir"),
        (f"Razia itu digelar {LAPAS}.", "performedBy", LAPAS),
        (f"{LAPAS} menggelar razia.", "performedBy", LAPAS),
        (f"{LAPAS} menggelar razia. Ikut hadir Kapolres Buru Zxaman Qodir.", "attendedBy", "Zxaman Qodir"),
        (f"{LAPAS} menggelar razia. Ada pula Kapolres Buru Zxaman Qodir.", "attendedBy", "Zxaman Qodir"),
        (f"{LAPAS} menggelar razia. Razia itu menggandeng {BNN}.", "attendedBy", BNN),
    ],
)
def test_a_cue_gives_the_part(claims_of: Callable[..., Claims], text: str, predicate: str, other: str) -> None:
    assert ("inspection", predicate, other) in claims_of(text)


def test_names_joined_to_each_other_share_the_part(claims_of: Callable[..., Claims]) -> None:
    watched = f"Razia itu disaksikan Kapolres Buru Zxaman Qodir, Dandim Buru Arif Budiman, dan {BNN}."
    text = f"{LAPAS} menggelar razia. {watched}"
    found = claims_of(text)
    assert {("inspection", "attendedBy", other) for other in ("Zxaman Qodir", "Arif Budiman", BNN)} <= found


def test_leading_goes_before_attending(claims_of: Callable[..., Claims]) -> None:
    text = "Kalapas Ambon Zxaman Qodir hadir dalam razia. Razia itu dipimpin Zxaman Qodir."
    roles = {p for _, p, o in claims_of(text) if o == "Zxaman Qodir"}
    assert roles == {"ledBy"}


def test_a_unit_that_opens_carries_out(claims_of: Callable[..., Claims]) -> None:
    assert ("ceremony", "performedBy", LAPAS) in claims_of(f"{LAPAS} membuka upacara peringatan HUT ke-80 RI.")


@pytest.mark.parametrize(
    "text",
    [
        f"Razia digelar. Pintu dibuka {LAPAS}.",  # no event is opened
        f"Razia digelar. Zxaman Qodir memimpin {LAPAS}.",  # a post, no event
    ],
)
def test_what_leads_no_event_leads_nothing(claims_of: Callable[..., Claims], text: str) -> None:
    assert not {p for _, p, _ in claims_of(text)} & {"ledBy"}


def test_a_place_behind_the_cue_is_nobody(claims_of: Callable[..., Claims]) -> None:
    assert ("inspection", "performedBy", BNN) not in claims_of(f"Razia digelar di {BNN}. {LAPAS} berbenah.")


def test_who_opens_leads_the_opening(claims_of: Callable[..., Claims]) -> None:
    text = (
        f"{LAPAS} menggelar pameran produk, Rabu (29/10/2025). Pameran itu dibuka Kapolres Buru Zxaman Qodir.\n\n"
        "Seusai pembukaan, tamu berkeliling."
    )
    found = claims_of(text)
    assert ("ceremony", "ledBy", "Zxaman Qodir") in found
    assert ("exhibition", "ledBy", "Zxaman Qodir") not in found


def test_who_opens_an_activity_leads_the_main_event(claims_of: Callable[..., Claims]) -> None:
    text = f"{LAPAS} menggelar penyuluhan hukum. Kapolres Buru Zxaman Qodir membuka kegiatan."
    assert ("training", "ledBy", "Zxaman Qodir") in claims_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "Peresmian ditandai penandatanganan prasasti oleh Bupati Buru Zxaman Qodir.",
        "Peresmian digelar. Bertindak sebagai inspektur upacara, Bupati Buru Zxaman Qodir.",
        "Peresmian digelar. Bupati Buru Zxaman Qodir menekan tombol sirene saat peresmian.",
        "Peresmian digelar. Kegiatan di aula itu dibuka Bupati Buru Zxaman Qodir.",
    ],
)
def test_who_does_the_act_of_a_ceremony_leads_it(claims_of: Callable[..., Claims], text: str) -> None:
    assert ("ceremony", "ledBy", "Zxaman Qodir") in claims_of(text)


@pytest.mark.parametrize(
    "text", [f"{LAPAS} menggandeng {BNN} dalam razia.", f"{LAPAS} bekerja sama dengan {BNN} menggelar razia."]
)
def test_who_looks_for_partners_carries_out_and_they_attend(claims_of: Callable[..., Claims], text: str) -> None:
    found = claims_of(text)
    assert {("inspection", "performedBy", LAPAS), ("inspection", "attendedBy", BNN)} <= found
    assert ("inspection", "performedBy", BNN) not in found


def test_partners_of_an_agreement_sign_it(claims_of: Callable[..., Claims]) -> None:
    found = claims_of(f"{LAPAS} menggelar penandatanganan perjanjian bekerja sama dengan {BNN}.")
    assert ("signing", "performedBy", BNN) in found
