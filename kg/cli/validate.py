"""``kg validate``: the graph against the shapes of the ontology."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.options import json_option, open_graph, workspace_option


@click.command(name="validate")
@click.option("--language", type=click.Choice(["id", "en"]), default="en", show_default=True, help="Of the messages.")
@workspace_option
@json_option
def command(language: str, workspace: Path, as_json: bool) -> int:
    """Check the graph against the shapes of the ontology (SHACL).

    What is wrong is reported shape by shape, with the nodes at fault; the exit status is then 1. kg build checks the
    graphs of the articles that it writes; this checks the whole graph, names, posts and vocabulary included.
    """
    from kg.rdf.shacl import validate

    with open_graph(workspace) as graph:
        report = validate(graph.store.quads(), graph.settings)
    if as_json:
        click.echo(json.dumps([asdict(result) for result in report.results], ensure_ascii=False, indent=2))
    elif report.conforms:
        click.echo("The graph conforms to the shapes.")
    else:
        click.echo(report.render(language), nl=False)
    return 0 if report.conforms else 1
