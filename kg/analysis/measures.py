"""Measures: who is best connected, and how two things are tied to each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from kg.analysis.networks import Network
from kg.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a path: from which IRI to which, by which predicate, and whether the edge points that way."""

    start: str
    predicate: str
    end: str
    forwards: bool


def best_connected(graph: Network, type_: str, limit: int = 10) -> list[tuple[str, int]]:
    """The nodes of a type with the most different neighbours, and how many these are; ties in order of IRI."""
    nodes = [node for node, data in graph.nodes(data=True) if data["type"] == type_]
    degrees = {node: len((set(graph.successors(node)) | set(graph.predecessors(node))) - {node}) for node in nodes}
    return sorted(degrees.items(), key=lambda item: (-item[1], item[0]))[:limit]


def shortest_path(graph: Network, source: str, target: str) -> list[Step]:
    """The fewest facts, in whichever direction, that tie two nodes; raises ``NotFoundError`` where none do.

    Of several such paths, and of several facts between two nodes, the one that comes first in the network's order.
    """
    import networkx

    try:
        path = networkx.shortest_path(graph.to_undirected(as_view=True), source, target)
    except (networkx.NetworkXNoPath, networkx.NodeNotFound) as error:
        raise NotFoundError(f"no chain of facts ties {source} to {target}") from error
    return [_step(graph, start, end) for start, end in pairwise(path)]


def _step(graph: Network, start: str, end: str) -> Step:
    forwards = graph.has_edge(start, end)
    edges = graph[start][end] if forwards else graph[end][start]
    return Step(start, str(next(iter(edges.values()))["predicate"]), end, forwards)
