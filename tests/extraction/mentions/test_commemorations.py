from __future__ import annotations

import pytest

from kg.extraction.mentions.commemorations import commemoration_end
from kg.extraction.mentions.passage import Passage
from kg.extraction.text.document import make_document
from kg.model import Article


def days(text: str) -> list[str]:
    passage = Passage(make_document(Article("a", text)))
    ends = [(p, commemoration_end(passage, p)) for p in range(len(passage.tokens))]
    return [passage.text(start, end) for start, end in ends if end > start]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mereka memeriahkan HUT ke-80 Republik Indonesia di lapas.", ["HUT ke-80 Republik Indonesia"]),
        ("Dalam peringatan Hari Ulang Tahun (HUT) ke-80 RI.", ["Hari Ulang Tahun (HUT) ke-80 RI"]),
        ("Menyambut Hari Bhakti Pemasyarakatan (HBP) ke-61.", ["Hari Bhakti Pemasyarakatan (HBP) ke-61"]),
        ("Rangkaian peringatan Hari Kesehatan Nasional 2025.", ["Hari Kesehatan Nasional 2025"]),
        ("Pada Hari Rabu mereka datang.", []),
        ("Pejabat Hari Santoso hadir.", []),
        ("Setiap hari ulang tahun mereka.", []),
    ],
)
def test_named_days_and_anniversaries(text: str, expected: list[str]) -> None:
    assert days(text) == expected
