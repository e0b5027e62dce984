"""Requests: what a user may ask to be written, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Update:
    """A SPARQL update. Patterns ask the graphs of ``using`` and ``using_named`` where any are named."""

    text: str
    base_iri: str
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()
    hosts: frozenset[str] = frozenset()
    """Hosts that ``LOAD`` and ``SERVICE`` may call."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold of a graph before it is written: its state is one of ``states``, or it is not there at all.

    ``*`` among the states is any state of a graph that is there; no states ask for nothing.
    """

    states: tuple[str, ...] = ()
    absent: bool = False


@dataclass(frozen=True, slots=True)
class ReplaceGraph:
    """A graph's new content, in files; ``graph`` is None for the users' default graph."""

    graph: str | None
    parts: tuple[Part, ...]
    base_iri: str
    condition: Condition = Condition()


@dataclass(frozen=True, slots=True)
class AddTriples:
    """Triples in files to be added to a graph, which is made where there is none."""

    graph: str | None
    parts: tuple[Part, ...]
    base_iri: str
    condition: Condition = Condition()


@dataclass(frozen=True, slots=True)
class DropGraph:
    """A graph that is to go."""

    graph: str | None
    condition: Condition = Condition()


@dataclass(frozen=True, slots=True)
class Part:
    """Triples in a file, written in one of ``GRAPH_FORMATS``."""

    path: Path
    format: str


WriteRequest: TypeAlias = Update | ReplaceGraph | AddTriples | DropGraph


@dataclass(frozen=True, slots=True)
class Written:
    """What a request came to: whether the graph it names was there before, and how many quads came and went."""

    existed: bool = True
    added: int = 0
    removed: int = 0
