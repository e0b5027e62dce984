"""``kg view``: part of the graph as one HTML file that opens from disk and needs no network."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import min_confidence_option, open_graph, workspace_option


@click.command(name="view")
@click.argument("entities", nargs=-1, metavar="[ENTITY]...")
@click.option(
    "-q",
    "--query",
    "query_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Draw what this SPARQL file selects: triples, rows of ?s ?p ?o, or any things.",
)
@click.option("--all", "everything", is_flag=True, help="Draw everything that articles speak of.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The HTML file.")
@click.option("--steps", type=click.IntRange(0, 6), default=1, show_default=True, help="How far from the entities.")
@click.option("--limit", type=click.IntRange(1), default=500, show_default=True, help="At most this many nodes.")
@click.option("--lang", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Language of the page.")
@min_confidence_option
@workspace_option
def command(
    entities: tuple[str, ...],
    query_file: Path | None,
    everything: bool,
    output: Path,
    steps: int,
    limit: int,
    lang: str,
    min_confidence: float,
    workspace: Path,
) -> None:
    """Draw part of the graph as an interactive page.

    Each ENTITY is a name, an IRI or an id such as person/bluri-wijaksono; its neighbourhood is drawn. The page is one
    file that works without a network: search, filters, and for each edge the words of the article it comes from.
    """
    if sum((bool(entities), query_file is not None, everything)) != 1:
        raise click.UsageError("say what to draw: one or more ENTITY, or --query FILE, or --all")
    from kg.views.graph_data import graph_data
    from kg.views.graph_page import render_graph_page
    from kg.views.names import Names
    from kg.views.search import resolve

    with open_graph(workspace) as graph:
        names = Names.of(graph.store) if entities else None
        data = graph_data(
            graph.store,
            iris=[resolve(graph.store, entity, graph.settings, names) for entity in entities],
            query=None if query_file is None else _text(query_file),
            steps=steps,
            limit=limit,
            min_confidence=min_confidence,
            settings=graph.settings,
        )
    page = render_graph_page(data, lang)
    try:
        output.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.FileError(str(output), error.strerror) from error
    shown, found = len(data.nodes), data.nodes_found
    nodes = f"{shown} nodes" if shown == found else f"{shown} of {found} nodes (more with --limit)"
    unsure = f", {data.hidden} hidden as unsure" if min_confidence > 0 else ""
    click.echo(f"{output}: {nodes}, {len(data.edges)} edges{unsure}")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise click.FileError(str(path), "not UTF-8 text") from error
