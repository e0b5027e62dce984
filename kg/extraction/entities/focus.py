"""Focus: whom and what the text before a place is about, as far as sentences and the order of names tell."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.mentions.words import Words
from kg.extraction.text.quotes import find_quotes
from kg.model import Mention

# A description means somebody at most this many sentences before.
_SENTENCES_BACK = 4
# A name behind one of these is no subject.
_OBLIQUE = frozenset(
    [
        *["oleh", "kepada", "bersama", "dengan", "untuk", "dari", "terhadap", "didampingi", "ditemani", "disambut"],
        *["bagi", "ke", "di", "menggantikan", "mendampingi", "dipimpin", "dihadiri", "melalui", "lewat", "milik"],
    ]
)
_JOINTS = frozenset(["dan", "serta", "&", "beserta", "maupun"])
_PRONOUNS = frozenset(["ia", "dia", "beliau"])

Pair = tuple[Mention, Cluster]


class Focus:
    """The mentions of persons and units outside direct speech by sentence; resolved descriptions are added."""

    def __init__(self, reading: Reading, words: Words) -> None:
        self._words = words
        self._document = reading.document
        self._speech = [quoted.span for quoted in find_quotes(reading.document)]
        self._starts = [span.start for span in self._speech]
        self._persons: dict[int, list[Pair]] = defaultdict(list)
        self._units: dict[int, list[Pair]] = defaultdict(list)
        self._outer = {h.person.span: h.span.start for h in reading.holdings}
        titles = [h.span for h in reading.holdings]
        for mention, cluster in reading.mentions("Person", "Unit"):
            if mention.span.start < self._document.body or self.quoted(mention.span.start):
                continue
            in_title = cluster.type == "Unit" and any(title.covers(mention.span) for title in titles)
            if not in_title:
                self.add(mention, cluster)

    def quoted(self, position: int) -> bool:
        """Whether the character at ``position`` is direct speech."""
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position < self._speech[index].end

    def add(self, mention: Mention, cluster: Cluster) -> None:
        """Count one more mention."""
        table = self._persons if cluster.type == "Person" else self._units
        pairs = table[self._document.sentence_index(mention.span.start)]
        pairs.append((mention, cluster))
        pairs.sort(key=lambda pair: pair[0].span)

    def last_of(self, cluster: Cluster, position: int) -> int:
        """The token after the last mention of ``cluster`` before the character at ``position``; 0 where none is."""
        for index in range(self._document.sentence_index(position), -1, -1):
            ends = [m.span for m, c in self._persons[index] if c.id == cluster.id and m.span.end <= position]
            if ends:
                return self._document.token_range(ends[-1]).stop
        return 0

    def person_before(self, position: int, untitled: Collection[str] | None = None) -> Cluster | None:
        """Who is in focus at ``position``: whom the nearest sentence before that names a person is about.

        Those named in the same sentence are somebody else ("Bupati menyambut pria itu"), and so is whom its subject
        "ia" means. Of several people the only one among those ``untitled`` is meant, where they are given.
        """
        number = self._document.sentence_index(position)
        others = {c.id for m, c in self._persons[number] if m.span.end <= position}
        if self._has_pronoun(number, position):
            return None
        for index in range(number - 1, max(-1, number - 1 - _SENTENCES_BACK), -1):
            named = [pair for pair in self._persons[index] if pair[1].id not in others]
            if named:
                plain = {c.id: c for _, c in named if untitled is not None and c.id in untitled}
                several = len({c.id for _, c in named}) > 1
                if untitled is not None and several:
                    return next(iter(plain.values())) if len(plain) == 1 else None
                return self._subject(named)
        return None

    def _has_pronoun(self, number: int, position: int) -> bool:
        tokens = self._document.token_range(self._document.sentences[number])
        near = range(tokens.start, min(tokens.stop, self._at(position)))
        return any(
            self._words.folded[i] in _PRONOUNS and not self.quoted(self._words.tokens[i].span.start) for i in near
        )

    def subject_before(self, position: int) -> Cluster | None:
        """The person or unit that the sentence around ``position`` is about, else whom those before are about."""
        number = self._document.sentence_index(position)
        for index in range(number, max(-1, number - 3), -1):
            persons = [pair for pair in self._persons[index] if pair[0].span.end <= position]
            if persons:
                return self._subject(persons)
            units = [pair for pair in self._units[index] if pair[0].span.end <= position and index == number]
            if units and not self._oblique(self._token(units[0][0])):
                return self._subject(units)
        return None

    def unit_before(self, position: int, kinds: Collection[str]) -> Cluster | None:
        """The unit of these kinds named last before, where its sentence names no other of them."""
        number = self._document.sentence_index(position)
        for index in range(number, max(-1, number - 1 - _SENTENCES_BACK), -1):
            named = {c.id: c for m, c in self._units[index] if m.span.end <= position and c.kind in kinds}
            if named:
                return next(iter(named.values())) if len(named) == 1 else None
        return None

    def _subject(self, named: Sequence[Pair]) -> Cluster | None:
        """The only one named, else the first where no preposition leads to it and none is joined to it."""
        first, cluster = named[0]
        others = [mention for mention, other in named if other.id != cluster.id]
        if not others:
            return cluster
        start = self._token(first)
        end = self._document.token_range(first.span).stop
        joined = _JOINTS & set(self._words.folded[end : self._token(others[0])])
        return None if joined or self._oblique(start) else cluster

    def _oblique(self, start: int) -> bool:
        return start > 0 and self._words.same_sentence(start - 1, start) and self._words.folded[start - 1] in _OBLIQUE

    def _token(self, mention: Mention) -> int:
        """Where the mention begins, with the title before it."""
        start = min(mention.span.start, self._outer.get(mention.span, mention.span.start))
        return self._document.token_range(mention.span).start if start == mention.span.start else self._at(start)

    def _at(self, character: int) -> int:
        tokens = self._words.tokens
        return bisect_right(tokens, character, key=lambda token: token.span.start) - 1
