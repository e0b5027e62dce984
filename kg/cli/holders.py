"""``kg holders``: who held the posts of a unit on a day."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.options import json_option, open_graph, workspace_option
from kg.cli.tables import show_table


@click.command(name="holders")
@click.argument("unit", metavar="UNIT")
@click.option("--on", "day", required=True, metavar="DAY", help="The day asked for, such as 2025-11-01.")
@workspace_option
@json_option
def command(unit: str, day: str, workspace: Path, as_json: bool) -> None:
    """Who held the posts of a unit on a day.

    UNIT is a name, an IRI or an id such as unit/bapas-purwokerto; an area works too. "observed" means that articles saw
    the person in the post before and after the day (or on it), "stated" that they say so by a start or an end,
    "presumed" that the person was the last known to hold it, and nobody else to have begun. "why" gives the days; a
    stated end before the day excludes.

    \b
    Example:
      kg holders 'Bapas Purwokerto' --on 2025-11-01
    """
    with open_graph(workspace) as graph:
        found = graph.holders(unit, day)
    if as_json:
        click.echo(json.dumps([asdict(holder) for holder in found], ensure_ascii=False, indent=2))
        return
    if not found:
        click.echo("no article had seen anybody in a post there by that day", err=True)
        return
    header = ("post", "person", "acting", "basis", "why")
    rows = [(h.post.label, h.person.label, "yes" if h.acting else "no", h.basis, h.reason) for h in found]
    show_table(header, rows)
