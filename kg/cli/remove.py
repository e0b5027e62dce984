"""``kg remove``: articles out of the graph."""

from __future__ import annotations

from pathlib import Path

import click

from kg.build import remove
from kg.cli.build import show_report
from kg.cli.options import json_option, settings_for, workspace_option
from kg.cli.progress import progress_bar


@click.command(name="remove")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@workspace_option
@json_option
def command(articles: tuple[str, ...], workspace: Path, as_json: bool) -> int:
    """Take articles, and the facts that only they support, out of the graph.

    ARTICLE is the id of an article: its file's name without suffix, or the "id" in its JSON. The file itself is not
    touched: a later kg build that is given it brings the article back.

    \b
    Example:
      kg remove visit-2025-10-29
    """
    with progress_bar() as progress:
        report = remove(articles, settings=settings_for(workspace), progress=progress)
    show_report(report, as_json)
    return 1 if report.failures else 0
