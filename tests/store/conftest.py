from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.store import EmbeddedStore

EX = "http://example.org/"


@pytest.fixture
def quads() -> list[ox.Quad]:
    return [quad("a", "p", "b", "g1"), quad("a", "p", "b", "g2"), quad("b", "p", "c", "g2")]


@pytest.fixture
def store(quads: list[ox.Quad]) -> EmbeddedStore:
    return EmbeddedStore.of(quads)


def quad(subject: str, predicate: str, object: str, graph: str) -> ox.Quad:
    return ox.Quad(*(ox.NamedNode(EX + name) for name in (subject, predicate, object, graph)))
