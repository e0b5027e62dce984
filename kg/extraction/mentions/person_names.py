"""Person names: the run of words that a name is, with ranks and honorifics before and degrees behind it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from kg.extraction.mentions.lexicon import Lexicon, bare_degree
from kg.extraction.mentions.words import Words
from kg.extraction.text.abbreviations import is_title

_PARTICLES = frozenset({"bin", "binti", "br", "boru", "al", "el", "van", "de", "da", "dos", "von", "ibn"})
_LONGEST = 8
_INSIDE = frozenset({"dt", "st", "tb", "rd", "md", "moh", "muh", "sy", "tgk"})
# What opens a sentence with a capital but is a verb or a noun with its owner: "Mendampingi", "Dipimpin", "Pembacanya".
_OWNED = re.compile(r"[a-z]{4,}nya")
_PREDICATE = re.compile(
    r"(?:mem|men|meng|meny|me[lrwyn]|di|ber|ter)[a-z]{3,}(?:kan|i|an)|[a-z]{4,}nya|(?:di|ber|ter)[a-z]{5,}"
)


@dataclass(frozen=True, slots=True)
class NameRun:
    """Token indices of a name: ``outer`` to ``end`` with its styles, ``start`` to ``stop`` the name itself.

    ``styled`` is whether a rank, an honorific or a degree says that this is a person.
    """

    outer: int
    start: int
    stop: int
    end: int
    styled: bool

    def __len__(self) -> int:
        return self.stop - self.start


class NameGrammar:
    """Reads a person's name; ``taken`` are the tokens of units and posts, which no name runs into."""

    def __init__(self, words: Words, lexicon: Lexicon, taken: Collection[int]) -> None:
        self._words = words
        self._lexicon = lexicon
        self._taken = taken

    def read(self, outer: int) -> NameRun | None:
        """The name that begins at token ``outer``, its styles included; None where no name can begin there."""
        before = outer - 1
        if before not in self._taken and self._words.is_(before, *self._lexicon.sites, *self._lexicon.words["legal"]):
            return None  # "Aula Dr Sahardjo", "Jalan Agus Salim", but not "Wali Kota Rahma Fitriani"
        start = self._past_styles(outer)
        if start < 0 or not self._begins(start):
            return None
        stop = start + 1
        while stop - start < _LONGEST and self._goes_on(start, stop):
            stop += 1
        while stop > start and self._words.folded[stop - 1] in _PARTICLES:
            stop -= 1
        degrees = stop
        while degrees > start + 1 and self._is_degree(degrees - 1):
            degrees -= 1
        if self._only_initials(start, degrees):
            return None
        end = self._past_degrees(stop)
        bare = degrees == start + 1 and end == degrees + 1 and "." not in self._words.tokens[degrees].text
        return NameRun(outer, start, degrees, end, start > outer or (end > degrees and not bare))

    def _past_styles(self, position: int) -> int:
        """The first token of the name proper; -1 where the sentence ends before it."""
        words = self._words
        origin = position
        while position < words.count and position not in self._taken and words.same_sentence(origin, position):
            found = self._lexicon.before.longest(words.folded, position)
            if found is None or not (words.capital[position] or words.folded[position] in ("dr", "drg", "apt")):
                return position
            end = found[0]
            if end == position + 1 and len(words.tokens[position].text) == 1 and words.folded[position] != "h":
                return position  # "M Hartopo": an initial, not a honorific
            close = words.closing(end)
            position = close + 1 if close == end + 2 else end  # "Letkol Laut (P)"
            if words.is_(position, ".") and position + 1 < words.count and words.capital[position + 1]:
                position += 1
        return -1

    def _begins(self, position: int) -> bool:
        words, lexicon = self._words, self._lexicon
        if position >= words.count or position in self._taken or not words.capital[position]:
            return False
        word = words.folded[position]
        if word in lexicon.sites or word in lexicon.words["thing"] or not word[0].isalpha() or _OWNED.fullmatch(word):
            return False
        head = lexicon.heads.longest(words.folded, position)
        if head is not None and not head[1].upper and word not in lexicon.words["given_name"]:
            return False  # an organisation that is no mention of one
        if not lexicon.stops(word):
            return not (words.first[position] and _reads_as_predicate(word))
        # "Lalu Jumaidi", "Selamat Riadi": names that are other words too, where the next word goes on with the name
        follows = position + 1 < words.count and words.capital[position + 1]
        noble = lexicon.noble.longest(words.folded, position) is not None and not words.first[position]
        return follows and (noble or word in lexicon.words["given_name"])

    def _goes_on(self, start: int, position: int) -> bool:
        words = self._words
        if position >= words.count or position in self._taken or not words.same_sentence(start, position):
            return False
        word = words.folded[position]
        if word in _PARTICLES:
            return position + 1 < words.count and words.capital[position + 1] and position + 1 not in self._taken
        if word == "." and (len(words.tokens[position - 1].text) == 1 or is_title(words.tokens[position - 1].text)):
            return position + 1 < words.count and words.capital[position + 1]
        stops = self._lexicon.stops(word, inside=True)
        noble = stops and self._lexicon.noble.longest(words.folded, position) is not None  # "Lambertus Lalu Mbete"
        return (
            words.capital[position]
            and words.tokens[position].text[0].isalpha()
            and (noble or not stops)
            and not self._begins_style(position)
        )

    def _begins_style(self, position: int) -> bool:
        """Whether a rank or an honorific with a dot begins a second name here ("Manado Mgr. Antonius")."""
        found = self._lexicon.before.longest(self._words.folded, position)
        if found is None or found[1].kind.startswith("rank"):
            return found is not None
        if found[1].kind == "nobility" or self._words.is_(position, *_INSIDE):
            return False  # "Jasman Dt. Tan Marajo"
        dotted = self._words.tokens[found[0] - 1].text.endswith(".") or self._words.is_(found[0], ".")
        return dotted and len(self._words.folded[position]) > 1

    def _is_degree(self, position: int) -> bool:
        text = self._words.tokens[position].text
        letters = sum(1 for letter in text if letter.isupper())
        return letters >= 2 and len(text) > 1 and bare_degree(text) in self._lexicon.degrees

    def _past_degrees(self, position: int) -> int:
        """Past ", S.H., M.Si." and "(Purn.)"."""
        words = self._words
        while position < words.count and words.same_sentence(position - 1, position):
            after = position + 1 if words.is_(position, ",") else position
            if after < words.count and words.capital[after] and self._is_degree(after):
                position = after + 1
                continue
            close = words.closing(position)
            if close > position + 1 and bare_degree(words.text(position + 1, close)) in (
                "purn",
                "purnawirawan",
                "hc",
                "c",
            ):
                position = close + 1
                continue
            break
        return position

    def _only_initials(self, start: int, stop: int) -> bool:
        return all(len(token.text.rstrip(".")) <= 1 for token in self._words.tokens[start:stop])


def _reads_as_predicate(word: str) -> bool:
    return _PREDICATE.fullmatch(word) is not None
