"""``kg serve``: the graph over HTTP."""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import service_for, settings_for, store_options, workspace_option

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from kg.serve import Curation, Limits
    from kg.settings import Settings


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
@click.option("--writable", is_flag=True, help="Take updates and graphs from who has a token.")
@click.option("--curate", is_flag=True, help="Let who has a token judge what is one thing, at /review.")
@click.option(
    "--token-file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="File with a token a line for those who may write or judge; else the variable SIMPUL_TOKEN.",
)
@click.option(
    "--time-limit", type=click.FloatRange(0.1), default=30.0, show_default=True, help="Seconds a query may run."
)
@click.option("--row-limit", type=click.IntRange(1), default=1_000_000, show_default=True, help="Rows of a result.")
@click.option(
    "--memory-limit", type=click.IntRange(1_000), default=4_000, show_default=True, help="Megabytes a query may use."
)
@click.option("--processes", type=click.IntRange(1), default=2, show_default=True, help="Queries that run at once.")
@click.option("--queue", type=click.IntRange(0), default=100, show_default=True, help="Queries that may wait.")
@click.option(
    "--rate-limit", type=click.IntRange(0), default=0, help="Requests a minute of one client; by default no limit."
)
@click.option(
    "--allow-host", "hosts", multiple=True, metavar="HOST", help="Host that SERVICE and LOAD may call; repeatable."
)
@click.option(
    "--trust-proxy", default="", metavar="ADDRESS", help="Proxy whose word counts for client address and https."
)
@store_options
@click.option("--access-log", is_flag=True, help="Write a line of JSON for each request to standard error.")
def command(
    workspace: Path, host: str, port: int, writable: bool, curate: bool, token_file: Path | None, **bounds: Any
) -> None:
    """Serve pages, data and a SPARQL endpoint until Ctrl-C, read-only unless told otherwise.

    The address is printed when the server listens. A graph that is built meanwhile is served from then on, without
    a restart. What is written with --writable goes to graphs of the users' own, which every build keeps; graphs that
    are derived from articles cannot be written. With --curate, what persons say at /review of wrong merges and names
    goes into the ledger (kg ledger), which every build obeys.

    With --store, the graph is one that a SPARQL server elsewhere holds, as kg build --store has loaded it. Nothing is
    written there.

    A graph whose files are damaged or gone is made anew from what is recorded; meanwhile the graph before it is served.
    """
    from kg.serve.server import serve

    if (writable or curate) and bounds["store"]:
        raise click.UsageError("--writable and --curate are for a workspace: write to the server of --store itself")
    app = _app(settings_for(workspace), writable, curate, token_file, bounds)
    serve(
        app,
        host,
        port,
        ready=lambda address: click.echo(f"Simpul is at {address}  (stop it with Ctrl-C)"),
        proxy=bounds["trust_proxy"],
        access_log=bounds["access_log"],
    )


def _app(
    settings: Settings, writable: bool, curate: bool, token_file: Path | None, bounds: dict[str, Any]
) -> Starlette:
    from kg.serve import create_app
    from kg.serve.authorization import read_tokens
    from kg.workspace import Workspace
    from kg.writing import ensure_build

    if (service := service_for(bounds)) is not None:
        return create_app(service, settings, _limits(bounds))
    workspace = settings.workspace
    tokens = read_tokens(token_file) if writable or curate else ()
    if writable or curate or Workspace.is_in(workspace):
        with Workspace.open(workspace) as record:
            ensure_build(record, settings)
    repair, curation = partial(_remade, workspace), _curation(settings, tokens) if curate else None
    return create_app(workspace, settings, _limits(bounds), tokens if writable else (), repair, curation)


async def _remade(workspace: Path) -> bool:
    """Make the graph of a workspace anew, in a process of its own; whether that worked."""
    command = [sys.executable, "-m", "kg", "check", "--repair", "-w", str(workspace)]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.DEVNULL)
    try:
        return await process.wait() == 0
    finally:
        if process.returncode is None:
            process.terminate()  # at any moment: what is served changes in the last step


def _curation(settings: Settings, tokens: tuple[str, ...]) -> Curation:
    """What the pages of curation need of the half that reads articles, which the server knows nothing of."""
    from kg.identity.accounts import Accounts
    from kg.serve import Curation
    from kg.workspace import Workspace

    def accounts() -> Accounts:
        from kg.build.accounts import accounts_of

        with Workspace.open(settings.workspace) as record:
            return accounts_of(record, settings)

    command = (sys.executable, "-m", "kg", "ledger", "apply", "-w", str(settings.workspace.resolve()))
    return Curation(tokens, accounts, command)


def _limits(bounds: dict[str, Any]) -> Limits:
    from kg.serve import Limits

    return Limits(
        seconds=bounds["time_limit"],
        rows=bounds["row_limit"],
        memory_bytes=bounds["memory_limit"] * 1_000_000,
        processes=bounds["processes"],
        queue=bounds["queue"],
        hosts=frozenset(host.lower() for host in bounds["hosts"]),
        requests_per_minute=bounds["rate_limit"],
    )
