"""``kg train``: make the model of tier ``default`` from annotated articles."""

from __future__ import annotations

from pathlib import Path

import click

from kg.errors import MissingExtraError
from kg.vocabulary import load_vocabulary

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command(name="train")
@click.option(
    "--gold", type=_FOLDER, default=Path("data/gold"), show_default=True, help="Folder of the annotated parts."
)
@click.option("--public", type=_FOLDER, help="Folder of the public NER sets (idner-news-2k, indonlu).")
@click.option("--encoder", type=_FOLDER, help="Keep the encoder of the model in this folder; fit all else anew.")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("data/model"),
              show_default=True, help="Where the model goes.")  # fmt: skip
@click.option("--rounds", type=click.IntRange(1), help="Rounds over the articles, where not as many as usual.")
def command(gold: Path, public: Path | None, encoder: Path | None, output: Path, rounds: int | None) -> None:
    """Train the model that tier default reads with.

    Takes about an hour on two cores and needs the extra simpul[train]. With --encoder it takes ten minutes and needs
    simpul[trees]: enough after a change of rules or vocabulary. The articles of data/gold/dev are never
    looked at. The model's files are written at the end, all of them or none.
    """
    if (public is None) == (encoder is None):
        raise click.UsageError("Give one of --public, to fit an encoder, and --encoder, to keep one.")
    if encoder and rounds:
        raise click.UsageError("--rounds are those of the encoder, which --encoder keeps.")
    extra = "train" if public else "trees"
    try:
        _train(gold, public, encoder, output, rounds)
    except ImportError as error:
        raise MissingExtraError(error.name or "torch", extra) from error
    click.echo(f"{output}: the model is written; kg evaluate data/gold/dev shows what it is worth")


def _train(gold: Path, public: Path | None, encoder: Path | None, output: Path, rounds: int | None) -> None:
    from kg.training.judging import Judging
    from kg.training.make import WriteEncoder, make_model, taken_over
    from kg.training.plan import Plan

    def tell(line: str) -> None:
        click.echo(line, err=True)

    write: WriteEncoder
    if public:
        from kg.training.train import EncoderTrainer

        judging = Judging(gold, load_vocabulary(), tell)
        write = EncoderTrainer(judging, public, Plan() if rounds is None else Plan(rounds=rounds), tell)
    else:
        assert encoder
        write = taken_over(encoder)
        judging = Judging(gold, load_vocabulary(), tell)
    make_model(judging, write, output)
