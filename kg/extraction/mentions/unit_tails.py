"""Unit tails: what may follow the head of an organisation's name, by the ``follows`` column of its type."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.extraction.mentions.gazetteer import Gazetteer
from kg.extraction.mentions.lexicon import AREA_WORDS, Lexicon
from kg.extraction.mentions.unit_names import NATION
from kg.extraction.mentions.words import Words

_NUMERAL = re.compile(r"[IVXLC]+(?:-[A-Z])?|\d+|[A-E]")
_CODE = re.compile(r"\d+|[IVXLC]+|[/\-]|[A-Z]{2,4}")
_JOINERS = frozenset({"dan", "&", "/", "serta"})
_STYLES = ("dr", "prof", "h", "kh")
_INSIDE_NAMES = frozenset({"&", "of", "and", "the", "untuk", "/", "'"})


@dataclass(slots=True)
class TailGrammar:
    """Finds where the tail of a unit's name ends.

    ``tails`` are ends of names that the body shows without doubt; they settle where a title's unit ends and the
    person begins ("Kalapas Calang Suparman") and what a headline means, where every word has a capital.
    """

    words: Words
    lexicon: Lexicon
    tails: Gazetteer[bool] = field(default_factory=Gazetteer)

    def place(self, start: int, titled: bool, required: bool = True) -> int:
        """The end of a place, perhaps with area words or a military number before it; ``start`` where there is none.

        Where the place is not ``required`` ("BNN", "PMI") only a known one counts, or one after an area word.
        """
        words = self.words
        if not required and words.is_(start, "pusat") and words.capital[start]:
            return start + 1
        if self.words.is_(start, *_STYLES):
            return self._honoured(start, titled)
        position = start
        opening = AREA_WORDS if required else AREA_WORDS | NATION
        while position < words.count and words.folded[position] in opening and self._runs_on(position):
            position += 1
        area = position > start
        code = self._code(position)
        end = self._proper(code, titled and code == position)
        if end == code:
            known = self.lexicon.places.longest(words.folded, start, self._run_end(start))
            if known is not None:
                return known[0]
            if area and titled:
                return self._unknown_place(position, start)
            return code if code > position or (area and words.is_(position - 1, *NATION)) else start
        if not required and not area and code == position:
            known = self.lexicon.places.longest(words.folded, position, end)
            return known[0] if known else start
        return end

    def _honoured(self, start: int, titled: bool) -> int:
        """The end of the name of who a hospital is named after: "RSUD dr. H. Soewondo Kendal".

        Behind a title it may be that of its holder, unless another one follows.
        """
        words = self.words
        named = start + 1
        while words.is_(named, *_STYLES) and words.same_sentence(start, named):
            named += 1
        end = self._run_end(named)
        other = words.is_(end, ",") and (words.is_(end + 1, *_STYLES) or self.lexicon.ranked(words.folded, end + 1))
        if end == named or (titled and not (words.is_(end, *_STYLES) or other)):
            return start
        return end

    def _unknown_place(self, position: int, start: int) -> int:
        """The end of an unknown place behind an area word in a title: before the person, where a comma shows that."""
        end = self._run_end(position)
        if end == position:
            return start
        before = self._before_person(position, end)
        return end if self.words.is_(end, ",") and end <= position + 2 else min(before, position + 1)

    def topic(self, start: int, titled: bool) -> int:
        """The end of a field of work ("Pertanian dan Ketahanan Pangan"); ``start`` where there is none."""
        words, lexicon = self.words, self.lexicon
        if words.is_(start, "dan"):
            return self.more_topics(start)
        strict = titled or start < words.headline
        position = end = start
        limit = self._run_end(start, joiners=True)
        while position < limit:
            word = words.folded[position]
            if word in _JOINERS or (
                word == "," and (self._enumerates(position, limit) or words.is_(position + 1, "dan"))
            ):
                position += 1
                continue
            if not lexicon.is_topic(word):
                place = lexicon.places.longest(words.folded, position, limit)
                if place is not None or word in AREA_WORDS or strict:
                    break
            position += 1
            end = position
        known = self.tails.longest(words.folded, start, limit) if strict and end > start else None
        return max(end, known[0]) if known else end

    def part(self, start: int) -> int:
        """The end of the words between the head of a part and the unit that it belongs to ("PPA" in "Unit PPA ...")."""
        if start < self.words.count and self.lexicon.heads.longest(self.words.folded, start) is not None:
            return start
        return self._run_end(start, joiners=True, numbers=True)

    def more_topics(self, start: int) -> int:
        """The end of further topics that "dan" or a comma adds ("Dinas Pertanian" + "dan Pangan")."""
        if not self.words.is_(start, "dan", ","):
            return start
        end = self.topic(start + 1, titled=True)
        return end if end > start + 1 and (self.words.is_(start, "dan") or self._enumerates(start, end)) else start

    def name(self, start: int, titled: bool, numbered: bool = False) -> int:
        """The end of a proper name with numbers and small words inside ("Negeri 2 Bandar", "BOW & Partners").

        Only where it is ``numbered`` ("SRMA 37 Gresik") may it begin with a number.
        """
        words = self.words
        known = self.tails.longest(words.folded, start)
        if start < words.headline or start >= words.count or not (words.capital[start] or numbered):
            return known[0] if known else start
        if words.is_(start, *_STYLES):
            return self._honoured(start, titled)
        end = self._run_end(start, numbers=True, free=not titled)
        if not titled or end <= start + 1:
            return end
        if known is not None and known[0] <= end:
            return known[0]
        return self._before_person(start, end)

    def _before_person(self, start: int, end: int) -> int:
        """Where in a run behind a title the unit's name ends: before the first word known as a person's name."""
        given = self.lexicon.words["given_name"]
        for position in range(start + 1, end):
            if self.words.folded[position] in given:
                return position
        return end

    def numeral(self, start: int) -> int:
        """The end of a numeral ("XIII"), ``start`` where there is none."""
        known = start < self.words.count and _NUMERAL.fullmatch(self.words.tokens[start].text) is not None
        return start + 1 if known else start

    def label(self, start: int) -> int:
        """The end of words that an abbreviation in brackets closes or a place ends; ``start`` where neither does."""
        words = self.words
        if start < words.headline:
            known = self.tails.longest(words.folded, start)
            return known[0] if known else start
        end = self._run_end(start, joiners=True)
        if end > start and words.is_(end, "(") and words.closing(end) in (end + 2, end + 3):
            return end
        for position in range(start + 1, end):
            place = self.lexicon.places.longest(words.folded, position, end)
            if place is not None:
                return place[0]
        return start

    def _runs_on(self, position: int) -> bool:
        return self.words.capital[position] and self.words.same_sentence(position - 1, position)

    def _code(self, start: int) -> int:
        """The end of a military number: "0706/", "I/2-2", "XXII/", "0210/TU"."""
        words = self.words
        text = words.tokens
        position = start
        while position < words.count and _CODE.fullmatch(text[position].text) and words.same_sentence(start, position):
            if position > start and text[position].text.isalpha() and not words.is_(position - 1, "/"):
                break
            position += 1
        slashed = any(text[i].text == "/" for i in range(start, position))
        return position if slashed or (position == start + 1 and text[start].text.startswith("0")) else start

    def _proper(self, start: int, titled: bool) -> int:
        """The end of a place name that begins at ``start``."""
        words = self.words
        end = self._run_end(start)
        if end == start:
            return start
        place = self.lexicon.places.longest(words.folded, start, end)
        tail = self.tails.longest(words.folded, start, end)
        known = max(place[0] if place else start, tail[0] if tail else start)
        if start < words.headline:
            return known
        ranked = self.lexicon.ranked(words.folded, end + 1 if words.is_(end, ",") else end)
        if titled and known == start and ranked:
            return end  # "Kapolsubsektor Banggoi Aipda ...": the rank begins the person
        if titled and known < words.count and words.is_(known, "kota") and words.capital[known]:
            return known + 1 if known > start and known < end else known  # "Kapolres Bima Kota"
        return known if titled else self._without_person(start, known, end)

    def _without_person(self, start: int, known: int, end: int) -> int:
        """The end of a place where a person's name may stand right behind it: "Kejari Cianjur Slamet Santoso"."""
        given = self.lexicon.words["given_name"]
        if known == start:
            return end
        return next((i for i in range(known, end) if self.words.folded[i] in given), end)

    def _run_end(self, start: int, joiners: bool = False, numbers: bool = False, free: bool = False) -> int:
        """The end of the capitalised words that begin at ``start``, before a title, a rank or another unit.

        In a ``free`` run a preposition or an honorific with a capital is part of the name ("Tani Makmur Bersama").
        """
        words = self.words
        position = start
        while position < words.count and words.same_sentence(start - 1, position):
            word = words.folded[position]
            between = (joiners and (word in _JOINERS or word == ",")) or (numbers and word in _INSIDE_NAMES)
            if between:
                after = position + 2 if word == "," and words.is_(position + 1, "dan") else position + 1
                if not (after < words.count and words.capital[after] and position > start):
                    break
            elif not (
                (words.capital[position] and self._is_name(position, start, free)) or (numbers and word[0].isdigit())
            ):
                place = self.lexicon.places.longest(words.folded, position - 1) if position > start else None
                if place is None or place[0] == position:  # "Tanah Laut", where "Laut" alone is part of a rank
                    break
                position = place[0] - 1
            position += 1
        while position > start and (words.folded[position - 1] in _JOINERS or words.folded[position - 1] == ","):
            position -= 1
        return position

    def _is_name(self, position: int, start: int, free: bool = False) -> bool:
        lexicon, folded = self.lexicon, self.words.folded
        if free and position > start:
            before = lexicon.before.longest(folded, position)
            if folded[position] in lexicon.words["preposition"] or (before and before[1].kind == "honorific"):
                return True
        if lexicon.stops(folded[position], inside=position > start) and not lexicon.is_topic(folded[position]):
            return False
        if position == start:
            return lexicon.before.longest(folded, position) is None or lexicon.is_topic(folded[position])
        if lexicon.is_topic(folded[position]):
            return True
        return all(table.longest(folded, position) is None for table in (lexicon.heads, lexicon.titles, lexicon.before))

    def _enumerates(self, position: int, limit: int) -> bool:
        """Whether the comma at ``position`` goes on with an enumeration of topics that "dan" closes."""
        folded = self.words.folded
        if not (position + 1 < limit and self.lexicon.is_topic(folded[position + 1])):
            return False
        for index in range(position + 1, limit):
            if folded[index] in _JOINERS:
                return index + 1 < limit and self.lexicon.is_topic(folded[index + 1])
            if folded[index] != "," and not self.lexicon.is_topic(folded[index]):
                return False
        return False
