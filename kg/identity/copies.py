"""Copies: which articles are near-copies of each other, so that a press release does not look like ten sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from datasketch import MinHash, MinHashLSH

from kg.identity.spelling import fold
from kg.model import Article

_PERMUTATIONS = 64
_SHINGLE = 4
# Two texts of which this share of the runs of four words is common have one source; an outlet that changes a lead and
# some verbs stays above it, two reports of one event by different hands stay far below.
_COPIED = 0.5


@dataclass(frozen=True, slots=True)
class Copies:
    """``original`` maps each article to the earliest of its near-copies, often itself."""

    original: Mapping[str, str]

    def sources(self, articles: Iterable[str]) -> int:
        """How many independent sources these articles are."""
        return len({self.original.get(article, article) for article in articles})


def find_copies(articles: Iterable[Article]) -> Copies:
    """The near-copies among articles, whatever their order. An article without words is a copy of none."""
    days, sketches = {}, {}
    for article in articles:
        days[article.id] = article.published or "9999"
        words = fold(article.text).split()
        if words:
            sketches[article.id] = _sketch(words)
    index = MinHashLSH(threshold=_COPIED, num_perm=_PERMUTATIONS)
    leaders = {id_: id_ for id_ in days}
    for id_ in sorted(sketches):
        for other in sorted(index.query(sketches[id_])):
            if sketches[id_].jaccard(sketches[other]) >= _COPIED:
                _join(leaders, id_, other, days)
        index.insert(id_, sketches[id_])
    return Copies({id_: _leader(leaders, id_) for id_ in sorted(leaders)})


def _sketch(words: list[str]) -> MinHash:
    sketch = MinHash(num_perm=_PERMUTATIONS, seed=1)
    last = max(1, len(words) - _SHINGLE + 1)
    sketch.update_batch({" ".join(words[start : start + _SHINGLE]).encode() for start in range(last)})
    return sketch


def _leader(leaders: dict[str, str], id_: str) -> str:
    while leaders[id_] != id_:
        id_ = leaders[id_]
    return id_


def _join(leaders: dict[str, str], one: str, other: str, days: Mapping[str, str]) -> None:
    a, b = sorted((_leader(leaders, one), _leader(leaders, other)), key=lambda id_: (days[id_], id_))
    leaders[b] = a
