from __future__ import annotations

from collections.abc import Callable

import pytest

Claims = set[tuple[str, str, str]]
LAPAS, BNN, DINAS = "Lapas Kelas IIA Ambon", "BNN Provinsi Maluku", "Dinas Sosial Kota Ambon"


@pytest.mark.parametrize(
    "text",
    [
        f"{LAPAS} menggandeng {BNN} dalam razia.",
        f"Razia itu kerja sama {LAPAS} dan {BNN}.",
        f"{LAPAS} dan {BNN} sudah lama bekerja sama. Razia itu digelar.",
        f"Razia itu dikerjakan {LAPAS} bersama {BNN}.",
        f"{LAPAS} menggelar razia. Razia itu menggandeng {BNN}.",
    ],
)
def test_partners_work_together(claims_of: Callable[..., Claims], text: str) -> None:
    assert {(s, o) for s, p, o in claims_of(text) if p == "cooperatesWith"} <= {(LAPAS, BNN), (BNN, LAPAS)}
    assert [p for _, p, _ in claims_of(text)].count("cooperatesWith") >= 1


def test_side_by_side_without_a_word_of_it_is_no_cooperation(claims_of: Callable[..., Claims]) -> None:
    assert not {c for c in claims_of(f"Razia digelar {LAPAS}. {BNN} menyaksikan.") if c[1] == "cooperatesWith"}
