"""``kg check``: the index against the system of record."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.options import json_option, settings_for, workspace_option


@click.command(name="check")
@click.option("--repair", "mend", is_flag=True, help="Write the graph anew where something is wrong with it.")
@workspace_option
@json_option
def command(mend: bool, workspace: Path, as_json: bool) -> int:
    """Compare the graph with what is recorded.

    Everything is read: the database, every quad of the graph, and what each article gives. What differs is listed and
    the exit status is 1, unless it was mended: the graph is an index that can always be written anew. A server that
    runs changes to it by itself.
    """
    from kg.build import repair, verify

    settings = settings_for(workspace)
    problems = verify(settings)
    if problems and mend:
        repair(settings)
        left = verify(settings)
    else:
        left = problems
    if as_json:
        click.echo(json.dumps({"problems": problems, "left": left}, ensure_ascii=False, indent=2))
    else:
        for line in problems:
            click.echo(line)
        done = "The graph has been written anew and now says what is recorded."
        click.echo("The graph says what is recorded." if not problems else "Not mended." if left else done)
    return 1 if left else 0
