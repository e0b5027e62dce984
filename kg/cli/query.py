"""``kg query``: a SPARQL question to the graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

import click

from kg.cli.options import open_graph, workspace_option
from kg.cli.tables import show_rows
from kg.errors import QueryError
from kg.store import GRAPH_FORMATS, RESULT_FORMATS, Answer, Solutions, Triples

_SHORT = {"nt": "ntriples", "nq": "nquads", "ttl": "turtle"}
_FORMATS = ["table", *RESULT_FORMATS, *GRAPH_FORMATS, *_SHORT]


@click.command(name="query")
@click.argument("text", required=False)
@click.option(
    "-f", "--file", type=click.File(encoding="utf-8"), help='Read the query from a file; "-" is standard input.'
)
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help="How to write the answer; by default a table, or Turtle for CONSTRUCT and DESCRIBE.",
)
@workspace_option
def command(text: str | None, file: TextIO | None, form: str | None, workspace: Path) -> None:
    """Ask the graph a SPARQL question.

    The prefixes kg, schema, org, foaf, skos, prov, oa, sem, rdf, rdfs, xsd, owl and dcterms need no declaration. A
    plain pattern asks the whole graph; GRAPH ?article { … } says which article a fact is from.

    \b
    Examples:
      kg query 'SELECT ?name ?post { ?p kg:holds ?h . ?p rdfs:label ?name . ?h rdfs:label ?post } LIMIT 5'
      kg query -f question.rq --format csv > answer.csv
      kg query 'DESCRIBE <https://w3id.org/simpul/id/person/bluri-wijaksono>' --format turtle
    """
    if (text is None) == (file is None):
        raise click.UsageError("Give either a query or -f FILE.")
    question = text if file is None else file.read()
    with open_graph(workspace) as graph:
        _show(graph.store.query(str(question)), _SHORT.get(form or "", form))


def _show(result: Solutions | Triples | Answer, form: str | None) -> None:
    if isinstance(result, Triples):
        if form == "table":
            raise QueryError("triples cannot be shown as a table; choose turtle or another format of graphs")
        result.write(sys.stdout.buffer, form or "turtle")
    elif form not in (None, "table"):
        result.write(sys.stdout.buffer, form)
    elif isinstance(result, Answer):
        click.echo("yes" if result else "no")
    else:
        show_rows(result)
