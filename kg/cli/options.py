"""Options that several commands share, so that they are spelt and explained alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from kg.extraction.tiers import TIERS
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.store.service import Service

P = ParamSpec("P")
R = TypeVar("R")


def workspace_option(function: Callable[P, R]) -> Callable[P, R]:
    """Add ``-w/--workspace``; the command receives it as ``workspace: Path``."""
    return click.option(
        "-w",
        "--workspace",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="SIMPUL_WORKSPACE",
        default=Settings().workspace,
        show_default=True,
        show_envvar=True,
        help="Folder that holds the articles and the graph.",
    )(function)


def json_option(function: Callable[P, R]) -> Callable[P, R]:
    """Add ``--json``; the command receives it as ``as_json: bool``."""
    return click.option("--json", "as_json", is_flag=True, help="Write JSON, for other programs to read.")(function)


def tier_option(function: Callable[P, R]) -> Callable[P, R]:
    """Add ``--tier``; the command receives it as ``tier: str``."""
    return click.option(
        "--tier",
        type=click.Choice(TIERS),
        envvar="SIMPUL_TIER",
        default=Settings().tier,
        show_default=True,
        show_envvar=True,
        help="Which extractor reads: the model with the rules, or the rules alone, which are faster.",
    )(function)


def min_confidence_option(function: Callable[P, R]) -> Callable[P, R]:
    """Add ``--min-confidence``; the command receives it as ``min_confidence: float``."""
    return click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        help="Leave out statements and quotes that are less sure than this, from 0 to 1.",
    )(function)


def store_options(function: Callable[P, R]) -> Callable[P, R]:
    """Add ``--store`` and what goes with it; the command receives ``store``, ``store_query`` and the like."""
    options = [
        click.option("--store", metavar="URL", default="", help="SPARQL server elsewhere that holds the graph."),
        click.option("--store-query", metavar="URL", default="", help="Where it takes queries, if that is not found."),
        click.option("--store-update", metavar="URL", default="", help="Where it takes updates, if that is not found."),
        click.option("--store-graphs", metavar="URL", default="", help="Where it takes graphs, if that is not found."),
        click.option(
            "--store-credentials",
            type=click.Path(path_type=Path, dir_okay=False, exists=True),
            help="File with USER:PASSWORD or a token; else the variable SIMPUL_STORE_CREDENTIALS.",
        ),
    ]
    for option in reversed(options):
        function = option(function)
    return function


def service_for(options: Mapping[str, Any]) -> Service | None:
    """The server that ``store_options`` name; None where they name none."""
    from kg.store.credentials import read_credentials
    from kg.store.discovery import find_service
    from kg.store.service import Service

    store, query, update, graphs = (options[name] for name in ("store", "store_query", "store_update", "store_graphs"))
    if not store and not query:
        if update or graphs or options["store_credentials"]:
            raise click.UsageError("--store URL is missing")
        return None
    given = Service(query, update, graphs, read_credentials(options["store_credentials"]))
    return find_service(store, given)


def settings_for(workspace: Path, tier: str | None = None) -> Settings:
    """Settings from the environment, with the workspace and the tier that the command line names."""
    settings = replace(Settings.from_environment(), workspace=workspace)
    return settings if tier is None else replace(settings, tier=tier)


def open_graph(workspace: Path) -> Graph:
    """The graph of the workspace that the command line names; close it, or use it in a ``with``."""
    from kg.graph import Graph

    return Graph.open(settings=settings_for(workspace))
