"""``kg extract``: articles in, what they say out, without a workspace."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO

import click

from kg.articles import ReadResult, read_lines, read_sources
from kg.build.extracting import read_article
from kg.cli.options import min_confidence_option, tier_option
from kg.errors import ArticleError
from kg.extraction.tiers import make_extractor
from kg.model import Article, Extraction, Extractor
from kg.settings import Settings
from kg.vocabulary import load_vocabulary


@click.command(name="extract")
@click.argument("sources", nargs=-1, metavar="[FILE|FOLDER|PATTERN|-]...")
@tier_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "nquads"]),
    default="json",
    show_default=True,
    help="json: one object a line, in the form of the annotation guidelines; nquads: RDF, one named graph an article.",
)
@min_confidence_option
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file, not to standard output.")
def command(sources: tuple[str, ...], tier: str, form: str, min_confidence: float, output: Path | None) -> int:
    """Read articles and write what they say, without a workspace.

    SOURCES are .json, .jsonl, .txt and .html files, folders and patterns. "-" or none reads JSON lines from standard
    input. What cannot be read is reported on standard error and the rest goes on; the exit status is then 1.
    """
    settings = Settings.from_environment()
    failures: list[ArticleError] = []
    extractor = make_extractor(tier, load_vocabulary())
    pairs = read_pairs(read_input(sources, settings, failures), extractor, failures)
    lines = _json(pairs, min_confidence) if form == "json" else _nquads(list(pairs), min_confidence, settings)
    if output is None:
        _write(lines, sys.stdout)
    else:
        with output.open("w", encoding="utf-8", newline="\n") as stream:
            _write(lines, stream)
    return 1 if failures else 0


def read_input(sources: tuple[str, ...], settings: Settings, failures: list[ArticleError]) -> Iterator[Article]:
    """The articles of files, or of standard input; what cannot be read is reported and added to ``failures``."""
    files = [source for source in sources if source != "-"]
    results: Iterable[ReadResult] = read_sources(files, settings)
    if len(files) < len(sources) or not files:
        results = chain(results, read_lines(sys.stdin.buffer, "stdin", settings))
    for result in results:
        if isinstance(result, ArticleError):
            _report(result, failures)
        else:
            yield result


def read_pairs(
    articles: Iterable[Article], extractor: Extractor, failures: list[ArticleError]
) -> Iterator[tuple[Article, Extraction]]:
    """Every article that can be read, with what it says."""
    for article in articles:
        result = read_article(article, extractor)
        if isinstance(result, ArticleError):
            _report(result, failures)
        else:
            yield article, result


def _report(error: ArticleError, failures: list[ArticleError]) -> None:
    failures.append(error)
    click.echo(f"Error: {error}", err=True)


def _json(pairs: Iterable[tuple[Article, Extraction]], least: float) -> Iterator[str]:
    for _, extraction in pairs:
        yield json.dumps(extraction.at_least(least).to_json(), ensure_ascii=False) + "\n"


def _nquads(pairs: list[tuple[Article, Extraction]], least: float, settings: Settings) -> Iterator[str]:
    """The article graphs of all pairs: canonical IRIs need to know every article of the run, also what is unsure."""
    # Imported here: the graph half is not needed for JSON, and lines of JSON should start at once.
    from kg.identity.canonical import canonical_iris, records
    from kg.rdf.files import write
    from kg.rdf.quads import article_quads
    from kg.rdf.reference import authority

    every = (record for article, extraction in pairs for record in records(extraction, article.published))
    canonical = canonical_iris(every, authority(load_vocabulary(), settings), settings)
    sure = ((article, extraction.at_least(least)) for article, extraction in pairs)
    quads = (q for article, extraction in sure for q in article_quads(article, extraction, canonical, settings))
    yield write(quads, "nquads", settings).decode("utf-8")


def _write(lines: Iterable[str], stream: IO[str]) -> None:
    for line in lines:
        stream.write(line)
