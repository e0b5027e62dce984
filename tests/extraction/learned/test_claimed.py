from __future__ import annotations

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
SIZE = len(PREDICATES)


def test_a_pair_is_told_with_the_best_confidence_in_both_directions() -> None:
    told = Claimed(DRAFTS, ROLES).of("visit", "bapas")
    back = Claimed(DRAFTS, ROLES).of("bapas", "visit")
    column = PREDICATES.index("performedBy")
    assert told[column] == back[SIZE + column] == 0.6
    assert told[SIZE : 2 * SIZE] == [0.0] * SIZE


def test_roles_reach_by_posts_and_places() -> None:
    claimed, roles = Claimed(DRAFTS, ROLES), len(ROLES)
    by_holder = claimed.of("visit", "bapas")[2 * SIZE :][:roles]
    by_office = claimed.of("visit", "head")[2 * SIZE + roles :][:roles]
    by_place = claimed.of("visit", "town")[2 * SIZE + 2 * roles :][:roles]
    assert by_holder[ROLES.index("ledBy")] == 0.9
    assert by_office[ROLES.index("performedBy")] == 0.6
    assert by_place[ROLES.index("hostedBy")] == 0.7


def test_an_end_knows_what_it_is_subject_and_object_of() -> None:
    claimed = Claimed(DRAFTS, ROLES)
    column = 2 * PREDICATES.index("holdsPost")
    assert claimed.about("head")[column : column + 2] == [1.0, 0.0]
    assert claimed.about("bapas")[column : column + 2] == [0.0, 1.0]
    assert not any(claimed.about("nobody"))


def test_roles_of_others_in_their_order() -> None:
    told = Claimed(DRAFTS, ROLES).roles_of("visit", ("head", ""))
    assert told == [0.9 if role == "ledBy" else 0.0 for role in ROLES] + [0.0] * len(ROLES)


def test_nothing_claimed_is_nothing_told() -> None:
    assert not any(Claimed([], ROLES).of("a", "b"))
