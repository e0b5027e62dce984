"""Repeated names: later and earlier uses of the names that a text tells, whole or in their parts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kg.extraction.mentions.gazetteer import Gazetteer
from kg.extraction.mentions.lexicon import Lexicon
from kg.extraction.mentions.person_names import NameRun
from kg.extraction.mentions.words import Words

_NOT_SHORT = frozenset({"muhammad", "moh", "m", "i", "ni", "la", "wa", "h", "bin", "binti", "al", "abdul", "nur"})


class RepeatedNames:
    """Finds told names again; ``taken`` are the tokens of units and posts."""

    def __init__(self, words: Words, lexicon: Lexicon, taken: Collection[int]) -> None:
        self._words = words
        self._lexicon = lexicon
        self._taken = taken

    def known(self, runs: Sequence[NameRun]) -> Gazetteer[bool]:
        """The names told, whole and in their parts."""
        names: Gazetteer[bool] = Gazetteer()
        for run in runs:
            parts = [w for w in self._words.folded[run.start : run.stop] if w != "."]
            for first in range(len(parts)):
                for last in range(first + 1, len(parts) + 1):
                    short = parts[first:last]
                    if len(short) > 1 or (short[0] not in _NOT_SHORT and len(short[0]) > 2):
                        names.add(short, True)
        return names

    def uses(self, names: Gazetteer[bool], told: Collection[int]) -> Iterator[tuple[int, int]]:
        """Later and earlier uses of known names, the headline included."""
        words = self._words
        position = 0
        while position < words.count:
            free = position not in told and position not in self._taken and words.capital[position]
            match = names.longest(words.folded, position) if free else None
            if match is None or not self._stands_alone(position, match[0], told):
                position += 1
                continue
            yield position, match[0]
            position = match[0]

    def _stands_alone(self, start: int, stop: int, told: Collection[int]) -> bool:
        """Whether the words are no part of a longer name of something else ("Jalan Agus Salim")."""
        words = self._words
        if any(i in told or i in self._taken for i in range(start, stop)):
            return False
        if start < words.headline:
            return True
        before, after = start - 1, stop
        if (
            before >= 0
            and words.same_sentence(before, start)
            and words.capital[before]
            and not words.first[before]
            and before not in self._taken
            and before not in told
            and self._lexicon.before.longest(words.folded, before) is None
        ):
            return False
        return not (
            words.same_sentence(start, after)
            and words.capital[after]
            and after not in self._taken
            and not self._lexicon.stops(words.folded[after])
        )
