"""``kg explain``: everything that is said about one thing, with its proof."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import json_option, min_confidence_option, open_graph, workspace_option

if TYPE_CHECKING:
    from kg.views.explain import Line


@click.command(name="explain")
@click.argument("thing", metavar="IRI-OR-NAME")
@click.option("--language", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Of the facts.")
@min_confidence_option
@workspace_option
@json_option
def command(thing: str, language: str, min_confidence: float, workspace: Path, as_json: bool) -> None:
    """Everything said about one thing, with the article and the words.

    Each fact is a sentence; under it stand the articles that say so, with date, exact words and confidence. Where a
    name means several things, they are listed, to choose one by its IRI.

    \b
    Examples:
      kg explain 'Bluri Wijaksono'
      kg explain https://w3id.org/simpul/id/unit/bapas-purwokerto --language en
    """
    with open_graph(workspace) as graph:
        lines = graph.explain(thing, language, min_confidence)
    if as_json:
        click.echo(json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=2))
        return
    for text in _in_words(lines):
        click.echo(text)


def _in_words(lines: Iterable[Line]) -> Iterable[str]:
    """Each fact once, followed by its evidence; facts in order of their newest evidence."""
    facts: dict[str, list[Line]] = {}
    for line in lines:
        facts.setdefault(line.sentence, []).append(line)
    for sentence, group in facts.items():
        yield sentence
        for source, places in groupby(group, key=lambda line: line.evidence.source):
            yield "    " + " · ".join(part for part in (source.published, source.publisher, source.headline) if part)
            for evidence in (line.evidence for line in places):
                words = " ".join(evidence.quote.split())
                yield f"        “{words}” ({evidence.field} {evidence.start}–{evidence.end}, {evidence.confidence})"
