"""``kg why``: why two things are one, or two."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.options import json_option, settings_for, workspace_option
from kg.identity.accounts import Accounts
from kg.identity.ledger import Judgement
from kg.identity.profiles import Profile
from kg.identity.records import EntityRecord
from kg.identity.resolve import THRESHOLDS, Judged

_NO_REASON = "without a reason"


@click.command(name="why")
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@workspace_option
@json_option
def command(left: str, right: str, workspace: Path, as_json: bool) -> None:
    """Show what speaks for and against A and B being one thing.

    A and B are IRIs, their ends (person/suparman), or entities of an article: ARTICLE#NAME.

    \b
    Example:
      kg why person/suparman visit-2025-10-29#Suparman
    """
    from kg.build.accounts import accounts_of
    from kg.workspace import Workspace

    settings = settings_for(workspace)
    with Workspace.open(workspace) as opened:
        accounts = accounts_of(opened, settings)
    pair = accounts.why(left, right)
    said = accounts.said(pair)
    click.echo(_json(pair, said, accounts) if as_json else account_text(pair, said, accounts))


def _articles(side: Profile) -> str:
    count = len(side.articles)
    return f"{count} article" if count == 1 else f"{count} articles"


def account_text(pair: Judged, said: list[Judgement], accounts: Accounts) -> str:
    """The account of a pair as lines for a terminal."""
    lines = [
        f"{letter}  {_shown(side.name)}  ({_articles(side)})  {iris_of(side.records, accounts)}"
        for letter, side in (("A", pair.left), ("B", pair.right))
    ]
    for feature, weight in accounts.weighed(pair):
        values = feature.left if feature.left == feature.right else f"{feature.left} | {feature.right}"
        lines.append(f"  {weight:+6.2f}  {feature.name}: {feature.detail}: {_shown(values)}")
    lines.append(f"  sure to {pair.score:.2f} that they are one; joined from {THRESHOLDS[pair.left.type]:.2f}")
    if pair.conflict:
        lines.append(f"  kept apart: {pair.conflict}")
    lines += [f"  {_shown(e.who)} said {e.verdict} on {_shown(e.when)}: {_shown(e.why or _NO_REASON)}" for e in said]
    return "\n".join(lines)


def iris_of(records: list[EntityRecord], accounts: Accounts) -> str:
    """The ends of the IRIs that records have now."""
    base = accounts.settings.base_iri
    return ", ".join(sorted({accounts.names[record.key].iri.removeprefix(base) for record in records}))


def _shown(text: str) -> str:
    """Text of an article without what a terminal would obey."""
    return "".join(character if character.isprintable() else " " for character in text)


def _json(pair: Judged, said: list[Judgement], accounts: Accounts) -> str:
    data = {
        "type": pair.left.type,
        "left": {"name": pair.left.name, "iri": iris_of(pair.left.records, accounts)},
        "right": {"name": pair.right.name, "iri": iris_of(pair.right.records, accounts)},
        "score": round(pair.score, 4),
        "conflict": pair.conflict,
        "features": [
            {"name": f.name, "score": f.score, "detail": f.detail, "left": f.left, "right": f.right}
            for f in pair.features
        ],
        "said": [entry.row for entry in said],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)
