"""Cache: answers that were given before, for as long as the build they are from is the current one."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

from kg.serve.answers import Answer, Answering, Query
from kg.serve.conditional import is_changing

V = TypeVar("V")

_LARGEST = 200_000
"""Bytes of an answer past which it is not worth its place."""


class Recent(Generic[V]):
    """The values that were asked for last, up to a number of bytes in all."""

    def __init__(self, size: int) -> None:
        self._left = size
        self._held: OrderedDict[Hashable, tuple[V, int]] = OrderedDict()

    def get(self, key: Hashable) -> V | None:
        """The value of a key, which then counts as asked for."""
        found = self._held.get(key)
        if found is None:
            return None
        self._held.move_to_end(key)
        return found[0]

    def put(self, key: Hashable, value: V, size: int) -> None:
        """Keep a value of so many bytes, at the price of those that were not asked for the longest time."""
        if size > _LARGEST:
            return
        if (former := self._held.pop(key, None)) is not None:
            self._left += former[1]
        self._held[key] = (value, size)
        self._left -= size
        while self._left < 0:
            self._left += self._held.popitem(last=False)[1][1]


class CachedAnswers:
    """Answers that are remembered; see ``Answering``. It is of one build: another one has another cache."""

    def __init__(self, answers: Answering, size: int) -> None:
        self._answers = answers
        self._recent: Recent[Answer] = Recent(size)

    @property
    def build(self) -> str:
        """See ``Answering.build``."""
        return self._answers.build

    async def answer(self, query: Query, client: str = "") -> Answer:
        """See ``Answering.answer``."""
        found = self._recent.get(query)
        if found is None:
            found = await self._answers.answer(query, client)
            if found.path is None and not is_changing(query.text):
                self._recent.put(query, found, len(found.content) + len(query.text))
        return found
