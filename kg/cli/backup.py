"""``kg backup``: the workspace as one file."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import workspace_option


@click.command(name="backup")
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.tar.gz")
@workspace_option
def command(target: Path, workspace: Path) -> None:
    """Write the workspace to one file, while it is in use.

    The file holds the articles, what was read out of them, what users have written, and the graph in use, all of one
    moment. kg restore makes a workspace of it that can be served at once.
    """
    from kg.build import back_up

    back_up(workspace, target)
    click.echo(f"{target}: {target.stat().st_size / 1e6:.1f} MB")
