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
    ("name", "code", "begins"),
    [
        ("person/bluri-wijaksono", "id", "Kepala Bapas Kelas II Purwokerto. Disebut dalam 6 artikel."),
        ("person/bluri-wijaksono", "en", "Kepala, Bapas Kelas II Purwokerto. Mentioned in 6 articles."),
        ("unit/bapas-purwokerto", "id", "Balai Pemasyarakatan. Terletak di "),
        ("post/kepala-bapas-purwokerto", "id", "Jabatan di Bapas Kelas II Purwokerto. Dipegang oleh Bluri Wijaksono"),
        (
            "event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara",
            "id",
            "Kunjungan, 29 Oktober 2025. Dilaksanakan oleh Bapas Kelas II Purwokerto. "
            "Tuan rumah Rutan Kelas IIB Banjarnegara. Dipimpin Bluri Wijaksono.",
        ),
        ("program/akselerasi-imipas", "id", "Dijalankan oleh "),
        (
            "program/akselerasi-imipas-02",
            "en",
            "Part of 13 Program Akselerasi Menteri Imigrasi dan Pemasyarakatan. Run by ",
        ),
        ("place/banjarnegara", "id", "Kabupaten. Terletak di Jawa Tengah"),
    ],
)
def test_what_a_thing_is_in_a_sentence_or_two(demo_store: EmbeddedStore, name: str, code: str, begins: str) -> None:
    text = portrait(entity_page(demo_store, BASE + name), Kinds.of(demo_store), Language.of(code))
    assert text.startswith(begins)


def test_a_unit_is_headed_by_its_latest_head(demo_store: EmbeddedStore) -> None:
    page = entity_page(demo_store, f"{BASE}unit/bapas-purwokerto")
    assert "Dipimpin Bluri Wijaksono." in portrait(page, Kinds.of(demo_store), Language.of("id"))


@pytest.mark.parametrize("certainty", ["planned", "negated", "alleged"])
def test_what_is_not_asserted_is_not_told_as_a_fact(demo_store: EmbeddedStore, certainty: str) -> None:
    page = entity_page(demo_store, f"{BASE}event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara")
    doubted = replace(page, groups=tuple(_doubted(group, certainty) for group in page.groups))
    text = portrait(doubted, Kinds.of(demo_store), Language.of("id"))
    assert text.startswith("Kunjungan, 29 Oktober 2025. Disebut")


def _doubted(group: FactGroup, certainty: str) -> FactGroup:
    facts = (replace(f, evidence=tuple(replace(e, certainty=certainty) for e in f.evidence)) for f in group.facts)
    return replace(group, facts=tuple(facts))
