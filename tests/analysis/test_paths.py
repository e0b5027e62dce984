"""Paths: found step by step in the store, they are as short as those in the whole network."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg.analysis import Network, network, path_between, shortest_path
from kg.errors import NotFoundError
from kg.settings import Settings
from kg.store import EmbeddedStore

BASE = Settings().base_iri
BLURI, BAPAS = f"{BASE}person/bluri-wijaksono", f"{BASE}unit/bapas-purwokerto"


@pytest.fixture(scope="module")
def whole(demo_store: EmbeddedStore) -> Network:
    return network(demo_store)


def test_paths_are_as_short_as_in_the_whole_network(demo_store: EmbeddedStore, whole: Network) -> None:
    people = [node for node, data in whole.nodes(data=True) if data["type"] == "Person"][::9]
    lengths = set()
    for person in people:
        try:
            wanted = len(shortest_path(whole, BLURI, person))
        except NotFoundError:
            with pytest.raises(NotFoundError):
                path_between(demo_store, BLURI, person, Settings(), most_steps=99)
            continue
        path = path_between(demo_store, BLURI, person, Settings(), most_steps=99)
        assert len(path) - 1 == wanted
        assert (path[0], path[-1]) == (BLURI, person)
        assert all(whole.has_edge(one, other) or whole.has_edge(other, one) for one, other in pairwise(path))
        lengths.add(wanted)
    assert len(lengths) > 3


def test_a_post_ties_its_holder_to_the_unit(demo_store: EmbeddedStore) -> None:
    assert path_between(demo_store, BLURI, BAPAS, Settings()) == (BLURI, BAPAS)
    assert path_between(demo_store, BAPAS, BLURI, Settings()) == (BAPAS, BLURI)
    assert path_between(demo_store, BLURI, BLURI, Settings()) == (BLURI,)


def test_relations_and_confidence_say_which_claims_count(demo_store: EmbeddedStore) -> None:
    other = path_between(demo_store, BLURI, BAPAS, Settings(), relations=("performedBy", "ledBy"))
    assert len(other) == 3
    with pytest.raises(NotFoundError):
        path_between(demo_store, BLURI, BAPAS, Settings(), relations=("succeeds",))
    with pytest.raises(NotFoundError):
        path_between(demo_store, BLURI, BAPAS, Settings(), min_confidence=0.95)


def test_the_search_is_bounded(demo_store: EmbeddedStore, whole: Network) -> None:
    far = next(node for node in sorted(whole) if node.startswith(f"{BASE}person/") and _steps(whole, node) == 4)
    assert len(path_between(demo_store, BLURI, far, Settings())) == 5
    with pytest.raises(NotFoundError):
        path_between(demo_store, BLURI, far, Settings(), most_steps=3)
    with pytest.raises(NotFoundError):
        path_between(demo_store, BLURI, far, Settings(), most_things=3)


def _steps(whole: Network, node: str) -> int:
    try:
        return len(shortest_path(whole, BLURI, node))
    except NotFoundError:
        return -1
