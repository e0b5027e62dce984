from __future__ import annotations

import random
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kg.identity.clusters import Decisions, Pair, Scored, cluster, without_doubtful
from kg.identity.profiles import Profile
from tests.identity.conftest import thing

THRESHOLD = 0.5
Groups = set[frozenset[str]]


def things(letters: str) -> list[Profile]:
    """One profile for each letter, of the article of that letter."""
    return [thing("Person", letter, letter, "x") for letter in letters]


def told_apart(a: Profile, b: Profile) -> str:
    """A capital and its small letter contradict each other, also as parts of larger things."""
    return "contradiction" if {n.swapcase() for n in a.names} & set(b.names) else ""


def groups(letters: str, scores: dict[str, float], decisions: Decisions | None = None, seed: int = 0) -> Groups:
    """Which letters are one, by scores of pairs such as ``{"ab": 0.9}``, given in an order of their own."""
    order = random.Random(seed).sample(letters, len(letters)) if seed else letters
    profiles = things("".join(order))
    scored = [Scored(order.index(pair[0]), order.index(pair[1]), score) for pair, score in scores.items()]
    found = cluster(profiles, scored, THRESHOLD, told_apart, decisions or Decisions())
    return {frozenset(record.name for record in profile.records) for profile in found}


def of(*words: str) -> Groups:
    return {frozenset(word) for word in words}


def test_pairs_above_the_threshold_are_joined_one_after_the_other() -> None:
    assert groups("abcd", {"ab": 0.9, "bc": 0.6, "cd": 0.4}) == of("abc", "d")


def test_the_surest_pair_wins_where_two_contradict_each_other() -> None:
    assert groups("aAb", {"ab": 0.9, "Ab": 0.8}) == of("ab", "A")
    assert groups("aAb", {"ab": 0.8, "Ab": 0.9}) == of("Ab", "a")


def test_what_two_things_have_become_counts_not_what_they_were() -> None:
    assert groups("aAbc", {"ab": 0.9, "Ac": 0.9, "bc": 0.8}) == of("ab", "Ac")


def test_a_persons_word_goes_before_scores_and_contradictions() -> None:
    same, different = (("a", "x"), ("A", "x")), (("b", "x"), ("c", "x"))
    assert groups("aAbc", {"bc": 0.99}, Decisions([same], [different])) == of("aA", "b", "c")
    assert groups("abc", {"ab": 0.9, "ac": 0.9}, Decisions([], [different])) == of("ab", "c")


LETTERS = "aAbBcC"
SCORES = st.dictionaries(
    st.sampled_from(["".join(pair) for pair in combinations(LETTERS, 2)]), st.sampled_from([0.3, 0.5, 0.7, 0.9])
)
PAIRS = st.lists(st.sampled_from([((a, "x"), (b, "x")) for a, b in combinations(LETTERS, 2)]), max_size=3)


@given(SCORES, PAIRS, PAIRS, st.integers(1, 1000))
def test_the_order_of_things_and_pairs_changes_nothing(
    scores: dict[str, float], same: list[Pair], different: list[Pair], seed: int
) -> None:
    decisions = Decisions(same, different)
    expected = groups(LETTERS, scores, decisions)
    shuffled = dict(random.Random(seed).sample(list(scores.items()), len(scores)))
    assert groups(LETTERS, shuffled, decisions, seed) == expected
    assert sum(map(len, expected)) == len(LETTERS)


@given(SCORES, PAIRS)
def test_nothing_that_a_person_told_apart_is_ever_one(scores: dict[str, float], different: list[Pair]) -> None:
    for group in groups(LETTERS, scores, Decisions([], different)):
        assert not any({left[0], right[0]} <= group for left, right in different)


def kept(scores: dict[str, float]) -> list[str]:
    """The pairs that stay, where small letters are weak and a capital contradicts every other."""
    letters = "abXY"
    scored = [Scored(letters.index(pair[0]), letters.index(pair[1]), score) for pair, score in scores.items()]

    def weak(profile: Profile) -> bool:
        return profile.name.islower()

    def capitals(a: Profile, b: Profile) -> str:
        return "two" if not weak(a) and not weak(b) else ""

    found = without_doubtful(things(letters), scored, weak, capitals, THRESHOLD)
    return [letters[pair.left] + letters[pair.right] for pair in found]


def test_whoever_could_be_either_of_two_is_neither() -> None:
    assert kept({"aX": 0.9, "aY": 0.88, "bX": 0.9, "ab": 0.9}) == ["bX", "ab"]


def test_whoever_is_one_of_two_by_far_is_that_one() -> None:
    assert kept({"aX": 0.9, "aY": 0.6}) == ["aX", "aY"]
    assert kept({"aX": 0.9, "aY": 0.4}) == ["aX", "aY"]
