from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from kg.extraction.learned.claimed import Claimed
from kg.extraction.learned.sheet import ROLES
from kg.extraction.statements.draft import Draft
from kg.model import PREDICATES, Predicate


def draft(subject: str, predicate: Predicate, target: str, confidence: float = 0.8) -> Draft:
    return Draft(subject, predicate, target, (), confidence, "rule")


DRAFTS = [
    draft("visit", "ledBy", "head", 0.9),
    draft("visit", "performedBy", "bapas", 0.6),
    draft("visit", "performedBy", "bapas", 0.4),
    draft("head", "holdsPost", "bapas"),
    draft("rutan", "locatedIn", "town"),
    draft("visit", "hostedBy", "rutan", 0.7),
]
IDS = ("visit", "head", "bapas", "rutan", "town", "nobody")
SIZE = len(PREDICATES)


def told_of(subject: str, target: str, drafts: Sequence[Draft] = DRAFTS) -> list[float]:
    pair = np.array([[IDS.index(subject), IDS.index(target)]])
    return [round(float(number), 6) for number in Claimed(drafts, IDS, ROLES).of(pair)[0]]


def test_a_pair_is_told_with_the_best_confidence_in_both_directions() -> None:
    told, back = told_of("visit", "bapas"), told_of("bapas", "visit")
    column = PREDICATES.index("performedBy")
    assert told[column] == back[SIZE + column] == 0.6
    assert told[SIZE : 2 * SIZE] == [0.0] * SIZE


def test_roles_reach_by_posts_and_places() -> None:
    roles = len(ROLES)
    by_holder = told_of("visit", "bapas")[2 * SIZE :][:roles]
    by_office = told_of("visit", "head")[2 * SIZE + roles :][:roles]
    by_place = told_of("visit", "town")[2 * SIZE + 2 * roles :][:roles]
    assert by_holder[ROLES.index("ledBy")] == 0.9
    assert by_office[ROLES.index("performedBy")] == 0.6
    assert by_place[ROLES.index("hostedBy")] == 0.7
    assert told_of("head", "bapas")[-roles:] == [float(role == "performedBy") for role in ROLES]


def test_an_end_knows_what_it_is_subject_and_object_of() -> None:
    about = Claimed(DRAFTS, IDS, ROLES).about
    column = 2 * PREDICATES.index("holdsPost")
    assert about[IDS.index("head"), column : column + 2].tolist() == [1, 0]
    assert about[IDS.index("bapas"), column : column + 2].tolist() == [0, 1]
    assert not about[IDS.index("nobody")].any()


def test_roles_of_others_in_their_order() -> None:
    subject, others = np.array([IDS.index("visit")]), np.array([[IDS.index("head"), -1]])
    (told,) = Claimed(DRAFTS, IDS, ROLES).roles_of(subject, others).tolist()
    assert told == pytest.approx([0.9 if role == "ledBy" else 0.0 for role in ROLES] + [0.0] * len(ROLES))


def test_nothing_claimed_is_nothing_told() -> None:
    assert not any(told_of("visit", "bapas", []))
