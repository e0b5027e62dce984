from __future__ import annotations

import pytest

from kg.extraction.mentions.passage import Passage
from kg.extraction.mentions.programs import find_programs
from kg.extraction.text.document import make_document
from kg.model import Article
from kg.vocabulary import Vocabulary

WHOLE = "13 Program Akselerasi Menteri Imigrasi dan Pemasyarakatan"


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (f"Ini sejalan dengan {WHOLE}, khususnya pemberantasan narkoba.", ["pemberantasan narkoba"]),
        (
            f"Ia menekankan {WHOLE}, terutama pemberantasan peredaran narkoba dan penipuan, "
            "penanggulangan overkapasitas, dan peningkatan kualitas makanan.",
            [
                "pemberantasan peredaran narkoba dan penipuan",
                "penanggulangan overkapasitas",
                "peningkatan kualitas makanan",
            ],
        ),
        (f"Itu poin pemberdayaan warga binaan dalam {WHOLE}.", ["pemberdayaan warga binaan"]),
        (f"Ia menyebut {WHOLE}, yakni pemasyarakatan yang maju.", []),
        ("Ia menyebut program pesantren, khususnya pemberantasan narkoba.", []),
        (f"Ini sejalan dengan {WHOLE}. Khususnya pemberantasan narkoba.", []),
    ],
)
def test_items_stand_beside_the_numbered_whole(vocabulary: Vocabulary, text: str, items: list[str]) -> None:
    found = find_programs(Passage(make_document(Article("a", text))), vocabulary)
    assert [m.name for m in found if m.name != WHOLE and m.name != "program pesantren"] == items
    assert all(m.span.of(text) == m.text for m in found)
