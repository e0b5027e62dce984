"""Checking: the graphs of a new build against the shapes, before anybody sees them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path

from pyoxigraph import NamedNode

from kg.build.report import Progress
from kg.errors import StoreError
from kg.rdf.shacl import Report, Result, validate
from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.workers import batches, in_parallel

# Every call of the validator has a fixed cost; graphs enough to make it small, few enough to show progress.
_BATCH = 20


def check_graphs(folder: Path, graphs: Collection[str], settings: Settings, jobs: int, progress: Progress) -> None:
    """Check graphs of the store in ``folder``, each of which must be complete in itself.

    Raises ``StoreError`` with a report, shape by shape, where one does not conform.
    """
    done = 0
    results: list[Result] = []
    for report in in_parallel(partial(_check, folder, settings), batches(sorted(graphs), _BATCH), jobs):
        results += report.results
        done = min(done + _BATCH, len(graphs))
        progress("Checking the graph", done, len(graphs))
    if results:
        report = Report(tuple(sorted(results)))
        raise StoreError(f"the new graph is not valid, the old one stays in use:\n{report.render().rstrip()}")


def _check(folder: Path, settings: Settings, graphs: Sequence[str]) -> Report:
    store = EmbeddedStore.open(folder, settings)
    return validate((quad for graph in graphs for quad in store.quads(graph=NamedNode(graph))), settings)
