"""Verify: whether the index says what the system of record says, and nothing else."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from kg.build.extracting import OfTier, extractor_of
from kg.build.graphs import data_digest, plan_graphs
from kg.build.run import build, inputs_of, tier_in_use
from kg.errors import SimpulError, StoreError
from kg.settings import Settings
from kg.store.builds import Version, current_version, folder_of
from kg.store.checksums import damage
from kg.workspace import Workspace, locked
from kg.writing.publish import user_quads

_SHOWN = 5


def verify(settings: Settings) -> list[str]:
    """What is wrong with a workspace, one line each; nothing where index and record agree.

    Everything is read: the database with its indices, every quad of the store, and what every article should give.
    """
    with Workspace.open(settings.workspace) as workspace, locked(settings.workspace, os.getpid()):
        problems = _database_problems(settings.workspace)
        version = current_version(settings.workspace)
        if problems or version is None:
            return [*problems, *(["there is no graph in use"] if version is None else [])]
        if wrong := damage(folder_of(settings.workspace, version), whole=True):
            return [f"the graph in use is damaged: {wrong}"]
        try:
            return list(_store_problems(workspace, version, settings))
        except (OSError, RuntimeError, SimpulError) as error:  # the second where a checksum is wrong
            return [f"the graph in use cannot be read: {error}"]


def repair(settings: Settings) -> None:
    """Write the index anew from the system of record, beside the one in use and whatever state that is in."""
    with Workspace.open(settings.workspace) as workspace:
        tier = _tier(workspace, settings)
    build(settings=settings, make_extractor=OfTier(tier), whole=True)


def _tier(workspace: Workspace, settings: Settings) -> str:
    """The tier that read for the graph: as the record says, or as the graph does, where another release built it."""
    read = {inputs_of(workspace, extractor, settings): extractor for extractor in workspace.extractors()}
    for inputs in workspace.known_inputs():
        if inputs in read:
            return read[inputs].partition("/")[0]
    try:
        return tier_in_use(settings)
    except StoreError:
        return settings.tier


def _database_problems(workspace: Path) -> list[str]:
    with closing(sqlite3.connect(workspace / "workspace.sqlite")) as database:
        try:
            found = [row[0] for row in database.execute("PRAGMA integrity_check")]
            lost = database.execute("PRAGMA foreign_key_check")
            found += [f"{table} {row} refers to what is not there" for table, row, *_ in lost]
        except sqlite3.DatabaseError as error:
            found = [str(error)]
    return [f"workspace.sqlite: {line}" for line in found if line != "ok"]


def _store_problems(workspace: Workspace, version: Version, settings: Settings) -> Iterator[str]:
    revision = workspace.user_graphs.revision()
    if revision != version.revision:
        yield f"the graph holds revision {version.revision} of the users' graphs, the record revision {revision}"
    store = ox.Store.read_only(str(folder_of(workspace.folder, version)))
    named = {quad for quad in store if not isinstance(quad.graph_name, ox.DefaultGraph)}
    merge = {quad.triple for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    if merge != {quad.triple for quad in named}:
        yield "the default graph is not the merge of the named graphs"
    data = data_digest()
    extractor = f"{extractor_of(OfTier(tier_in_use(settings))).version} {data}"
    articles = workspace.digests_read_by(extractor)
    if version.build and len(articles) < len(workspace.article_digests()):
        yield "articles were read by another release, or not at all: run kg build"
        return
    plan = plan_graphs(workspace, extractor, data, settings) if version.build else None
    derived = plan.quads(plan.hashes) if plan else iter(())
    recorded = set(_as_stored(chain(derived, user_quads(workspace))))
    yield from _listed("missing from the graph", recorded - named)
    yield from _listed("in the graph without a source", named - recorded)


def _as_stored(quads: Iterator[ox.Quad]) -> Iterator[ox.Quad]:
    """Quads as a store gives them back, with numbers in canonical form."""
    scratch = ox.Store()
    scratch.bulk_extend(quads)
    return iter(scratch)


def _listed(what: str, quads: set[ox.Quad]) -> Iterator[str]:
    if quads:
        yield f"{len(quads)} quads are {what}, among them"
        yield from (f"  {line}" for line in sorted(map(str, quads))[:_SHOWN])
