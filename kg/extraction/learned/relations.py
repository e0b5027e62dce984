"""Relations: the chances that each pair of a sheet is joined, by trees over two looks and by the encoder."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from kg.extraction.learned.chain import OUTPUTS, chained
from kg.extraction.learned.sheet import KINDS, RELATIONS, ROLES, Array, Sheet
from kg.model import ENTITY_TYPES, PREDICATES

# Runs the ensembles of trees of a look ("first", "second") over rows of features, by what they judge; raw scores.
RunTrees = Callable[[str, Mapping[str, Array]], Mapping[str, Array]]
_EVENT, _ACTORS = ENTITY_TYPES.index("Event"), [ENTITY_TYPES.index(t) for t in ("Person", "Unit")]
ABOUT = 2 * len(PREDICATES)
_ALLOWED: Mapping[str, int] = {name: column for column, name in enumerate(PREDICATES)}
# A column of its own for each type and kind: they have no order that a tree could cut.
_TYPE, _KIND = np.eye(len(ENTITY_TYPES), dtype=np.float32), np.eye(1 + len(KINDS), dtype=np.float32)
_COLUMNS: Mapping[str, int] = {name: column for column, name in enumerate(OUTPUTS)}


def first_features(sheet: Sheet) -> Array:
    """The features (m, …) of the first look: the pair's own, what rules say about its ends, and the words around."""
    subject, target = sheet.pairs[:, 0], sheet.pairs[:, 1]
    what = np.concatenate([_TYPE[sheet.types], _KIND[sheet.kinds], sheet.entities[:, -ABOUT:]], 1)
    return np.concatenate([sheet.features, what[subject], what[target], sheet.contexts], 1)


def participants(sheet: Sheet) -> np.ndarray:
    """Which pairs are of an event and a person or unit."""
    rows: np.ndarray = (sheet.types[sheet.pairs[:, 0]] == _EVENT) & np.isin(sheet.types[sheet.pairs[:, 1]], _ACTORS)
    return rows


def relation_rows(sheet: Sheet, relation: str) -> np.ndarray:
    """Which pairs a relation can join, by their types."""
    rows: np.ndarray = sheet.allowed[:, _ALLOWED[relation]] > 0
    return rows


def tree_chances(sheet: Sheet, run: RunTrees) -> Array:
    """The chances (m, OUTPUTS) by trees: the mean of the first look and of the second, which has seen the first."""
    features = first_features(sheet)
    first = look(sheet, features, "first", run)
    second = look(sheet, np.concatenate([features, chained(sheet, first)], 1), "second", run)
    chances: Array = ((first + second) / 2).astype(np.float32)
    return chances


def look(sheet: Sheet, features: Array, name: str, run: RunTrees) -> Array:
    """The chances (m, OUTPUTS) by one set of trees."""
    rows: dict[str, np.ndarray] = {"role": participants(sheet)}
    rows.update((relation, relation_rows(sheet, relation)) for relation in RELATIONS)
    chances = np.zeros((len(sheet.pairs), len(OUTPUTS)), np.float32)
    scores = run(name, {key: features[mask] for key, mask in rows.items()}) if len(chances) else {}
    for key, mask in rows.items():
        if not mask.any():
            continue
        raw = scores[key]
        if key == "role":
            chances[mask, : len(ROLES)] = softmax(raw)[:, 1:]
        else:
            chances[mask, _COLUMNS[key]] = sigmoid(raw[:, 0])
    return chances


def encoder_chances(logits: Array) -> Array:
    """The chances (m, OUTPUTS) in the judge's logits (m, 1 + OUTPUTS)."""
    roles = 1 + len(ROLES)
    return np.concatenate([softmax(logits[:, :roles])[:, 1:], sigmoid(logits[:, roles:])], 1).astype(np.float32)


def sigmoid(scores: Array) -> Array:
    """The logistic function."""
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))), np.float32)


def softmax(scores: Array) -> Array:
    """Chances that add up to 1 in each row."""
    if not len(scores):
        return scores
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    chances: Array = powers / powers.sum(-1, keepdims=True)
    return chances
