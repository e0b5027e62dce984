"""Where the data files lie: inside an installed wheel, or at the root of a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from kg.errors import VocabularyError

_PACKAGE = Path(__file__).resolve().parent.parent
_CHECKOUT = {"vocabulary": Path("data/vocabulary"), "ontology": Path("ontology")}


def data_folder(name: Literal["vocabulary", "ontology"]) -> Path:
    """The folder of the vocabulary tables or of the ontology.

    A wheel carries both under ``kg/_data``; a checkout has them at its root. Raises ``VocabularyError`` where neither
    is there.
    """
    candidates = (_PACKAGE / "_data" / name, _PACKAGE.parent / _CHECKOUT[name])
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise VocabularyError(f"no {name} data in {candidates[0]} or {candidates[1]}: reinstall simpul")
