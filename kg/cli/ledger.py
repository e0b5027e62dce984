"""``kg ledger``: what persons have decided about which things are one."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import cast

import click

from kg.cli.options import json_option, settings_for, workspace_option
from kg.identity.accounts import Accounts, item_of
from kg.identity.ledger import Item, Judgement, Verdict, judgement, moment, read_ledger, read_tsv, write_tsv
from kg.identity.meaning import Speaker
from kg.workspace import Workspace


@click.group(name="ledger")
def command() -> None:
    """Show, write, take back, export, import and apply what persons have decided. Every kg build obeys it."""


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
        _note(opened, Speaker(who, moment(), reason).on(cast(Verdict, verdict), type_, *pair))
    click.echo(f"Noted: {pair[0].article}#{pair[0].name} and {pair[1].article}#{pair[1].name}. kg build applies it.")


@command.command("name")
@click.argument("thing", metavar="A")
@click.argument("label", required=False, metavar="NAME")
@click.option("--who", default=getpass.getuser, help="Your name.  [default: that of your account]")
@click.option("--why", "reason", default="", help="Your reason.")
@workspace_option
def name(thing: str, label: str | None, who: str, reason: str, workspace: Path) -> None:
    """Say that A is rightly called NAME; without NAME, take back what was said last.

    A is as in kg ledger add. Its IRI stays, and what articles call it stays as another name.
    """
    from kg.build.accounts import accounts_of

    with Workspace.open(workspace) as opened:
        accounts = accounts_of(opened, settings_for(workspace))
        whole, speaker = accounts.thing(thing), Speaker(who, moment(), reason)
        if label:
            _note(opened, speaker.naming(whole.type, item_of(whole), label))
        elif not opened.add_judgements(entry.row for entry in speaker.undoing(accounts.named(whole)[-1:])):
            raise click.UsageError(f"nobody has said what {thing} is called")
    click.echo(f"Noted: {thing} is called {label or 'what it was called before'}. kg build applies it.")


@command.command("apply")
@workspace_option
@json_option
def apply(workspace: Path, as_json: bool) -> int:
    """Bring the graph in line with the ledger: a kg build that reads no article anew."""
    from kg.build import obey
    from kg.cli.build import show_report
    from kg.cli.progress import progress_bar

    with progress_bar() as progress:
        report = obey(settings=settings_for(workspace), progress=progress)
    show_report(report, as_json)
    return 1 if report.failures else 0


def _note(workspace: Workspace, entry: Judgement) -> None:
    """Keep an entry, if the ledger can hold it."""
    workspace.add_judgements([judgement(entry.row).row])


def items(accounts: Accounts, left: str, right: str) -> tuple[str, tuple[Item, Item]]:
    """The type of two things and how a judgement names them; a usage error where they are one entity or two types."""
    one, other = accounts.find(left)[0], accounts.find(right)[0]
    if one.type != other.type or one.key == other.key:
        raise click.UsageError(f"{left} and {right} must be two entities of one type")
    return one.type, (Item(one.article_id, one.name), Item(other.article_id, other.name))
