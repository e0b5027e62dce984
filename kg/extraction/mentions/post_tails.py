"""Post tails: what may follow the words of a title before the name: a level, a common noun for the unit, an area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.extraction.mentions.descriptions import nouns
from kg.extraction.mentions.lexicon import AREA_WORDS, Lexicon
from kg.extraction.mentions.unit_names import UnitMention
from kg.extraction.mentions.words import Words

_LEVELS = frozenset({"pertama", "muda", "madya", "utama", "terampil", "mahir", "penyelia"})
_LINKING = frozenset({"bernama", "alias", "atas", "bersama", "didampingi", "yakni", "yaitu", "adalah", "ialah"})
_POINTING = frozenset({"itu", "ini", "tersebut", "setempat"})
_LONGEST_VILLAGE = 3


class PostTails:
    """Reads on behind a title; ``unit_at`` maps the token that a unit begins at to its end and the unit."""

    def __init__(self, words: Words, lexicon: Lexicon, unit_at: Mapping[int, tuple[int, UnitMention]]) -> None:
        self._words = words
        self._lexicon = lexicon
        self._unit_at = unit_at

    def past_qualifier(self, end: int) -> int:
        """Past the word that says which kind of officer it is, before the name: "jaksa anak", "petugas jaga"."""
        words = self._words
        after = end + 1 + words.is_(end + 1, ",")
        plain = end < words.count and words.tokens[end].text.isalpha() and not words.capital[end]
        if not plain or not words.same_sentence(end - 1, after) or self._lexicon.stops(words.folded[end], inside=True):
            return end
        if words.folded[end] in _LINKING or words.folded[end] in self._lexicon.words["post_link"]:
            return end
        return end + 1 if self.begins_styled(after) else end

    def begins_styled(self, position: int) -> bool:
        """Whether a known given name, a rank or an honorific begins here."""
        words, lexicon = self._words, self._lexicon
        styled = lexicon.before.longest(words.folded, position)
        if styled is not None and words.folded[position] in ("dr", "drg", "drh", "apt"):
            return styled[0] < words.count and (words.capital[styled[0]] or words.is_(styled[0], "."))
        given = words.folded[position] in lexicon.words["given_name"]
        return words.capital[position] and (given or styled is not None)

    def kinds_of_noun(self, folded: Sequence[str], position: int) -> tuple[int, tuple[str, ...]]:
        """The end of a common noun for a unit ("lapas", "dinas"), and the kinds of units that it may mean."""
        noun = nouns(self._lexicon.vocabulary).longest(folded, position)
        if noun is not None and noun[1].stands_for == "Unit":
            return noun[0], noun[1].kinds
        head = self._lexicon.heads.longest(folded, position)
        if head is not None and not head[1].upper and head[1].title is None:
            return head[0], (head[1].unit_type.kind,)
        return position, ()

    def past_common_unit(self, end: int) -> tuple[int, tuple[str, ...]]:
        """Past a common noun for the unit that a title is held in, where the name follows it: "Kepala Dinas, Odang"."""
        words = self._words
        if not words.same_sentence(end - 1, end):
            return end, ()
        after, kinds = self.kinds_of_noun(words.folded, end)
        after += bool(kinds) and words.is_(after, *_POINTING)
        comma = words.is_(after, ",") and after + 1 < words.count
        follows = comma and (words.capital[after + 1] or self.begins_styled(after + 1))
        if not kinds or not (follows or (after < words.count and self.begins_styled(after))):
            return end, ()
        return after, kinds

    def past_level(self, end: int) -> int:
        """Past the level of a functional post: "Ahli Madya", "Muda"."""
        words = self._words
        position = end + words.is_(end, "ahli")
        level = words.is_(position, *_LEVELS) and words.capital[position] and words.same_sentence(end - 1, position)
        return position + 1 if level else end

    def past_bracket(self, end: int) -> int:
        """Past a contraction in brackets: "Kepala Bidang (Kabid) Pelayanan"."""
        close = self._words.closing(end)
        inside = self._words.tokens[end + 1 : close] if close > 0 else ()
        if not inside or len(inside) > 4 or not inside[0].text[0].isalpha() or close in self._unit_at:
            return end
        known = self._lexicon.titles.longest(self._words.folded, end + 1) is not None
        single = len(inside) == 1 and inside[0].text[0].isupper()
        return close + 1 if known or single or inside[0].text.isupper() else end

    def past_governed(self, end: int, village: bool = False) -> int:
        """Past the place that a governor, regent, mayor or village head governs; a ``village`` may be unknown."""
        words = self._words
        position = end
        while position < words.count and words.folded[position] in AREA_WORDS and words.capital[position]:
            position += 1
        if position >= words.count or not words.same_sentence(end - 1, position):
            return end
        if self._lexicon.before.longest(words.folded, position) is not None and not village:
            return end
        place = self._lexicon.places.longest(words.folded, position)
        if place is not None and words.capital[position]:
            runs_on = village and place[0] == position + 1 and words.is_(position + 2, ",")
            longer = self._unknown_village(position, end) if runs_on and self._is_plain(position + 1) else end
            return max(place[0], longer)
        if not village or not words.capital[position]:
            return end
        if self.begins_styled(position):
            return end
        return self._unknown_village(position, end)

    def _unknown_village(self, start: int, end: int) -> int:
        """Past a village unknown, where a name follows it ("Kepala Desa Silo Bonto, Sugiono"); else ``end``."""
        words = self._words
        stop = start + 1
        while stop - start < _LONGEST_VILLAGE and words.same_sentence(start, stop) and words.capital[stop]:
            if self.begins_styled(stop):
                return stop
            stop += 1
        comma = words.is_(stop, ",") and words.same_sentence(start, stop + 1) and words.capital[stop + 1]
        if comma and self._is_new_name(stop + 1):
            return stop
        return start + 1 if start + 1 < words.count and words.capital[start + 1] else end

    def _is_plain(self, position: int) -> bool:
        """Whether a capitalised word stands here that is neither a known given name nor a rank."""
        return self._words.capital[position] and not self.begins_styled(position)

    def _is_new_name(self, position: int) -> bool:
        """Whether a person's name may begin behind a comma: no title, no place, no unit."""
        folded, lexicon = self._words.folded, self._lexicon
        return (
            lexicon.titles.longest(folded, position) is None
            and lexicon.places.longest(folded, position) is None
            and position not in self._unit_at
            and folded[position] not in AREA_WORDS
        )
