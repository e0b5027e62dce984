"""``kg review``: pair by pair, a person decides what is one and what is two."""

from __future__ import annotations

import getpass
from pathlib import Path

import click

from kg.cli.options import settings_for, workspace_option
from kg.cli.why import account_text
from kg.identity.ledger import Judgement, Verdict, moment, read_ledger
from kg.identity.meaning import Speaker, on_pair
from kg.workspace import Workspace

_ANSWERS: dict[str, Verdict] = {"s": "same", "d": "different", "n": "unsure"}
_QUESTION = "[s]ame, [d]ifferent, [l]ater, [u]ndo, [n]ever again, [q]uit"


@click.command(name="review")
@click.option("--who", default=getpass.getuser, help="Your name.  [default: that of your account]")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many pairs.")
@click.option("--list", "only_list", is_flag=True, help="Show the pairs, ask nothing.")
@workspace_option
def command(who: str, limit: int, only_list: bool, workspace: Path) -> None:
    """Show pairs that may be one thing, those most worth a look first, and note what you say.

    Every answer is kept at once. "later" keeps nothing; "never again" leaves the pair to the machine and out of the
    review; "undo" takes back your last answer. kg build applies what you said.
    """
    from kg.build.accounts import accounts_of

    with Workspace.open(workspace) as opened:
        accounts = accounts_of(opened, settings_for(workspace))
        doubts = accounts.doubts()[:limit]
        given: list[list[Judgement]] = []
        position = 0
        while position < len(doubts):
            doubt = doubts[position]
            click.echo(f"\n{position + 1} of {len(doubts)}  {doubt.pair.left.type}")
            click.echo(account_text(doubt.pair, accounts.said(doubt.pair), accounts))
            if only_list:
                position += 1
                continue
            answer = click.prompt(_QUESTION, type=click.Choice([*_ANSWERS, "l", "u", "q"]), show_choices=False)
            if answer == "q":
                break
            if answer == "u":
                position -= _take_back(opened, given, who) if position else 0
                continue
            if answer in _ANSWERS:
                speaker = Speaker(who, moment())
                given.append(on_pair(accounts, speaker, _ANSWERS[answer], doubt.items, doubt.pair))
                opened.add_judgements(entry.row for entry in given[-1])
                accounts.hear(read_ledger(opened))
            position += 1
    click.echo(f"{len(given)} answers are noted. kg build applies them.")


def _take_back(workspace: Workspace, given: list[list[Judgement]], who: str) -> int:
    """Undo the last answer of this review; how many pairs to go back."""
    if not given:
        click.echo("There is nothing to undo.")
        return 0
    workspace.add_judgements(entry.row for entry in Speaker(who, moment()).undoing(given.pop()))
    return 1
