"""``kg build``: articles in, graph up to date."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.build import BuildReport, build
from kg.cli.options import json_option, service_for, settings_for, store_options, tier_option, workspace_option
from kg.cli.progress import progress_bar

if TYPE_CHECKING:
    from kg.build.sending import Sent


@click.command(name="build")
@click.argument("sources", nargs=-1, metavar="[FILE|FOLDER|PATTERN]...")
@workspace_option
@tier_option
@click.option("--prune", is_flag=True, help="Forget articles whose files are no longer there.")
@click.option("--fresh", is_flag=True, help="Read and write everything anew, also what has not changed.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(0, 256),
    default=1,
    show_default=True,
    help="How many processes read articles; 0 is one for each processor.",
)
@store_options
@json_option
def command(
    sources: tuple[str, ...],
    workspace: Path,
    tier: str,
    prune: bool,
    fresh: bool,
    jobs: int,
    as_json: bool,
    **options: Any,
) -> int:
    """Read articles and bring the graph up to date.

    SOURCES are .json, .jsonl, .txt and .html files, folders (with all below them) and quoted patterns. Only what has
    changed since the last build is read: an unchanged file costs a hash, a changed one replaces its facts. Another tier
    than that of the last build reads all texts anew. Without SOURCES, the build works on what the workspace knows, and
    completes a build that was interrupted.

    What cannot be read is listed at the end and the rest goes on; the exit status is then 1. Until the new graph is
    complete and valid, readers see the old one. How much of it is new, gone, or supported by more or fewer articles is
    counted at the end; kg diff says what.

    With --store, a SPARQL server elsewhere then gets the graphs that have changed since it was last sent any, those of
    users among them; with --fresh it gets all. What is interrupted goes on with the next run.

    \b
    Examples:
      kg build articles/
      kg build 'articles/2025-*.json' press/visit.txt -w my-workspace
      kg build --prune articles/          also drop what was deleted from the folder
      kg build articles/ --store http://127.0.0.1:7878/
    """
    from kg.build.sending import send

    settings, service = settings_for(workspace, tier), service_for(options)
    with progress_bar() as progress:
        report = build(
            sources,
            settings=settings,
            prune=prune,
            fresh=fresh,
            jobs=jobs or os.cpu_count() or 1,
            progress=progress,
        )
        sent = None if service is None else send(settings, service, anew=fresh, progress=progress)
    show_report(report, as_json, sent)
    return 1 if report.failures else 0


def show_report(report: BuildReport, as_json: bool, sent: Sent | None = None) -> None:
    """Write what a build did, and a server was sent, to standard output, and what failed to standard error."""
    if as_json:
        more = {} if sent is None else {"sent": asdict(sent)}
        click.echo(json.dumps({**report.to_json(), **more}, ensure_ascii=False, indent=2))
        return
    from kg.views.changes import counts_in_words
    from kg.views.language import Language

    changes = f"{report.added} added, {report.changed} changed, {report.removed} removed"
    state = f"build {report.build}" if report.published else f"build {report.build} was up to date"
    click.echo(f"{report.articles} articles in the graph ({changes}); {state}")
    for line in counts_in_words(report.difference.counts(), Language.of("en")):
        click.echo(line)
    if sent is not None:
        click.echo(f"sent {sent.replaced} graphs, dropped {sent.dropped}; {sent.unchanged} were there already")
    if report.failures:
        click.echo(f"{len(report.failures)} could not be read:", err=True)
        for failure in report.failures:
            click.echo(f"  {failure}", err=True)
