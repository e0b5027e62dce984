"""Options that several commands share, so that they are spelt and explained alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

from kg.extraction.tiers import TIERS
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.graph import Graph

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


def settings_for(workspace: Path, tier: str | None = None) -> Settings:
    """Settings from the environment, with the workspace and the tier that the command line names."""
    settings = replace(Settings.from_environment(), workspace=workspace)
    return settings if tier is None else replace(settings, tier=tier)


def open_graph(workspace: Path) -> Graph:
    """The graph of the workspace that the command line names; close it, or use it in a ``with``."""
    from kg.graph import Graph

    return Graph.open(settings=settings_for(workspace))
