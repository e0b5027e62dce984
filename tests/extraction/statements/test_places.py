from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.entities.reading import Reading
from kg.extraction.statements.places import place_statements
from kg.vocabulary import Vocabulary


def located(reading: Reading, vocabulary: Vocabulary) -> set[tuple[str, str]]:
    names = {c.id: c.name for c in reading.clusters}
    return {(names[d.subject], names[d.object]) for d in place_statements(reading, vocabulary)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lahan di Desa Duren, Kecamatan Bejen, Kabupaten Temanggung ditanami.",
            {("Desa Duren", "Kecamatan Bejen"), ("Kecamatan Bejen", "Kabupaten Temanggung")},
        ),
        ("Mereka ke Kabupaten Magetan, Kabupaten Ngawi.", set()),
        ("Kecamatan Bejen siap. Begitu pula Kabupaten Temanggung.", {("Kecamatan Bejen", "Kabupaten Temanggung")}),
        ("AMBON – Acara digelar di Aula Ratna Sari.", {("Aula Ratna Sari", "Ambon")}),
        ("Acara digelar di Aula Ratna Sari.", set()),
        (
            "Acara di Aula Ratna, Rutan Kelas IIB Praya, Kabupaten Lombok Tengah.",
            {("Aula Ratna", "Kabupaten Lombok Tengah")},
        ),
        ("Api di Jakarta Utara, Jakarta, padam.", {("Jakarta Utara", "Jakarta")}),
    ],
)
def test_what_lies_in_what(
    reading_of: Callable[..., Reading], vocabulary: Vocabulary, text: str, expected: set[tuple[str, str]]
) -> None:
    assert located(reading_of(text), vocabulary) == expected
