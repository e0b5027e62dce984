"""What a build reports: while it runs (``Progress``) and when it is done (``BuildReport``)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from kg.errors import ArticleError
from kg.model.difference import Difference


class Progress(Protocol):
    """Told, again and again, how far a build has come."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """``done`` of ``total`` pieces of a stage ("Reading files") are finished."""
        ...


def silent(stage: str, done: int, total: int) -> None:
    """A ``Progress`` that nobody watches."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: counts, and what it could not read.

    ``build`` is the number of the graph in use afterwards, ``published`` whether this run made it. ``articles`` are in
    the graph now; ``added``, ``changed`` and ``removed`` since the run began; ``extracted`` had to be read (the others
    were cached); ``graphs`` were written anew. ``difference`` is what changed in the graph.
    """

    build: int
    published: bool
    articles: int
    added: int
    changed: int
    removed: int
    extracted: int
    graphs: int
    difference: Difference = field(default_factory=Difference, repr=False)
    failures: tuple[ArticleError, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The report as JSON: the counts, ``changes`` as counts by type and kind of change, ``failures`` as a list."""
        return {
            "build": self.build,
            "published": self.published,
            "articles": self.articles,
            "added": self.added,
            "changed": self.changed,
            "removed": self.removed,
            "extracted": self.extracted,
            "graphs": self.graphs,
            "changes": self.difference.counts(),
            "failures": [{"source": f.source, "reason": f.reason} for f in self.failures],
        }
