"""Formats: the words by which results and graphs are asked for, and what pyoxigraph calls them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from pyoxigraph import QueryResultsFormat, RdfFormat

from kg.errors import QueryError

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class ResultFormat:
    """A serialisation of the rows of a SELECT or of the answer of an ASK."""

    name: str
    media_type: str
    extension: str
    codec: QueryResultsFormat


@dataclass(frozen=True, slots=True)
class GraphFormat:
    """A serialisation of triples or quads."""

    name: str
    media_type: str
    extension: str
    codec: RdfFormat


RESULT_FORMATS: dict[str, ResultFormat] = {
    f.name: f
    for f in (
        ResultFormat("json", "application/sparql-results+json", "srj", QueryResultsFormat.JSON),
        ResultFormat("xml", "application/sparql-results+xml", "srx", QueryResultsFormat.XML),
        ResultFormat("csv", "text/csv", "csv", QueryResultsFormat.CSV),
        ResultFormat("tsv", "text/tab-separated-values", "tsv", QueryResultsFormat.TSV),
    )
}
GRAPH_FORMATS: dict[str, GraphFormat] = {
    f.name: f
    for f in (
        GraphFormat("turtle", "text/turtle", "ttl", RdfFormat.TURTLE),
        GraphFormat("ntriples", "application/n-triples", "nt", RdfFormat.N_TRIPLES),
        GraphFormat("nquads", "application/n-quads", "nq", RdfFormat.N_QUADS),
        GraphFormat("trig", "application/trig", "trig", RdfFormat.TRIG),
        GraphFormat("rdfxml", "application/rdf+xml", "rdf", RdfFormat.RDF_XML),
        GraphFormat("jsonld", "application/ld+json", "jsonld", RdfFormat.JSON_LD),
    )
}


def result_format(name: str) -> ResultFormat:
    """The format of this name for rows and answers; raises ``QueryError`` where it has none."""
    return _named(RESULT_FORMATS, name, "rows")


def graph_format(name: str) -> GraphFormat:
    """The format of this name for triples; raises ``QueryError`` where it has none."""
    return _named(GRAPH_FORMATS, name, "triples")


def _named(formats: Mapping[str, F], name: str, content: str) -> F:
    if name not in formats:
        raise QueryError(f"{content} cannot be written as {name}; choose one of {', '.join(formats)}")
    return formats[name]
