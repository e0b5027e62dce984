"""``kg evaluate``: how good extraction is, measured."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from kg.cli.options import json_option, tier_option
from kg.evaluation import Evaluation, below_floors, evaluate, read_gold, with_floors
from kg.evaluation.precision import rule_precision
from kg.extraction.rules import RulesExtractor
from kg.extraction.tiers import make_extractor
from kg.settings import Settings
from kg.vocabulary import load_vocabulary

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(name="evaluate")
@click.argument("gold", nargs=-1, required=True, type=_FOLDER, metavar="GOLD_DIR...")
@tier_option
@click.option("--misses", is_flag=True, help="List every miss (-), every extra (+) and every wrong kind or date (~).")
@click.option("--intervals", is_flag=True, help="Add a 95 % interval to every figure, by drawing the articles anew.")
@click.option(
    "--check", "floor_file", type=_FILE, help="Exit with 1 where a headline figure is worse than this file's."
)
@click.option(
    "--write-floors", "target", type=_FILE, help="Write the tier's figures to this file, beside those of others."
)
@click.option("--write-precision", "precision", type=_FILE, help="Write how often each rule is right to this file.")
@json_option
def command(
    gold: tuple[Path, ...],
    tier: str,
    misses: bool,
    intervals: bool,
    floor_file: Path | None,
    target: Path | None,
    precision: Path | None,
    as_json: bool,
) -> int:
    """Score extraction against annotated articles.

    GOLD_DIR is a folder of .json files in the form of the annotation guidelines (data/gold/GUIDELINES.md). Beside
    precision, recall and F1 stand the share of event dates that are right, and how often statements of each confidence
    are.
    """
    settings = Settings.from_environment()
    if precision is not None:
        rules = RulesExtractor(load_vocabulary())
        precision.write_text(rule_precision(rules, read_gold(gold[0], settings)), encoding="utf-8")
    extractor = make_extractor(tier, load_vocabulary())
    evaluations = [evaluate(extractor, read_gold(folder, settings)) for folder in gold]
    _report(evaluations, misses=misses, intervals=intervals, as_json=as_json)
    if target is not None:
        content = with_floors(_read(target) if target.exists() else {}, tier, evaluations)
        target.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    fallen = list(below_floors(evaluations, _read(floor_file).get(tier, {}))) if floor_file else []
    for line in fallen:
        click.echo(line, err=True)
    return 1 if fallen else 0


def _report(evaluations: list[Evaluation], *, misses: bool, intervals: bool, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([e.to_json(intervals=intervals) for e in evaluations], ensure_ascii=False, indent=1))
        return
    for evaluation in evaluations:
        for line in evaluation.lines(intervals=intervals, differences=misses):
            click.echo(line)


def _read(path: Path) -> dict[str, Any]:
    try:
        known: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as error:
        raise click.ClickException(f"{path}: no floors file: {error}") from error
    return known
