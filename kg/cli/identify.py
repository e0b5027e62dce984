"""``kg identify``: articles in, what they say out, every entity with the IRI that all of them together give it."""

from __future__ import annotations

import json

import click

from kg.cli.extract import read_input, read_pairs
from kg.cli.options import tier_option
from kg.errors import ArticleError
from kg.extraction.tiers import make_extractor
from kg.identity.canonical import canonical_iris, records
from kg.identity.copies import find_copies
from kg.rdf.reference import authority
from kg.settings import Settings
from kg.vocabulary import load_vocabulary


@click.command(name="identify")
@click.argument("sources", nargs=-1, metavar="[FILE|FOLDER|PATTERN|-]...")
@tier_option
def command(sources: tuple[str, ...], tier: str) -> int:
    """Read articles together and give every thing its IRI, without a workspace.

    Writes one JSON object a line, as kg extract does, where every entity has an "iri": the same in two articles where
    they mean the same. "-" or no SOURCES reads JSON lines from standard input.
    """
    settings, vocabulary = Settings.from_environment(), load_vocabulary()
    failures: list[ArticleError] = []
    extractor = make_extractor(tier, vocabulary)
    pairs = list(read_pairs(read_input(sources, settings, failures), extractor, failures))
    copies = find_copies(article for article, _ in pairs)
    every = [
        record
        for article, extraction in pairs
        for record in records(extraction, article.published, copies.original[article.id])
    ]
    names = canonical_iris(every, authority(vocabulary, settings), settings)
    for article, extraction in pairs:
        data = extraction.to_json()
        for entity in data["entities"]:
            entity["iri"] = names[article.id, entity["id"]].iri
        click.echo(json.dumps(data, ensure_ascii=False))
    return 1 if failures else 0
