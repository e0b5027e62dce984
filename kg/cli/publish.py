"""``kg publish``: the pages of ``kg serve`` as files that need no server."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.options import json_option, settings_for, workspace_option
from kg.cli.progress import progress_bar


@click.command(name="publish")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder.")
@click.option("--force", is_flag=True, help="Write into a folder that holds other files too; they stay.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(0, 256),
    default=0,
    show_default=True,
    help="How many processes make pages; 0 is one for each processor.",
)
@json_option
@workspace_option
def command(output: Path, force: bool, jobs: int, as_json: bool, workspace: Path) -> None:
    """Write the pages of kg serve to a folder, for any web server, or to be opened from disk.

    Pages are there in Indonesian and, below en/, in English, with their data as JSON, CSV and Turtle beside them;
    search works without a server too. What needs one (SPARQL, the explorer, filters) is left out. Publishing again into
    the same folder writes only what has changed and takes away the pages that are gone; the same graph gives the
    same bytes.

    \b
    Examples:
      kg publish -o site            then open site/index.html
    """
    from kg.serve.published import publish_site

    with progress_bar() as progress:
        done = publish_site(
            output, settings_for(workspace), jobs=jobs or os.cpu_count() or 1, force=force, progress=progress
        )
    if as_json:
        click.echo(json.dumps(asdict(done)))
        return
    click.echo(f"{output / 'index.html'}: {done.files} files, {done.changed} new or changed, {done.removed} taken away")
