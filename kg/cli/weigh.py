"""``kg weigh``: fits the weights of identity, or says how well it agrees with a key."""

from __future__ import annotations

from pathlib import Path

import click

from kg.settings import Settings

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_KEY = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(name="weigh")
@click.argument("folder", type=_FOLDER)
@click.argument("key", type=_KEY)
@click.option(
    "--also", nargs=2, type=(_FOLDER, _KEY), multiple=True, metavar="FOLDER KEY", help="More articles and their key."
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Fit, and write the table here.")
def command(folder: Path, key: Path, also: tuple[tuple[Path, Path], ...], output: Path | None) -> None:
    """Fit the weights of identity to annotated articles in FOLDER and the KEY of their entities.

    KEY is TSV with the columns thing, article, entity. Without -o, nothing is fitted: how well the weights in use agree
    with the key is shown (B-cubed). Needs the extra "trees".
    """
    from kg.training.identity import agreement, examples, fit_weights, read_records, read_things

    settings = Settings.from_environment()
    read = [(read_records(articles, settings), read_things(table)) for articles, table in ((folder, key), *also)]
    if output is not None:
        fit_weights(pair for found, things in read for pair in examples(found, things, settings)).write(output)
        click.echo(f"{output} is written.")
        return
    for found, things in read:
        for row in agreement(found, things, settings):
            figures = f"{row.precision:.3f} {row.recall:.3f} {row.f1:.3f}"
            click.echo(f"{row.type:10}{figures}  false merges: {len(row.false_merges)}")
