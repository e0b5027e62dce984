"""Persons: human names, told by what stands beside them.

A capitalised run of words is a person where its own style says so (rank, honorific, degree), where a title stands
beside it, where a verb of saying or of meeting takes it, where an age follows, or where it stands in a list with
persons. What was told once is found again by its parts ("Bluri", "Dodik").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from kg.extraction.mentions.gazetteer import fold
from kg.extraction.mentions.lexicon import AREA_WORDS, Lexicon
from kg.extraction.mentions.person_names import NameGrammar, NameRun
from kg.extraction.mentions.posts import PostMention
from kg.extraction.mentions.repeated_names import RepeatedNames
from kg.extraction.mentions.unit_names import UnitMention
from kg.extraction.mentions.words import Words
from kg.model import Mention

_JOINERS = frozenset({"dan", "serta", "&", "juga"})
_AFTER_SPEECH = frozenset(["”", '"', "“", ",", "'", ".", "?", "!"])
# What a name of two words or more follows, known or not.
_STRONG_CUES = frozenset(
    [
        *["bernama", "didampingi", "mendampingi", "dipimpin", "dibuka", "disambut", "diwakili", "digantikan"],
        *[
            "menggantikan",
            "dijabat",
            "diduduki",
            "dipegang",
            "ditemani",
            "alias",
            "menurut",
            "dilantik",
            "melantik",
            "disaksikan",
        ],
    ]
)
_ADDRESS = frozenset({"hon-mas", "hon-gus"})
_NEAR = 14  # tokens between a name and the nickname that somebody is called by
_SMALL_DEGREES = frozenset({"dr", "drg", "drh", "apt"})
_DIRECTIONS = frozenset({"utara", "selatan", "barat", "timur", "tengah", "pusat", "tenggara"})
_ROMAN = re.compile(r"[IVX]{2,}")


def find_persons(
    words: Words, lexicon: Lexicon, units: Sequence[UnitMention], posts: Sequence[PostMention]
) -> list[Mention]:
    """Every person mention of a document in text order, none overlapping; ``name`` is without rank and degrees."""
    return PersonFinder(words, lexicon, units, posts).find()


class PersonFinder:
    """Finds the names of one document whose units and posts are known."""

    def __init__(
        self, words: Words, lexicon: Lexicon, units: Sequence[UnitMention], posts: Sequence[PostMention]
    ) -> None:
        self._words = words
        self._lexicon = lexicon
        tokens = words.document.token_range
        self._taken = {i for mention in (*units, *posts) for i in tokens(mention.span)}
        self._post_ends = {tokens(post.span).stop for post in posts}
        self._plural_ends = {
            tokens(post.span).stop
            for post in posts
            if words.is_(tokens(post.span).start - 1, "para", "semua", "setiap")
        }
        self._post_starts = {tokens(post.span).start for post in posts}
        self._grammar = NameGrammar(words, lexicon, self._taken)
        self._given = lexicon.words["given_name"]
        speech = lexicon.vocabulary.speech_verbs
        self._said = {fold(verb.verb) for verb in speech if "after" in verb.position and " " not in verb.verb}
        self._says = {fold(verb.active) for verb in speech if verb.active}

    def find(self) -> list[Mention]:
        """All mentions, first those that the text tells, then those that only repeat them."""
        runs = self._told()
        again = RepeatedNames(self._words, self._lexicon, self._taken)
        called = self._nicknames(runs)
        repeated = again.uses(again.known(runs), {i for run in runs for i in range(run.start, run.stop)})
        found = [self._mention(run.start, run.stop, called) for run in runs]
        found += [self._mention(start, stop, called) for start, stop in repeated]
        return sorted(found, key=lambda mention: mention.span)

    def _nicknames(self, runs: list[NameRun]) -> dict[tuple[str, ...], str]:
        """Names that somebody is called by ("Saepul Bahri Binzein yang akrab disapa Om Zein"), with the full name."""
        words = self._words
        found: dict[tuple[str, ...], str] = {}
        for full, nick in pairwise(runs):
            called = words.is_(nick.outer - 1, *self._lexicon.words["nickname"])
            if called and nick.outer - full.end <= _NEAR and words.same_sentence(full.start, nick.start):
                found[words.folded[nick.start : nick.stop]] = words.text(full.start, full.stop)
        return found

    def _told(self) -> list[NameRun]:
        words = self._words
        told: list[NameRun] = []
        waiting: list[NameRun] = []  # names without a cue of their own, which a list may still tell
        position = words.headline
        for index in range(words.headline, words.count):
            if index < position or index in self._taken or not self._may_begin(index):
                continue
            position = self._past_acronym(index)
            if position > index:
                self._post_ends.add(position)
                continue
            run = self._grammar.read(index)
            if run is not None and self._is_name_of_office(run):
                self._post_ends.add(run.end)
                position = run.end
            elif run is not None:
                (told if self._is_person(run) else waiting).append(run)
                position = max(run.end, index + 1)
        told += self._completing(told, waiting)
        return sorted([*told, *self._listed(told, waiting)], key=lambda run: run.start)

    def _past_acronym(self, index: int) -> int:
        """Past an unknown office's acronym and its place behind a title: "Ketua KKMP Wonosari", "Kepala BTNBG"."""
        words = self._words
        text = words.tokens[index].text
        acronym = index in self._post_ends and len(text) > 2 and text.isupper() and text.isalpha()
        if not acronym or _in_capitals(words, index) or self._lexicon.before.longest(words.folded, index) is not None:
            return index
        place = self._lexicon.places.longest(words.folded, index + 1)
        return place[0] if place is not None and words.capital[index + 1] else index + 1

    def _may_begin(self, index: int) -> bool:
        """Whether the token has a capital, or is a degree that goes without ("dr. Aminuddin")."""
        return self._words.capital[index] or self._words.folded[index] in _SMALL_DEGREES

    def _is_person(self, run: NameRun) -> bool:
        if run.styled:
            return len(run) > 1 or (not self._is_place(run) and not self._is_nickname(run))
        if self._is_place(run):
            return run.outer in self._post_ends and len(run) > 1 and self._is_given(run)
        if len(run) == 1 and self._words.folded[run.start] in _DIRECTIONS:
            return False
        if self._is_acronym(run) or self._is_organisation(run) or self._is_shouted(run):
            return False
        return self._cue_before(run) or self._cue_behind(run) or self._known_by_name(run)

    def _is_name_of_office(self, run: NameRun) -> bool:
        """Whether the words behind a title name the office, as a name follows: "Ketua Pemerti Kali, Totok Jati"."""
        words = self._words
        if run.outer not in self._post_ends or run.styled or not words.same_sentence(run.start, run.end):
            return False
        if self._lexicon.before.longest(words.folded, run.end) is not None and words.capital[run.end]:
            return True  # "Uskup Manado Mgr. Antonius Wullur"
        after = run.end + 1
        if self._is_given(run) or not words.is_(run.end, ",") or not words.same_sentence(run.end, after):
            return False
        name = self._grammar.read(after) if self._may_begin(after) and after not in self._taken else None
        if name is None or self._is_place(name) or self._is_field(name):
            return False
        return name.styled or self._is_given(name) or words.is_(name.end, ",")

    def _is_place(self, run: NameRun) -> bool:
        place = self._lexicon.places.longest(self._words.folded, run.start, run.stop)
        return place is not None and place[0] == run.stop

    def _is_nickname(self, run: NameRun) -> bool:
        """Whether a form of address is all that marks a single word ("Mas Aji"): no name that one could look up."""
        if self._words.is_(run.outer - 1, *self._lexicon.words["nickname"]):
            return False
        style = self._lexicon.before.longest(self._words.folded, run.outer, run.start)
        return style is not None and style[0] == run.start and style[1].id in _ADDRESS and not self._cue_behind(run)

    def _is_acronym(self, run: NameRun) -> bool:
        """Whether the run begins with an acronym ("UPT Pemasyarakatan", "GA"), which no title stands before."""
        text = self._words.tokens[run.start].text
        initials = len(text) == 2 and len(run) > 2  # "AA Ketut Alit Supartana"
        return len(text) > 1 and text.isupper() and "." not in text and not initials

    def _is_shouted(self, run: NameRun) -> bool:
        """Whether the run is in capitals among capitals, where nothing tells where a name ends."""
        upper = all(token.text.isupper() for token in self._words.tokens[run.start : run.stop])
        return upper and _in_capitals(self._words, run.start)

    def _is_organisation(self, run: NameRun) -> bool:
        """Whether area words, numerals or several words of office stand in the run ("Muktamar VIII Surabaya")."""
        words = self._words
        folded = words.folded[run.start : run.stop]
        numeral = any(_ROMAN.fullmatch(token.text) for token in words.tokens[run.start + 1 : run.stop])
        areas = any(word in AREA_WORDS for word in folded[:-1]) or "indonesia" in folded
        return numeral or areas or sum(self._lexicon.is_topic(word) for word in folded) > 1

    def _known_by_name(self, run: NameRun) -> bool:
        """Whether the words are known as parts of names and none of them names a field of work."""
        folded = self._words.folded[run.start : run.stop]
        if len(run) < 2 or any(self._lexicon.is_topic(word) for word in folded):
            return False
        if self._words.is_(run.outer - 1, "di", "ke"):
            return False  # "mendarat di Halim Perdanakusumah"
        return sum(word in self._given for word in folded[:3]) >= (2 if self._words.first[run.start] else 1)

    def _cue_before(self, run: NameRun) -> bool:
        """A title ("Kalapas Calang, Suparman"), a verb of saying ("ujar Dodik") or of meeting before the name."""
        words = self._words
        before = run.outer - 1
        if not words.same_sentence(before, run.outer):
            return False
        if before + 1 in self._post_ends:
            many = before + 1 in self._plural_ends  # "para Hakim Konstitusi"
            return not self._is_field(run) and not many and not self._lexicon.ranked(words.folded, run.end)
        if self._behind_link(run, before):
            return True
        word = words.folded[before]
        if word in self._said:
            return not self._is_field(run) and (len(run) > 1 or self._after_quote(before))
        while word in self._lexicon.words["adverb"] and words.same_sentence(before - 1, before):
            before -= 1
            word = words.folded[before]
        if word in self._lexicon.words["nickname"]:
            return True
        if word in self._lexicon.words["person_cue"] and not self._is_field(run):
            return self._is_given(run) or (word in _STRONG_CUES and len(run) > 1)
        return False

    def _behind_link(self, run: NameRun, before: int) -> bool:
        """Whether a comma, a colon or a link ("yakni") at ``before`` joins the name to a title or to people."""
        word = self._words.folded[before]
        if self._is_field(run) or (word not in (",", ":") and word not in self._lexicon.words["name_link"]):
            return False
        if before in self._post_ends:
            return True
        if word == ",":
            return self._is_owned_title(before - 1, run)
        return len(run) > 1 and self._is_people(before)

    def _is_field(self, run: NameRun) -> bool:
        """Whether the words are a field of work or an organisation rather than a name ("UPT Pemasyarakatan")."""
        return self._lexicon.is_topic(self._words.folded[run.start])

    def _is_given(self, run: NameRun) -> bool:
        return any(word in self._given for word in self._words.folded[run.start : run.stop])

    def _is_people(self, link: int) -> bool:
        """Whether "dua orang, yakni" and the like say that names follow the link."""
        folded = self._words.folded
        return any(
            folded[i] in self._lexicon.words["person_noun"] and self._words.same_sentence(i, link)
            for i in range(max(0, link - 5), link)
        )

    def _is_owned_title(self, position: int, run: NameRun) -> bool:
        """Whether "kepala kantornya" or "seorang perempuan" ends at ``position``, and so a name follows its comma."""
        words = self._words
        before = words.folded[max(0, position - 3) : position]
        if words.folded[position].endswith("nya") and len(run) > 1:
            return any(word in ("kepala", "ketua", "pimpinan", "seorang", "direktur") for word in before)
        return "seorang" in before and not words.capital[position] and words.is_(run.end, ",")

    def _after_quote(self, verb: int) -> bool:
        """Whether the verb of saying follows a quotation or a comma, and is no noun ("nilai Pancasila")."""
        return verb == 0 or self._words.first[verb] or self._words.folded[verb - 1] in _AFTER_SPEECH

    def _cue_behind(self, run: NameRun) -> bool:
        """A title in apposition, an age, or a verb of saying behind the name."""
        words = self._words
        position = run.end
        if not words.same_sentence(run.start, position):
            return False
        doubtful = len(run) == 1 and self._is_field(run)
        word = words.folded[position]
        if word == "(":
            return position + 1 in self._post_starts or self._is_age(position)
        after = position + 1 if word == "," else position
        if word == "," and not doubtful and after in self._post_starts:
            return True
        if word == "alias":
            return True
        if word == "," and words.is_(after, *self._lexicon.words["kin"]):
            return self._is_given(run) or (len(run) > 1 and words.folded[after].endswith("nya"))
        if not doubtful and self._linked_to_post(after):
            return True
        if word == "," and len(run) > 1 and after < words.count and not words.capital[after] and self._is_title(after):
            return True  # "Arief R Wismansyah, wali kota ketika itu"
        return word in self._says and (len(run) > 1 or not words.first[run.start] or self._is_given(run))

    def _is_title(self, position: int) -> bool:
        found = self._lexicon.titles.longest(self._words.folded, position)
        return found is not None and found[1].role in ("head", "office", "function", "section", "past")

    def _linked_to_post(self, position: int) -> bool:
        """Whether words such as "selaku", "yang juga menjabat" lead to a title."""
        words = self._words
        for index in range(position, min(position + 4, words.count)):
            if index in self._post_starts:
                return index > position
            if words.folded[index] not in self._lexicon.words["post_link"]:
                return False
        return False

    def _is_age(self, bracket: int) -> bool:
        """Whether the brackets hold a number of years: "Suhendra (42)"."""
        words = self._words
        if words.closing(bracket) not in (bracket + 2, bracket + 3):
            return False
        token = words.tokens[bracket + 1].text
        return token.isdigit() and len(token) == 2 and int(token) >= 12

    def _completing(self, told: list[NameRun], waiting: list[NameRun]) -> list[NameRun]:
        """Longer names that begin or end with a single one that is told: "Karmin Hasugian", told as "Karmin"."""
        folded = self._words.folded
        single = {folded[run.start] for run in told if len(run) == 1}
        whole = {word for run in told if len(run) > 1 for word in folded[run.start : run.stop]}
        return [
            run
            for run in waiting
            if len(run) > 1
            and (not self._words.first[run.start] or folded[run.start] in self._given)
            and {folded[run.start], folded[run.stop - 1]} & (single - whole)
            and not (self._is_place(run) or self._is_acronym(run) or self._is_organisation(run))
        ]

    def _listed(self, told: list[NameRun], waiting: list[NameRun]) -> list[NameRun]:
        """Names that a comma or "dan" joins to a person told otherwise.

        They have two words or more; a single one counts where it closes a list ("Kaspul Anwar, Hair dan Syahril").
        """
        edges = {run.outer for run in told} | {run.end for run in told}
        found: list[NameRun] = []
        for order in (waiting, list(reversed(waiting))):
            for run in order:
                if run in found or self._is_place(run) or self._is_acronym(run) or self._is_field(run):
                    continue
                closes = self._words.is_(run.outer - 1, "dan", "serta") and self._joined(run.outer, edges, -1)
                closes = closes and (len(run) > 1 or self._is_given(run) or self._ends_list(run))
                listed = closes or (
                    len(run) > 1 and (self._joined(run.outer, edges, -1) or self._joined(run.end, edges, 1))
                )
                if listed and not self._words.first[run.start]:
                    found.append(run)
                    edges |= {run.outer, run.end}
        return found

    def _ends_list(self, run: NameRun) -> bool:
        """Whether the list that the run closes has more than two names, so that a single word must be one too."""
        before = self._words.folded[max(0, run.outer - 8) : run.outer - 1]
        return "," in before

    def _joined(self, edge: int, edges: set[int], step: int) -> bool:
        words = self._words
        position = edge if step > 0 else edge - 1
        passed = 0
        while 0 <= position < words.count and passed < 2:
            if words.folded[position] not in _JOINERS and words.folded[position] not in (",", ";"):
                break
            passed += 1
            position += step
        target = position if step > 0 else position + 1
        return passed > 0 and target in edges and words.same_sentence(min(edge, target), max(edge, target) - 1)

    def _mention(self, start: int, stop: int, called: Mapping[tuple[str, ...], str]) -> Mention:
        text = self._words.text(start, stop)
        name = text.title() if text.isupper() and stop - start > 1 else text
        name = called.get(self._words.folded[start:stop], name)
        return Mention("Person", self._words.span(start, stop), text, name)


def _in_capitals(words: Words, index: int) -> bool:
    """Whether the words around are all in capitals, so that a name's capitals mean nothing."""
    near = [words.tokens[i].text for i in range(index - 3, index + 4) if words.same_sentence(i, index)]
    letters = [text for text in near if text[0].isalpha()]
    return len(letters) > 4 and all(text.isupper() for text in letters)
