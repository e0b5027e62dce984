"""``kg ledger``: what persons have decided about which things are one."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import click

from kg.cli.options import settings_for, workspace_option
from kg.identity.accounts import Accounts, entry
from kg.identity.ledger import Item, Verdict, read_ledger, read_tsv, write_tsv
from kg.workspace import Workspace


@click.group(name="ledger")
def command() -> None:
    """Show, write, take back, export and import what persons have decided. The next kg build obeys it."""


@command.command("export")
@workspace_option
def export(workspace: Path) -> None:
    """Write the ledger to standard output as TSV, oldest entry first."""
    with Workspace.open(workspace) as opened:
        click.echo(write_tsv(read_ledger(opened)), nl=False)


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@workspace_option
def import_(file: Path, workspace: Path) -> None:
    """Add the entries of a TSV file that kg ledger export has written; entries known already are left out."""
    entries = read_tsv(file.read_text(encoding="utf-8"))
    with Workspace.open(workspace) as opened:
        count = opened.add_judgements(entry_.row for entry_ in entries)
    click.echo(f"{count} of {len(entries)} entries are new. kg build applies them.")


@command.command("add")
@click.argument("verdict", type=click.Choice(["same", "different", "unsure", "undo"]))
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@click.option("--who", default=getpass.getuser, help="Your name.  [default: that of your account]")
@click.option("--why", "reason", default="", help="Your reason.")
@workspace_option
def add(verdict: str, left: str, right: str, who: str, reason: str, workspace: Path) -> None:
    """Say that A and B are the same or different, that you are unsure, or take back what was said last.

    A and B are IRIs, their ends (person/suparman), or entities of an article: ARTICLE#NAME. To part what is one thing
    now, name two of its entities.
    """
    from kg.build.accounts import accounts_of

    with Workspace.open(workspace) as opened:
        accounts = accounts_of(opened, settings_for(workspace))
        type_, pair = items(accounts, left, right)
        opened.add_judgements([entry(cast(Verdict, verdict), pair, type_, who, now(), reason).row])
    click.echo(f"Noted: {pair[0].article}#{pair[0].name} and {pair[1].article}#{pair[1].name}. kg build applies it.")


def items(accounts: Accounts, left: str, right: str) -> tuple[str, tuple[Item, Item]]:
    """The type of two things and how a judgement names them; a usage error where they are one entity or two types."""
    one, other = accounts.find(left)[0], accounts.find(right)[0]
    if one.type != other.type or one.key == other.key:
        raise click.UsageError(f"{left} and {right} must be two entities of one type")
    return one.type, (Item(one.article_id, one.name), Item(other.article_id, other.name))


def now() -> str:
    """This moment, as it stands in the ledger."""
    return datetime.now(UTC).isoformat(timespec="seconds")
