from __future__ import annotations

from kg.vocabulary.constraints import CLOSED, FORMS, HIERARCHIES, KEYS, KINDS, REFERENCES, REQUIRED
from kg.vocabulary.table import columns
from kg.vocabulary.vocabulary import FILES


def test_every_column_that_is_named_exists() -> None:
    named = [
        *((file, column) for table in (KEYS, FORMS, REQUIRED) for file, names in table.items() for column in names),
        *CLOSED, *KINDS, *REFERENCES, *HIERARCHIES,
        *((file, column) for file, names in REFERENCES.values() for column in names),
    ]  # fmt: skip
    assert [(file, column) for file, column in named if column not in columns(FILES[file])] == []


def test_every_file_has_a_key_but_those_whose_rows_only_context_tells_apart() -> None:
    assert set(FILES) - set(KEYS) == {"event_triggers.tsv", "ambiguous.tsv"}
