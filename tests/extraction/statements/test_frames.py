from __future__ import annotations

from collections.abc import Callable

import pytest

Claims = set[tuple[str, str, str]]
BAPAS, RUTAN, DINAS = "Bapas Kelas II Purwokerto", "Rutan Kelas IIB Banjarnegara", "Dinas Sosial Kabupaten Banyumas"


def test_a_visit_has_a_visitor_and_a_host(claims_of: Callable[..., Claims]) -> None:
    found = claims_of(f"{BAPAS} mengunjungi {RUTAN}, Rabu (29/10/2025).", title="Bapas Purwokerto Kunjungi Rutan")
    assert {("visit", "performedBy", BAPAS), ("visit", "hostedBy", RUTAN), ("visit", "heldAt", RUTAN)} <= found


def test_the_noun_of_a_visit_names_visitor_and_destination(claims_of: Callable[..., Claims]) -> None:
    found = claims_of(f"Kunjungan {BAPAS} ke {RUTAN} berlangsung Rabu (29/10/2025).")
    assert {("visit", "performedBy", BAPAS), ("visit", "hostedBy", RUTAN)} <= found


def test_every_unit_of_a_signing_signs(claims_of: Callable[..., Claims]) -> None:
    found = claims_of(f"Penandatanganan perjanjian kerja sama antara {BAPAS} dan {DINAS} digelar Rabu (29/10/2025).")
    assert {("signing", "performedBy", BAPAS), ("signing", "performedBy", DINAS)} <= found


def test_the_agent_of_a_passive_carries_out(claims_of: Callable[..., Claims]) -> None:
    text = f"Sejumlah narapidana dipindahkan {RUTAN} ke {BAPAS}. Pemindahan itu lancar."
    assert ("transfer", "performedBy", RUTAN) in claims_of(text)


def test_the_office_of_who_leads_carries_out(claims_of: Callable[..., Claims]) -> None:
    found = claims_of("Razia itu dipimpin Karutan Banjarnegara Zxaman Qodir, Rabu (29/10/2025).")
    assert ("inspection", "performedBy", "Rutan Banjarnegara") in found


def test_the_office_of_who_receives_is_the_host(claims_of: Callable[..., Claims]) -> None:
    text = f"{BAPAS} melakukan kunjungan kerja. Rombongan disambut Karutan Banjarnegara Zxaman Qodir."
    assert {("visit", "receivedBy", "Zxaman Qodir"), ("visit", "hostedBy", "Rutan Banjarnegara")} <= claims_of(text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("", f"Suasana {RUTAN} teduh saat pengajian itu, Rabu (29/10/2025)."),
        (
            "Rutan Banjarnegara Berbenah",
            "Pengajian itu digelar Rabu (29/10/2025).\n\nKata orang, Rutan Banjarnegara tenang.",
        ),
    ],
)
def test_without_a_cue_the_unit_of_lead_or_title_carries_out(
    claims_of: Callable[..., Claims], title: str, text: str
) -> None:
    assert any(p == "performedBy" and o.endswith("Banjarnegara") for _, p, o in claims_of(text, title))


def test_inmates_make_their_prison_no_performer_of_an_incident(claims_of: Callable[..., Claims]) -> None:
    found = claims_of(f"Penghuni {RUTAN} kabur, Rabu (29/10/2025). Pelarian itu diselidiki.")
    assert ("incident", "performedBy", RUTAN) not in found


def test_who_is_told_of_attends_who_only_speaks_does_not(claims_of: Callable[..., Claims]) -> None:
    text = (
        f"{RUTAN} menggelar razia. Kapolres Banjarnegara Arif Budiman berkeliling blok.\n\n"
        "“Semua aman,” kata Kalapas Ambon Zxaman Qodir."
    )
    attending = {o for _, p, o in claims_of(text) if p == "attendedBy"}
    assert attending == {"Arif Budiman"}


@pytest.mark.parametrize(
    "text",
    [
        "Pengedar sabu ditangkap Polres Banjarnegara, Rabu (29/10/2025).",
        "Polres Banjarnegara menangkap pengedar sabu, Rabu (29/10/2025).",
        "Penangkapan pengedar sabu oleh Polres Banjarnegara berlangsung Rabu (29/10/2025).",
    ],
)
def test_an_arrest_is_somebodys_deed(claims_of: Callable[..., Claims], text: str) -> None:
    assert ("incident", "performedBy", "Polres Banjarnegara") in claims_of(text)


def test_the_agent_stands_behind_the_whole_phrase(claims_of: Callable[..., Claims]) -> None:
    found = claims_of(f"Sosialisasi pencegahan stunting oleh {DINAS} digelar Rabu (29/10/2025).")
    assert ("training", "performedBy", DINAS) in found


def test_the_agent_of_another_clause_does_nothing(claims_of: Callable[..., Claims]) -> None:
    found = claims_of(f"{BAPAS} menggelar sosialisasi, disusul pembacaan doa oleh {DINAS}, Rabu (29/10/2025).")
    assert ("training", "performedBy", DINAS) not in found


def test_a_person_leads_a_ceremony_rather_than_carrying_it_out(claims_of: Callable[..., Claims]) -> None:
    found = claims_of("Pengukuhan pengurus oleh Bupati Banyumas Zxaman Qodir digelar Rabu (29/10/2025).")
    assert ("ceremony", "ledBy", "Zxaman Qodir") in found


def test_the_unit_right_behind_the_noun_carries_out(claims_of: Callable[..., Claims]) -> None:
    found = claims_of(f"{DINAS} berbenah saat razia {BAPAS} digelar, Rabu (29/10/2025).")
    assert ("inspection", "performedBy", BAPAS) in found


def test_the_performer_of_the_whole_is_no_performer_of_every_part(claims_of: Callable[..., Claims]) -> None:
    lead = f"{BAPAS} menggelar donor darah, Rabu (29/10/2025). Donor darah itu lancar."
    found = claims_of(f"{lead}\n\nAda pula penyuluhan hukum.\n\nSesudahnya peresmian klinik digelar.")
    assert {("training", "subEventOf", "social"), ("ceremony", "subEventOf", "social")} <= found
    assert ("training", "performedBy", BAPAS) in found
    assert ("ceremony", "performedBy", BAPAS) not in found
