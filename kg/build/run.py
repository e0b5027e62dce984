"""Run: the steps of a build, in the order that makes every moment a good one to be killed at.

Articles and extractions are committed to the workspace as they come. The new store is written beside the one in use,
its graphs are noted under the number of the new build, and only then is the pointer moved: what was noted for a build
that no pointer names is forgotten by the next run.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg.build.changes import Before, change_since
from kg.build.checking import check_graphs
from kg.build.extracting import ExtractorFactory, OfTier, extract_missing, extractor_of
from kg.build.graphs import GraphPlan, data_digest, fingerprint, plan_graphs, writer_version
from kg.build.reading import forget_vanished, read_into
from kg.build.report import BuildReport, Progress, silent
from kg.errors import ArticleError, NotFoundError
from kg.extraction.tiers import TIERS
from kg.model.difference import Difference
from kg.rdf.terms import named_graph
from kg.settings import Settings
from kg.store import EmbeddedStore, current_build
from kg.store.builds import (
    Version,
    clean,
    current_number,
    current_version,
    folder_of,
    free_number,
    publish,
    publishing,
    write_all,
    write_change,
)
from kg.store.checksums import damage
from kg.workspace import Workspace, locked
from kg.workspace.workspace import Changes
from kg.writing.publish import bring_up_to_date, user_quads

# With more graphs to write than this share of all, writing everything anew is faster than changing a copy.
_WHOLE = 0.3
_EXTRACTOR = "SELECT ?extractor WHERE { ?claim kg:extractor ?extractor } LIMIT 1"


def build(
    sources: Iterable[str | Path] = (),
    *,
    settings: Settings,
    prune: bool = False,
    fresh: bool = False,
    whole: bool = False,
    jobs: int = 1,
    make_extractor: ExtractorFactory | None = None,
    progress: Progress = silent,
) -> BuildReport:
    """Bring the graph in ``settings.workspace`` up to date with articles in files, folders and patterns.

    ``prune`` forgets articles whose files are gone; ``fresh`` reads and writes everything anew; ``whole`` writes all of
    the graph anew, which is done with a damaged one in any case. ``jobs`` processes read articles, with the extractor
    of the settings' tier unless ``make_extractor`` makes another. Files and articles that cannot be read are reported
    and the rest goes on. Raises ``WorkspaceError`` where another process writes the
    workspace, ``ModelError`` where the tier's model is missing, and ``StoreError`` where the graph cannot be written or
    is not valid; the graph in use then stays as it is.
    """
    with Workspace.create(settings.workspace) as workspace, locked(settings.workspace, os.getpid()):
        changes, failures = read_into(workspace, sources, settings, progress)
        if prune:
            changes += forget_vanished(workspace)
        reader = make_extractor or OfTier(settings.tier)
        return _refresh(workspace, settings, changes, failures, _Options(fresh, whole, jobs, reader, progress))


def remove(
    article_ids: Iterable[str],
    *,
    settings: Settings,
    make_extractor: ExtractorFactory | None = None,
    progress: Progress = silent,
) -> BuildReport:
    """Take articles, and the facts that they alone support, out of the graph.

    A later build that is given an article's file again brings it back. What stays is read by the tier that read it for
    the graph in use. Raises ``NotFoundError`` for an unknown id.
    """
    with Workspace.open(settings.workspace) as workspace, locked(settings.workspace, os.getpid()):
        known, wanted = workspace.article_digests(), list(dict.fromkeys(article_ids))
        for article_id in wanted:
            if article_id not in known:
                raise NotFoundError(f"no article has the id {article_id!r}; nothing was removed")
        changes = workspace.remove_articles(wanted)
        reader = make_extractor or OfTier(tier_in_use(settings))
        return _refresh(workspace, settings, changes, [], _Options(False, False, 1, reader, progress))


def obey(*, settings: Settings, progress: Progress = silent) -> BuildReport:
    """Bring the graph in line with the ledger, by the tier that read the articles for it: what is read stays read.

    Raises as ``build`` does.
    """
    with Workspace.open(settings.workspace) as workspace, locked(settings.workspace, os.getpid()):
        reader = OfTier(tier_in_use(settings))
        return _refresh(workspace, settings, Changes(), [], _Options(False, False, 1, reader, progress))


def tier_in_use(settings: Settings) -> str:
    """The tier that made the claims of the graph in use; the settings' where there are none."""
    tier = version_in_use(settings).partition("/")[0]
    return tier if tier in TIERS else settings.tier


def version_in_use(settings: Settings) -> str:
    """The extractor, with its version, that made the claims of the graph in use; empty where there are none."""
    if current_number(settings.workspace) is None:
        return ""
    store = EmbeddedStore.open(current_build(settings.workspace), settings)
    versions = [row["extractor"] for row in store.select(_EXTRACTOR)]
    store.close()
    return next((v.value for v in versions if isinstance(v, Literal)), "")


@dataclass(frozen=True, slots=True)
class _Options:
    fresh: bool
    whole: bool
    jobs: int
    make_extractor: ExtractorFactory
    progress: Progress


def _refresh(
    workspace: Workspace, settings: Settings, changes: Changes, failures: list[ArticleError], options: _Options
) -> BuildReport:
    """Extract what is missing, and publish a new build where anything has changed."""
    base = current_version(workspace.folder)
    current = None if base is None else base.build
    sound = base is not None and not damage(folder_of(workspace.folder, base), whole=True)
    known = sound and not options.fresh and not options.whole and workspace.inputs(current or 0) != ""
    inputs_before = workspace.inputs(current or 0)
    workspace.roll_back(current if known else None, logged=current)
    data = data_digest()
    # The vocabulary is part of what an extractor is: a word added to it can change what is read.
    extractor = f"{extractor_of(options.make_extractor).version} {data}"
    if options.fresh:
        workspace.forget_extractions()
    extracted, unread = extract_missing(workspace, extractor, options.make_extractor, options.jobs, options.progress)
    digests = workspace.digests_read_by(extractor)
    ledger = workspace.judgements()
    inputs = inputs_of(workspace, extractor, settings)
    graphs, number, found = 0, current or 0, Difference()
    if not current or inputs != workspace.inputs(current):
        # Where the pointer is lost, somebody may have any of the folders open.
        number = current + 1 if current else free_number(workspace.folder)
        plan = plan_graphs(workspace, extractor, data, settings)
        version, touched = _write(workspace, base if known else None, number, plan, options.progress)
        graphs = len(touched)
        _check(workspace, version, touched, settings, options)
        before = Before(base, sound, inputs == inputs_before, touched if known else None) if base else None
        change = change_since(workspace.folder, before, version, settings)
        found = change.difference
        with publishing(workspace.folder):
            # What users have written since the copy was made.
            version = bring_up_to_date(workspace, version, settings)
            workspace.note_build(number, inputs, touched, len(ledger), change, settings.kept_changes)
            publish(workspace.folder, version)
        workspace.drop_stale_extractions()
    with publishing(workspace.folder):
        clean(workspace.folder, current_version(workspace.folder) or number)
    return BuildReport(
        build=number,
        published=number != (current or 0),
        articles=len(digests),
        added=changes.added,
        changed=changes.changed,
        removed=changes.removed,
        extracted=extracted,
        graphs=graphs,
        difference=found,
        failures=(*failures, *unread),
    )


def inputs_of(workspace: Workspace, extractor: str, settings: Settings) -> str:
    """A hash of everything that goes into a build with what ``extractor`` has read."""
    digests = sorted(workspace.digests_read_by(extractor).items())
    return fingerprint(writer_version(settings), extractor, digests, workspace.judgements())


def _write(
    workspace: Workspace, base: Version | None, number: int, plan: GraphPlan, progress: Progress
) -> tuple[Version, dict[str, str | None]]:
    """Write the store of build ``number``; the graphs that differ from version ``base``, with their new hashes."""
    progress("Writing the graph", 0, 1)
    before = workspace.graph_hashes()
    touched: dict[str, str | None] = dict.fromkeys(before.keys() - plan.hashes.keys())
    touched |= {graph: hash_ for graph, hash_ in plan.hashes.items() if before.get(graph) != hash_}
    if base is None or len(touched) > _WHOLE * len(plan.hashes):
        with workspace.reading():
            users = workspace.user_graphs
            version = Version(number, users.revision())
            write_all(workspace.folder, version, chain(plan.quads(plan.hashes), user_quads(workspace)), users.graphs())
    else:
        version = Version(number, base.revision)
        store = EmbeddedStore.open(folder_of(workspace.folder, base))
        old = {quad for graph in touched for quad in store.quads(graph=NamedNode(graph))}
        store.close()
        new = set(plan.quads(touched))
        write_change(workspace.folder, base, version, gone=old - new, new=new - old)
    progress("Writing the graph", 1, 1)
    return version, touched


def _check(
    workspace: Workspace, version: Version, touched: dict[str, str | None], settings: Settings, options: _Options
) -> None:
    """Validate the articles' graphs that a build wrote anew.

    The reference graph comes with the release, which has checked it; tenures follow from the articles' graphs and need
    all of them beside them. kg validate checks the whole.
    """
    known = {named_graph(name, settings).value for name in ("identity", "reference")}
    graphs = [graph for graph, hash_ in touched.items() if hash_ is not None and graph not in known]
    check_graphs(folder_of(workspace.folder, version), graphs, settings, options.jobs, options.progress)
