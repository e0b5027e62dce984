"""``kg serve``: the graph over HTTP."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import settings_for, workspace_option


@click.command()
@workspace_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port to listen on; 0 for any free one.",
)
@click.option(
    "--time-limit", type=click.FloatRange(0.1), default=20.0, show_default=True, help="Seconds a query may run."
)
def command(workspace: Path, host: str, port: int, time_limit: float) -> None:
    """Serve pages, data and a SPARQL endpoint, read-only, until Ctrl-C.

    The address is printed when the server listens. A graph that is built meanwhile is served from then on, without
    a restart.
    """
    from kg.serve import Limits, create_app
    from kg.serve.server import serve

    settings = settings_for(workspace)
    app = create_app(workspace, settings, Limits(seconds=time_limit))
    serve(app, host, port, ready=lambda address: click.echo(f"Simpul is at {address}  (stop it with Ctrl-C)"))
