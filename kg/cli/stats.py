"""``kg stats``: what is in the graph, in numbers."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.options import json_option, min_confidence_option, open_graph, workspace_option
from kg.cli.tables import show_table
from kg.workspace import Workspace


@click.command(name="stats")
@min_confidence_option
@workspace_option
@json_option
def command(min_confidence: float, workspace: Path, as_json: bool) -> None:
    """Count what is in the graph: things by type, claims, quotes, sources, who is in the middle of it, and what failed.

    \b
    Example:
      kg stats --json
    """
    from kg.analysis import best_connected, network
    from kg.views.summary import summary

    with open_graph(workspace) as graph, Workspace.open(workspace) as record:
        found = summary(graph.store, limit=0, min_confidence=min_confidence)
        ties = network(graph.store, min_confidence)
        failures = record.failures()
    connected = [(ties.nodes[iri]["label"], iri, count) for iri, count in best_connected(ties, "Person", 5)]
    if as_json:
        data = {
            "counts": dict(found.counts),
            "claims": found.claims,
            "quotes": found.quotes,
            "first": found.first,
            "last": found.last,
            "publishers": dict(found.publishers),
            "connected": [{"label": label, "iri": iri, "neighbours": count} for label, iri, count in connected],
            "failures": [{"source": failure.source, "reason": failure.reason} for failure in failures],
        }
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    counts = [*found.counts, ("Claim", found.claims), ("Quotation", found.quotes)]
    show_table(("what", "how many"), [(what, f"{count:,}") for what, count in counts])
    if found.first:
        click.echo(f"Published {found.first} to {found.last} by {len(found.publishers)} publishers.\n")
    show_table(("best connected", "tied to"), [(label, str(count)) for label, _, count in connected])
    if failures:
        click.echo(f"\n{len(failures)} could not be read by the last builds:")
        for failure in failures:
            click.echo(f"  {failure}")
