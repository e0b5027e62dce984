"""Writes what the documentation takes from the program and its data: the commands, and how well extraction does.

``python docs/generate.py`` writes all of it, ``--check`` only says what is out of date. ``make regenerate`` runs the
one, ``make check`` the other.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from kg.cli.main import cli

ROOT = Path(__file__).parents[1]
COMMANDS = ROOT / "docs" / "reference" / "cli.md"
QUALITY = ROOT / "docs" / "quality.md"
README = ROOT / "README.md"
FIGURES = ROOT / "data" / "quality.json"
GOLD = ROOT / "data" / "gold"
PERFORMANCE = ROOT / "docs" / "performance.md"
PAGE_SPEED = ROOT / "tests" / "benchmarks" / "page_speed.json"

_INTRODUCTION = """\
# Commands

Every command as its `--help` describes it. This page is generated (`make regenerate`).

The graph lives in a workspace, by default the folder `simpul-workspace`; `-w` or `SIMPUL_WORKSPACE` names another.
Results go to standard output, everything else to standard error, so commands can be piped. The exit status is 0 where
all went well, 1 where something could not be done (one line says what), 2 where the command was called wrongly, 130
after Ctrl-C.
"""
_QUALITY = """\
# Quality

How well each tier reads the annotated articles, by every type and relation. This page is generated from
`data/quality.json`: `make figures` measures anew, `make regenerate` writes the page, `make check` holds the headline
figures. [Evaluation](reference/evaluation.md) says how it is counted.

`dev` stands in for articles nobody has seen. `train` is what the rules were developed on and what the model of the tier
`default` learns from, so its figures say how well that was fitted, not how well it generalises. Behind a figure stands,
in brackets, its 95 % interval: the range that it has in 95 of 100 corpora drawn anew from the same articles.
"""
# README's rows: what is counted, by the name that data/quality.json has for it.
_ROWS = {
    "All entities": "entities",
    "Persons": "Person",
    "Units": "Unit",
    "Posts held": "holdsPost",
    "All facts": "facts",
    "Direct speech with its speaker": "quotes",
}
_TOTALS = ("entities", "facts", "quotes")


def command_reference() -> str:
    """The page ``docs/reference/cli.md``: the help of every command and its subcommands, in the order of the table."""
    sections = [f"\n## {path}\n\n```text\n{text.rstrip()}\n```\n" for path, text in _helps(cli, "kg", None)]
    return _INTRODUCTION + "".join(sections)


def _helps(command: click.Command, path: str, parent: click.Context | None) -> Iterator[tuple[str, str]]:
    name = path.rpartition(" ")[2]
    context = command.make_context(name, [], parent=parent, resilient_parsing=True, terminal_width=100)
    yield path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from _helps(child, f"{path} {name}", context)


def with_tables(text: str) -> str:
    """A page with each table between marks (``<!-- figures -->``, ``<!-- counts -->``, ...) written anew."""
    for mark, table in (("figures", quality_table), ("counts", gold_table), ("pages", pages_table)):
        start, between, rest = text.partition(f"<!-- {mark} -->")
        if between:
            text = f"{start}{between}\n\n{table()}\n\n<!-- end{rest.partition('<!-- end')[2]}"
    return text


def quality_page() -> str:
    """The page ``docs/quality.md``: tables for each tier and gold folder of ``data/quality.json``."""
    text = _QUALITY
    for tier, folders in json.loads(FIGURES.read_text(encoding="utf-8")).items():
        text += f"\n## Tier `{tier}`\n"
        for name, report in folders.items():
            text += f"\n### `{name}`: {report['articles']} articles, extractor `{report['extractor']}`\n"
            text += f"\n{_score_table(report)}\n\n{_calibration_table(report['calibration'])}\n"
    return text


def _score_table(report: dict[str, Any]) -> str:
    rows = []
    for name, score in report["scores"].items():
        label = f"**{name}**" if name in _TOTALS else name
        parts = [f"{score[key]:.2f}" for key in ("precision", "recall")]
        rows.append([label, *parts, _with_interval(score, "f1"), str(score["gold"]), str(score["found"])])
    for label, counts in (("**event dates right**", report["dates"]), ("kinds right", report["kinds"])):
        rows.append([label, "", "", _with_interval(counts, "share"), str(counts["of"]), str(counts["right"])])
    return _table(["", "precision", "recall", "F1, or share", "in gold", "found, or right"], rows)


def _calibration_table(calibration: dict[str, Any]) -> str:
    rows = [
        [f"{b['from']:.1f} to {b['to']:.1f}", str(b["statements"]), f"{b['confidence']:.2f}", f"{b['right']:.2f}"]
        for b in calibration["bins"]
    ]
    rows.append(["**expected calibration error**", "", "", _with_interval(calibration, "error")])
    return _table(["confidence", "statements", "stated on average", "right"], rows)


def _with_interval(figure: dict[str, Any], key: str) -> str:
    low, high = figure["interval"]
    return f"{figure[key]:.2f} ({low:.2f} to {high:.2f})"


def quality_table() -> str:
    """How well the first tier of ``data/quality.json`` does: F1 by gold folder."""
    tiers = json.loads(FIGURES.read_text(encoding="utf-8"))
    figures = next(iter(tiers.values()))
    head = ["F1", *(f"`{name}`, {figures[name]['articles']} articles" for name in figures)]
    rows = [[label, *(f"{figures[name]['scores'][key]['f1']:.2f}" for name in figures)] for label, key in _ROWS.items()]
    return _table(head, rows)


def pages_table() -> str:
    """How long each page takes: ``tests/benchmarks/page_speed.json``."""
    figures = json.loads(PAGE_SPEED.read_text(encoding="utf-8"))
    head = ["milliseconds", "warm: server", "paint", "processor", "cold: server", "paint"]
    times = ("server_ms", "paint_ms", "processor_ms")
    rows = []
    for name, page in figures["pages"].items():
        found = [page["warm"][time] for time in times] + [page["cold"][time] for time in times[:2]]
        rows.append([name, *(f"{time:,}" for time in found)])
    for path, page in figures["large"].items():
        name = f"{path.split('/')[0]} of {figures['facts_of_one_thing']:,} articles"
        rows.append([name, *(f"{page[time]:,}" for time in times), "", ""])
    return _table(head, rows)


def gold_table() -> str:
    """What is annotated in each folder of ``data/gold``."""
    counts = {folder.name: _count(folder) for folder in sorted(GOLD.iterdir()) if folder.is_dir()}
    columns = list(next(iter(counts.values())))
    rows = [[f"`{name}/`", *(f"{count[column]:,}" for column in columns)] for name, count in counts.items()]
    return _table(["part", *columns], rows)


def _count(folder: Path) -> Counter[str]:
    count: Counter[str] = Counter()
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        types = Counter(entity["type"] for entity in data["entities"])
        count += Counter(articles=1, words=len(data["article"]["text"].split()))
        count += Counter(
            {f"{type_.lower()}s": types[type_] for type_ in ("Person", "Unit", "Event", "Program", "Place")}
        )
        count += Counter(facts=len(data["facts"]), quotes=len(data["quotes"]))
    return count


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def pages() -> dict[Path, str]:
    """Every page that is wholly or partly generated, and what it should say."""
    tables = (README, GOLD / "README.md", PERFORMANCE)
    whole = {COMMANDS: command_reference(), QUALITY: quality_page()}
    return whole | {path: with_tables(path.read_text(encoding="utf-8")) for path in tables}


def main() -> None:
    """Write every page, or with ``--check`` exit with a line for each that is out of date."""
    made = pages()
    stale = [page for page, text in made.items() if not page.exists() or page.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv and stale:
        sys.exit("\n".join(f"{page.relative_to(ROOT)} is out of date: run make regenerate" for page in stale))
    for page in stale:
        page.write_text(made[page], encoding="utf-8")


if __name__ == "__main__":
    main()
