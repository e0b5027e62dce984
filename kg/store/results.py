"""Results: what a query gives back: rows, triples, or yes and no."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from textwrap import shorten
from typing import BinaryIO, TypeAlias

import pyoxigraph as ox

from kg.errors import DamageError, QueryError
from kg.store.formats import graph_format, result_format

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row: TypeAlias = dict[str, Term]


@contextmanager
def evaluating() -> Iterator[None]:
    """Turn what pyoxigraph raises while it parses or evaluates a query into ``QueryError``, or ``DamageError``."""
    try:
        yield
    except (SyntaxError, ValueError) as error:
        reason = str(error.args[0] if error.args else error)
        # Behind "one of" the parser lists every character that could go on, hundreds of them.
        raise QueryError(f"the query is malformed: {shorten(reason, 160, placeholder=' …')}") from error
    except (OSError, RuntimeError) as error:
        if str(error).startswith(("Corruption:", "IO error:")):
            raise DamageError("the graph is damaged: kg build makes it anew") from error
        raise QueryError(f"the query cannot be answered: {error}") from error


@dataclass(frozen=True, slots=True)
class Solutions:
    """The rows of a SELECT: found while they are read, and read once.

    A row maps the name of a variable to its term; a variable without a value is absent from the row.
    """

    variables: tuple[str, ...]
    _source: ox.QuerySolutions

    def __iter__(self) -> Iterator[Row]:
        with evaluating():  # entered once: what a reader of the rows raises does not come by here
            for solution in self._source:
                pairs = zip(self.variables, solution, strict=True)
                yield {name: term for name, term in pairs if term is not None}

    def write(self, output: BinaryIO, format: str) -> None:
        """Write the rows as ``json``, ``xml``, ``csv`` or ``tsv``; raises ``QueryError`` for any other format."""
        codec = result_format(format).codec
        with evaluating():
            self._source.serialize(output, codec)

    def serialise(self, format: str) -> bytes:
        """What ``write`` writes, as bytes."""
        return _written(self, format)


@dataclass(frozen=True, slots=True)
class Triples:
    """The triples of a CONSTRUCT or DESCRIBE: found while they are read, and read once."""

    _source: Iterator[ox.Triple]
    _prefixes: Mapping[str, str]

    def at_most(self, limit: int) -> Triples:
        """The same triples, which raise ``QueryError`` when there turn out to be more than ``limit``."""
        return Triples(_bounded(self._source, limit), self._prefixes)

    def __iter__(self) -> Iterator[ox.Triple]:
        with evaluating():
            yield from self._source

    def write(self, output: BinaryIO, format: str) -> None:
        """Write the triples in one of ``GRAPH_FORMATS``; raises ``QueryError`` for any other format."""
        ox.serialize(self, output, graph_format(format).codec, prefixes=dict(self._prefixes))

    def serialise(self, format: str) -> bytes:
        """What ``write`` writes, as bytes."""
        return _written(self, format)


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes or no: the result of an ASK."""

    value: bool
    _source: ox.QueryBoolean

    def __bool__(self) -> bool:
        return self.value

    def write(self, output: BinaryIO, format: str) -> None:
        """Write the answer as ``json``, ``xml``, ``csv`` or ``tsv``; raises ``QueryError`` for any other format."""
        self._source.serialize(output, result_format(format).codec)

    def serialise(self, format: str) -> bytes:
        """What ``write`` writes, as bytes."""
        return _written(self, format)


def _bounded(triples: Iterator[ox.Triple], limit: int) -> Iterator[ox.Triple]:
    for number, triple in enumerate(triples):
        if number == limit:
            raise too_many(limit)
        yield triple


def too_many(limit: int) -> QueryError:
    """The error of a result with more rows than it may have."""
    return QueryError(f"the result has more than {limit} rows; ask for less, for example with LIMIT")


def _written(result: Solutions | Triples | Answer, format: str) -> bytes:
    output = io.BytesIO()
    result.write(output, format)
    return output.getvalue()
