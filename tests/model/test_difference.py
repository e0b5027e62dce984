from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.difference import ABSENT, KINDS, Change, Difference, Edge, GraphState, Standing, type_of

BASE = "https://w3id.org/simpul/id/"
IRIS = [f"{BASE}{end}" for end in ("person/a", "person/b", "post/c", "event/d", "article/e")]


@st.composite
def states(draw: st.DrawFn) -> GraphState:
    """Things with some support, and edges between those that are there, as articles give them."""
    counts = st.tuples(st.integers(1, 3), st.integers(1, 3)).map(sorted)
    things = {
        iri: Standing(counted[1], counted[0], draw(st.sampled_from(["A", "B"])))
        for iri, counted in draw(st.dictionaries(st.sampled_from(IRIS), counts)).items()
    }
    ends = st.sampled_from(sorted(things)) if things else st.nothing()
    edges = draw(st.dictionaries(st.builds(Edge, ends, st.just("ledBy"), ends), counts, max_size=4))
    return GraphState(things, {edge: Standing(counted[1], counted[0]) for edge, counted in edges.items()})


@given(states())
def test_a_state_does_not_differ_from_itself(state: GraphState) -> None:
    assert Difference.between(state, state) == Difference()
    assert not Difference.between(state, state)


@given(states(), states())
def test_the_way_back_is_the_inverse(one: GraphState, other: GraphState) -> None:
    there, back = Difference.between(one, other), Difference.between(other, one)
    assert there.inverse() == back
    assert there.then(back) == Difference()
    opposite = {"appeared": "disappeared", "disappeared": "appeared", "gained": "lost", "lost": "gained"}
    assert back.counts() == {
        type_: {kind: n for kind in KINDS for was, n in kinds.items() if opposite.get(was, was) == kind}
        for type_, kinds in there.counts().items()
    }


@given(states(), states(), states())
def test_two_steps_are_one(first: GraphState, second: GraphState, third: GraphState) -> None:
    steps = Difference.between(first, second), Difference.between(second, third)
    assert steps[0].then(steps[1]) == Difference.between(first, third)


@given(states(), states())
def test_everything_that_differs_is_told_once(one: GraphState, other: GraphState) -> None:
    things = {iri for iri in one.things.keys() | other.things.keys() if one.things.get(iri) != other.things.get(iri)}
    edges = {edge for edge in one.edges.keys() | other.edges.keys() if one.edges.get(edge) != other.edges.get(edge)}
    found = Difference.between(one, other)
    assert {iri for iri, change in found.things.items() if change.kind} == things
    assert set(found.edges) == edges
    assert sum(sum(kinds.values()) for kinds in found.counts().values()) == len(things) + len(edges)
    assert all({edge.subject, edge.object} <= found.things.keys() for edge in edges)


@given(states(), states())
def test_json_gives_the_same_difference(one: GraphState, other: GraphState) -> None:
    found = Difference.between(one, other)
    assert Difference.from_json(json.loads(json.dumps(found.to_json()))) == found


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (ABSENT, Standing(1, 1, "A"), "appeared"),
        (Standing(2, 1, "A"), ABSENT, "disappeared"),
        (Standing(1, 1, "A"), Standing(2, 1, "A"), "gained"),
        (Standing(3, 1, "A"), Standing(2, 2, "A"), "gained"),
        (Standing(2, 2, "A"), Standing(3, 1, "A"), "lost"),
        (Standing(1, 1, "A"), Standing(1, 1, "B"), "renamed"),
        (Standing(1, 1, "A"), Standing(1, 1, "A"), None),
    ],
)
def test_a_change_is_named_by_its_support(before: Standing, after: Standing, kind: str | None) -> None:
    assert Change(before, after).kind == kind


def test_a_thing_is_shown_under_its_newest_name() -> None:
    renamed = Change(Standing(1, 1, "Rutan"), Standing(2, 2, "Rutan Banjarnegara"))
    assert (renamed.label, renamed.former) == ("Rutan Banjarnegara", "Rutan")
    gone = Change(Standing(1, 1, "Rutan"))
    assert (gone.label, gone.former) == ("Rutan", "")


def test_the_type_is_read_off_the_iri() -> None:
    assert [type_of(iri) for iri in (*IRIS, "urn:x:unit/u")] == [
        *("Person", "Person", "Post", "Event", "Article", "Unit")
    ]
