"""``kg export``: the whole graph as a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import get_args

import click

from kg.cli.options import min_confidence_option, open_graph, workspace_option
from kg.errors import StoreError
from kg.rdf.confidence import at_least
from kg.rdf.files import FileFormat, write

_FORMATS = [*get_args(FileFormat), "graphml"]


@click.command(name="export")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="nquads", show_default=True, help="Of the file.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Default: standard output.")
@min_confidence_option
@workspace_option
def command(form: str, output: Path | None, min_confidence: float, workspace: Path) -> None:
    """Write the whole graph to a file.

    nquads, trig and jsonld keep the named graphs (one for each article); turtle is their union; graphml is the network
    of entities, for Gephi and the like. The same graph gives the same bytes. With --min-confidence,
    relations that only less sure claims support are left out with them.

    \b
    Examples:
      kg export -o graph.nq
      kg export --format graphml -o network.graphml
    """
    with open_graph(workspace) as graph:
        if form == "graphml":
            from kg.analysis import graphml

            content = graphml(graph.networkx(min_confidence))
        else:
            content = write(at_least(graph.store.quads(), min_confidence, graph.settings), form, graph.settings)  # type: ignore[arg-type]
    if output is None:
        sys.stdout.buffer.write(content)
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise StoreError(f"{output} cannot be written: {error.strerror}") from error
