"""Gazetteer: many phrases looked up token by token."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from kg.extraction.text.tokens import tokenise

T = TypeVar("T")


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """A token as gazetteers compare it: lower case, plain apostrophe, without the dot that ends an abbreviation."""
    return word.lower().rstrip(".").replace("’", "'") or word


@lru_cache(maxsize=16_384)
def fold_phrase(phrase: str) -> tuple[str, ...]:
    """The folded tokens of a phrase, cut as the tokens of a document are."""
    return tuple(fold(token.text) for token in tokenise(phrase))


class _Node(Generic[T]):
    """A step of the trie: what may follow, and the values of the phrase that ends here."""

    __slots__ = ("next", "value")

    def __init__(self) -> None:
        self.next: dict[str, _Node[T]] = {}
        self.value: T | None = None


class Gazetteer(Generic[T]):
    """Phrases with a value each; of two entries for one phrase the first counts.

    Built once (linear in the phrases); a look-up walks at most the length of the longest phrase that begins there.
    """

    def __init__(self, entries: Iterable[tuple[str, T]] = ()) -> None:
        self._root: _Node[T] = _Node()
        for phrase, value in entries:
            self.add(fold_phrase(phrase), value)

    def add(self, words: Sequence[str], value: T) -> None:
        """Add one phrase, given as folded tokens; an empty phrase is passed over."""
        node = self._root
        for word in words:
            node = node.next.setdefault(word, _Node())
        if words and node.value is None:
            node.value = value

    def longest(self, words: Sequence[str], start: int, end: int | None = None) -> tuple[int, T] | None:
        """The longest phrase that begins at ``words[start]``: the index after its last word, and its value."""
        stop = len(words) if end is None else end
        node = self._root.next.get(words[start]) if start < stop else None
        if node is None:  # as at most words
            return None
        found: tuple[int, T] | None = None
        while node is not None:
            start += 1
            if node.value is not None:
                found = (start, node.value)
            node = node.next.get(words[start]) if start < stop else None
        return found

    def begins(self, word: str) -> bool:
        """Whether any phrase begins with ``word``; cheaper than a look-up."""
        return word in self._root.next

    def __contains__(self, words: Sequence[str]) -> bool:
        found = self.longest(words, 0)
        return found is not None and found[0] == len(words)
