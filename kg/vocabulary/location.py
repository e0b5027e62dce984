"""Where the data files lie: inside an installed wheel, or at the root of a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from kg.errors import VocabularyError

_PACKAGE = Path(__file__).resolve().parent.parent
_CHECKOUT = {
    "vocabulary": Path("data/vocabulary"),
    "ontology": Path("ontology"),
    "identity": Path("data/identity"),
    "quality": Path("data"),
}


def data_folder(name: Literal["vocabulary", "ontology", "identity", "quality"]) -> Path:
    """The folder of the vocabulary tables, of the ontology, of the weights of identity or of the measured quality.

    A wheel carries them under ``kg/_data``; a checkout has them in its folders. Raises ``VocabularyError`` where
    neither is there.
    """
    candidates = (_PACKAGE / "_data" / name, _PACKAGE.parent / _CHECKOUT[name])
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise VocabularyError(f"no {name} data in {candidates[0]} or {candidates[1]}: reinstall simpul")
