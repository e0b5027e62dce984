"""Tables: rows for people to read, in a terminal or a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from kg.store import Solutions, Term

_ENDLESS = 1_000_000


def show_rows(solutions: Solutions) -> None:
    """Write rows as a table, and how many there are to standard error."""
    rows = [[_shown(row.get(name)) for name in solutions.variables] for row in solutions]
    show_table(solutions.variables, rows)
    click.echo(f"{len(rows)} row{'' if len(rows) == 1 else 's'}", err=True)


def show_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table as wide as the terminal; elsewhere as wide as its cells, so that nothing is cut in a file."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in header:
        table.add_column(Text(name), overflow="fold")
    for row in rows:
        # Text, not markup: a label like "[red]" is shown as it is.
        table.add_row(*(Text(printable(cell)) for cell in row))
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _ENDLESS
        console.width = max(console.measure(table).maximum, 1)
    console.print(table)


def printable(text: str) -> str:
    """Text without control characters, which could steer the terminal."""
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text)


def _shown(term: Term | None) -> str:
    if term is None:
        return ""
    return str(term) if not hasattr(term, "value") else term.value
