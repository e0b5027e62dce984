"""``kg diff``: what changed between two builds, or two workspaces."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import json_option, settings_for, workspace_option
from kg.cli.tables import printable
from kg.errors import WorkspaceError
from kg.workspace import Workspace

if TYPE_CHECKING:
    from kg.analysis.comparison import Comparison, Point
    from kg.views.language import Language

_TYPES = {
    "people": "Person", "units": "Unit", "posts": "Post", "events": "Event", "programmes": "Program",
    "places": "Place", "articles": "Article", "edges": "Edge",
}  # fmt: skip
_SHOWN = 20
_DIFFERENT = 3


@click.command(name="diff")
@click.argument("old", default="previous", metavar="[OLD]")
@click.argument("new", default="latest", metavar="[NEW]")
@click.option("--only", "only", multiple=True, type=click.Choice(list(_TYPES)), help="Only these; repeatable.")
@click.option("--all", "everything", is_flag=True, help=f"All of each list, not the first {_SHOWN}.")
@click.option("--language", type=click.Choice(["id", "en"]), default="en", show_default=True, help="Of text and feed.")
@click.option("--atom", is_flag=True, help="Write an Atom feed, with an entry for each build.")
@click.option("--exit-code", is_flag=True, help=f"End with status {_DIFFERENT} where something changed.")
@workspace_option
@json_option
def command(
    old: str,
    new: str,
    only: tuple[str, ...],
    everything: bool,
    language: str,
    atom: bool,
    exit_code: bool,
    workspace: Path,
    as_json: bool,
) -> int:
    """Which people, posts, events and relations are new, gone, or supported by more or fewer articles.

    OLD and NEW are builds of the workspace (a number, "latest", "previous", or a day such as 2025-11-01, which stands
    for the build in use when it began, in UTC) or folders of other workspaces. Without them, it is what the last build
    changed. Support is counted in articles, and in independent sources where some of these are copies of others.

    \b
    Examples:
      kg diff                                 what the last build changed
      kg diff 2025-11-01 --only people        people since that day
      kg diff other-workspace latest --json
      kg diff 1 latest --atom > changes.atom
    """
    if atom and as_json:
        raise click.UsageError("choose --json or --atom")
    from kg.analysis.comparison import compare
    from kg.views.changes import changes_json
    from kg.views.language import Language

    settings, types = settings_for(workspace), [_TYPES[name] for name in only or _TYPES]
    found, words = compare(old, new, settings), Language.of(language)
    changes = changes_json(found.difference, types)
    if as_json:
        ends = {"old": _end(found.old), "new": _end(found.new)}
        click.echo(json.dumps({**ends, **changes}, ensure_ascii=False, indent=2))
    elif atom:
        _write_feed(found, words, types, everything)
    else:
        _write_text(found, words, types, everything)
    return _DIFFERENT if exit_code and changes["counts"] else 0


def _end(point: Point) -> dict[str, object]:
    return {"workspace": str(point.workspace), "build": point.build, **({"at": point.at} if point.at else {})}


def _write_text(found: Comparison, language: Language, types: list[str], everything: bool) -> None:
    from kg.views.change_text import change_text

    ends = [f"build {point.build}" + (f" ({point.at})" if point.at else "") for point in (found.old, found.new)]
    if found.old.workspace != found.new.workspace:
        ends = [f"{point.workspace}, {end}" for point, end in zip((found.old, found.new), ends, strict=True)]
    click.echo(f"{ends[0]} → {ends[1]}")
    click.echo(printable(change_text(found.difference, language, None if everything else _SHOWN, types)), nl=False)


def _write_feed(found: Comparison, language: Language, types: list[str], everything: bool) -> None:
    """Each build between two of one workspace is an entry; otherwise the whole difference is one."""
    from kg.views.change_feed import FeedEntry, FeedOptions, change_feed, feed_entries

    old, new = found.old, found.new
    if not new.at:
        raise WorkspaceError(f"it is not known when build {new.build} of {new.workspace} was made: use --json")
    settings = settings_for(new.workspace)
    options = FeedOptions(language, settings, types=frozenset(types), limit=None if everything else _SHOWN)
    if old.workspace == new.workspace and old.build <= new.build:
        with Workspace.open(new.workspace) as workspace:
            log = workspace.change_log(new.build)
            entries = feed_entries(log, [entry for entry in log.entries() if entry.number > old.build])
    else:
        name = f"{old.build}-{new.build}"
        entries = [FeedEntry(name, new.at, found.difference.counts(), found.difference)]
    sys.stdout.buffer.write(change_feed(entries, new.at, options))
