from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.entities.reading import Reading
from kg.extraction.statements.events import event_statements
from kg.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Lapas Kelas IIA Ambon menggelar razia.", "asserted"),
        ("Lapas Kelas IIA Ambon akan menggelar razia.", "planned"),
        ("Razia akan digelar Lapas Kelas IIA Ambon.", "planned"),
        ("Lapas Kelas IIA Ambon batal menggelar razia.", "negated"),
        ("Razia belum dijadwalkan Lapas Kelas IIA Ambon.", "negated"),
        ("Lapas Kelas IIA Ambon diduga menggelar razia.", "alleged"),
        ("Karena akan berbenah, Lapas Kelas IIA Ambon menggelar razia.", "asserted"),
        ("Lapas Kelas IIA Ambon akan menggelar razia. Lapas Kelas IIA Ambon menggelar razia.", "asserted"),
    ],
)
def test_words_of_the_clause_tell_how_certain_it_is(
    reading_of: Callable[..., Reading], vocabulary: Vocabulary, text: str, certainty: str
) -> None:
    drafts = [d for d in event_statements(reading_of(text), vocabulary) if d.subject.startswith("e")]
    assert {d.certainty for d in drafts} == {certainty}
