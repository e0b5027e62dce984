"""``kg train``: make the model of tier ``default`` from annotated articles."""

from __future__ import annotations

from pathlib import Path

import click

from kg.errors import MissingExtraError

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command(name="train")
@click.option(
    "--gold", type=_FOLDER, default=Path("data/gold"), show_default=True, help="Folder of the annotated parts."
)
@click.option("--public", type=_FOLDER, required=True, help="Folder of the public NER sets (idner-news-2k, indonlu).")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("data/model"),
              show_default=True, help="Where the model goes.")  # fmt: skip
@click.option("--rounds", type=click.IntRange(1), help="Rounds over the articles, where not as many as usual.")
def command(gold: Path, public: Path, output: Path, rounds: int | None) -> None:
    """Train the model that tier default reads with.

    Takes about an hour on two cores and needs the extra simpul[train]. The articles of data/gold/dev are never
    looked at. The model's files are written at the end, all of them or none.
    """
    try:
        from kg.training.fit import Plan
        from kg.training.train import Sources, Trainer
    except ImportError as error:
        raise MissingExtraError(error.name or "torch", "train") from error
    plan = Plan() if rounds is None else Plan(rounds=rounds)
    Trainer(Sources(gold, public), plan, lambda line: click.echo(line, err=True)).run(output)
    click.echo(f"{output}: the model is written; kg evaluate data/gold/dev shows what it is worth")
