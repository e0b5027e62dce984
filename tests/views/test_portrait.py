from __future__ import annotations

from dataclasses import replace

import pytest

from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.views.entity import entity_page
from kg.views.facts import FactGroup
from kg.views.kinds import Kinds
from kg.views.language import Language
from kg.views.portrait import portrait

BASE = Settings().base_iri


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        (
            "person/bluri-wijaksono",
            "id",
            "Bluri Wijaksono adalah Kepala Bapas Kelas II Purwokerto, disebut dalam 6 artikel.",
        ),
        (
            "person/bluri-wijaksono",
            "en",
            "Bluri Wijaksono is Kepala of Bapas Kelas II Purwokerto, mentioned in 6 articles.",
        ),
        ("unit/bapas-purwokerto", "en", "Bapas Kelas II Purwokerto is a probation office in "),
        (
            "post/kepala-bapas-purwokerto",
            "id",
            "Kepala Bapas Kelas II Purwokerto adalah jabatan di Bapas Kelas II Purwokerto, dipegang oleh Bluri Wijaks",
        ),
        (
            "event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara",
            "id",
            "Kunjungan pada 29 Oktober 2025 di Rutan Kelas IIB Banjarnegara, dilaksanakan oleh Bapas Kelas II "
            "Purwokerto, dipimpin Bluri Wijaksono, dan diberitakan dalam 2 artikel.",
        ),
        (
            "event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara",
            "en",
            "A visit on 29 October 2025 at Rutan Kelas IIB Banjarnegara, carried out by ",
        ),
        (
            "program/akselerasi-imipas",
            "id",
            "13 Program Akselerasi Menteri Imigrasi dan Pemasyarakatan adalah program, dijalankan oleh ",
        ),
        (
            "program/akselerasi-imipas-02",
            "en",
            "is a programme, part of 13 Program Akselerasi Menteri Imigrasi dan Pemasyarakatan, run by ",
        ),
        ("place/banjarnegara", "id", "Banjarnegara adalah kabupaten di Jawa Tengah, disebut dalam "),
    ],
)
def test_what_a_thing_is_in_a_sentence(demo_store: EmbeddedStore, name: str, code: str, said: str) -> None:
    text = portrait(entity_page(demo_store, BASE + name), Kinds.of(demo_store), Language.of(code))
    assert said in text
    assert text.endswith(".")
    assert text.count(". ") == 0


def test_who_has_left_a_post_is_not_said_to_hold_it(demo_store: EmbeddedStore) -> None:
    page = entity_page(demo_store, f"{BASE}person/bluri-wijaksono")
    left = replace(page, tenures=tuple(replace(tenure, end="2026-01-01") for tenure in page.tenures))
    text = portrait(left, Kinds.of(demo_store), Language.of("en"))
    assert text == "Bluri Wijaksono is mentioned in 6 articles."


@pytest.mark.parametrize("code", ["id", "en"])
def test_an_odd_name_leaves_the_sentence_readable(demo_store: EmbeddedStore, code: str) -> None:
    page = entity_page(demo_store, f"{BASE}person/bluri-wijaksono")
    odd = replace(page, thing=replace(page.thing, label="\u202e{0}" + "panjang " * 40))
    text = portrait(odd, Kinds.of(demo_store), Language.of(code))
    assert text.startswith("{0}panjang")
    assert len(text) < 220
    assert text.endswith(Language.of(code).counted("summary.mentioned", 6) + ".")


def test_a_unit_is_headed_by_its_latest_head(demo_store: EmbeddedStore) -> None:
    page = entity_page(demo_store, f"{BASE}unit/bapas-purwokerto")
    assert "dipimpin Bluri Wijaksono" in portrait(page, Kinds.of(demo_store), Language.of("id"))


@pytest.mark.parametrize("certainty", ["planned", "negated", "alleged"])
def test_what_is_not_asserted_is_not_told_as_a_fact(demo_store: EmbeddedStore, certainty: str) -> None:
    page = entity_page(demo_store, f"{BASE}event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara")
    doubted = replace(page, groups=tuple(_doubted(group, certainty) for group in page.groups))
    text = portrait(doubted, Kinds.of(demo_store), Language.of("id"))
    assert text == "Kunjungan pada 29 Oktober 2025, diberitakan dalam 2 artikel."


def _doubted(group: FactGroup, certainty: str) -> FactGroup:
    facts = (replace(f, evidence=tuple(replace(e, certainty=certainty) for e in f.evidence)) for f in group.facts)
    return replace(group, facts=tuple(facts))
