from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import ENTITY_TYPES, EntityType
from kg.rdf.names import other_names


@pytest.mark.parametrize(
    ("type_", "name", "mention"),
    [
        ("Person", "Bluri Wijaksono", "Bluri"),
        ("Person", "Bluri Wijaksono", "Wijaksono"),
        ("Unit", "Bapas Kelas II Purwokerto", "Bapas Purwokerto"),
        ("Unit", "Bapas Kelas II Purwokerto", "Balai Pemasyarakatan (Bapas) Kelas II Purwokerto"),
        ("Unit", "Direktorat Jenderal Pemasyarakatan", "Ditjenpas"),
        ("Unit", "Polri", "Kepolisian Negara Republik Indonesia"),
        ("Unit", "Pemkab Aceh Jaya", "Pemerintah Kabupaten Aceh Jaya"),
        ("Place", "Nusa Tenggara Timur", "NTT"),
        ("Program", "Rumah Restorative Justice", "Rumah RJ"),
        ("Event", "Peringatan HUT ke-80 TNI", "HUT ke-80 TNI"),
    ],
)
def test_short_and_long_forms_are_names(type_: EntityType, name: str, mention: str) -> None:
    assert other_names(name, [name, mention], type_) == [mention]


@pytest.mark.parametrize(
    ("type_", "name", "mention"),
    [
        ("Unit", "Rutan Kelas IIB Banjarnegara", "Karutan"),
        ("Unit", "Lapas Kelas III Calang", "Kalapas"),
        ("Unit", "Lapas Kelas III Calang", "Lapas"),
        ("Unit", "Lapas Kelas III Calang", "LP"),
        ("Unit", "Kanwil Ditjenpas Riau", "Kakanwil Ditjenpas Riau"),
        ("Unit", "Kementerian Hukum dan HAM", "Menteri Hukum dan HAM"),
        ("Unit", "Polres Purbalingga", "Kapolres Purbalingga"),
        ("Unit", "Lapas Kelas IIA Curup", "Lapas (Kalapas) Kelas IIA Curup"),
        ("Event", "Kunjungan kerja Bapas Purwokerto", "Acara tersebut"),
        ("Event", "Kunjungan kerja Bapas Purwokerto", "kunjungan kerja"),
        ("Place", "Bengkulu", "BENGKULU"),
        ("Person", "Bluri Wijaksono", "Ia"),
        ("Person", "???", "!!!"),
    ],
)
def test_pronouns_titles_and_common_nouns_are_no_names(type_: EntityType, name: str, mention: str) -> None:
    assert other_names(name, [mention], type_) == []


def test_names_are_given_once_with_single_blanks_sorted() -> None:
    mentions = ["Wijaksono", "Bluri\nWijaksono", "Bluri", "Bluri"]
    assert other_names("Bluri Wijaksono", mentions, "Person") == ["Bluri", "Wijaksono"]


@given(st.text(max_size=40), st.lists(st.text(max_size=40), max_size=5), st.sampled_from(ENTITY_TYPES))
def test_any_text_is_safe(name: str, mentions: list[str], type_: EntityType) -> None:
    assert name not in other_names(name, mentions, type_)
