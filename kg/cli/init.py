"""``kg init``: an empty workspace."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import workspace_option
from kg.workspace import Workspace


@click.command(name="init")
@workspace_option
def command(workspace: Path) -> None:
    """Make an empty workspace: a folder for articles and graph, which kg build otherwise makes itself.

    A workspace that is there already is left as it is.
    """
    Workspace.create(workspace).close()
    click.echo(f"{workspace} is ready. Next: kg build -w {workspace} ARTICLES…")
