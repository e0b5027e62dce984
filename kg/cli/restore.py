"""``kg restore``: a workspace out of a backup."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import workspace_option


@click.command(name="restore")
@click.argument("source", type=click.Path(path_type=Path, dir_okay=False, exists=True), metavar="FILE.tar.gz")
@workspace_option
def command(source: Path, workspace: Path) -> None:
    """Make a workspace of a backup, in a folder that is empty or not there yet."""
    from kg.build import restore

    restore(source, workspace)
    click.echo(f"{workspace} is ready: kg serve -w {workspace}")
