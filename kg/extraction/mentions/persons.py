"""Persons: human names, told by what stands beside them.

A capitalised run of words is a person where its own style says so (rank, honorific, degree), where a title stands
beside it, where a verb of saying or of meeting takes it, where an age follows, or where it stands in a list with
persons. What was told once is found again by its parts ("Bluri", "Dodik").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.mentions.gazetteer import Gazetteer, fold
from kg.extraction.mentions.lexicon import Lexicon
from kg.extraction.mentions.person_names import NameGrammar, NameRun
from kg.extraction.mentions.posts import PostMention
from kg.extraction.mentions.unit_names import UnitMention
from kg.extraction.mentions.words import Words
from kg.model import Mention

_JOINERS = frozenset({"dan", "serta", "&", "juga"})
_NOT_SHORT = frozenset({"muhammad", "moh", "m", "i", "ni", "la", "wa", "h", "bin", "binti", "al", "abdul", "nur"})


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
        self._post_starts = {tokens(post.span).start for post in posts}
        self._grammar = NameGrammar(words, lexicon, self._taken)
        speech = lexicon.vocabulary.speech_verbs
        self._said = {fold(verb.verb) for verb in speech if "after" in verb.position and " " not in verb.verb}
        self._says = {fold(verb.active) for verb in speech if verb.active}

    def find(self) -> list[Mention]:
        """All mentions, first those that the text tells, then those that only repeat them."""
        runs = self._told()
        names = self._known_names(runs)
        repeated = self._repeated(names, {i for run in runs for i in range(run.start, run.stop)})
        found = [self._mention(run.start, run.stop) for run in runs]
        found += [self._mention(start, stop) for start, stop in repeated]
        return sorted(found, key=lambda mention: mention.span)

    def _told(self) -> list[NameRun]:
        words = self._words
        told: list[NameRun] = []
        waiting: list[NameRun] = []  # names without a cue of their own, which a list may still tell
        position = words.headline
        while position < len(words):
            run = None if position in self._taken else self._grammar.read(position)
            if run is None:
                position += 1
                continue
            (told if self._is_person(run) else waiting).append(run)
            position = max(run.end, position + 1)
        return sorted([*told, *self._listed(told, waiting)], key=lambda run: run.start)

    def _is_person(self, run: NameRun) -> bool:
        if run.styled:
            return len(run) > 1 or run.outer == run.start or self._lexicon.places.longest(
                self._words.folded, run.start, run.stop
            ) is None
        if self._is_place(run):
            return run.outer in self._post_ends and len(run) > 1
        return self._cue_before(run) or self._cue_behind(run)

    def _is_place(self, run: NameRun) -> bool:
        place = self._lexicon.places.longest(self._words.folded, run.start, run.stop)
        return place is not None and place[0] == run.stop

    def _cue_before(self, run: NameRun) -> bool:
        """A title ("Kalapas Calang, Suparman"), a verb of saying ("ujar Dodik") or of meeting before the name."""
        words = self._words
        before = run.outer - 1
        if not words.same_sentence(before, run.outer):
            return False
        if before + 1 in self._post_ends:
            return True
        word = words.folded[before]
        if word == "," or word in self._lexicon.words["name_link"] or word == ":":
            return before in self._post_ends and not self._begins_clause(run)
        if word in self._said:
            return True
        while word in self._lexicon.words["adverb"] and words.same_sentence(before - 1, before):
            before -= 1
            word = words.folded[before]
        return word in self._lexicon.words["person_cue"] and len(run) > 1

    def _begins_clause(self, run: NameRun) -> bool:
        """Whether the words read as something else than a name: a single word that also begins a title or a unit."""
        return self._lexicon.is_topic(self._words.folded[run.start]) and len(run) == 1

    def _cue_behind(self, run: NameRun) -> bool:
        """A title in apposition, an age, or a verb of saying behind the name."""
        words = self._words
        position = run.end
        if not words.same_sentence(run.start, position):
            return False
        word = words.folded[position]
        if word == "(":
            return position + 1 in self._post_starts or self._is_age(position)
        comma = word == ","
        after = position + 1 if comma else position
        if comma and after in self._post_starts and after not in self._post_ends:
            return True
        if comma and words.is_(after + 1, "tahun") is False and self._age_number(after) and len(run) > 1:
            return True
        if self._linked_to_post(after):
            return True
        return words.folded[position] in self._says and (len(run) > 1 or not words.first[run.start])

    def _linked_to_post(self, position: int) -> bool:
        """Whether words such as "selaku", "yang juga menjabat" lead to a title."""
        words = self._words
        for index in range(position, min(position + 4, len(words))):
            if index in self._post_starts:
                return index > position
            if words.folded[index] not in self._lexicon.words["post_link"]:
                return False
        return False

    def _is_age(self, bracket: int) -> bool:
        return self._words.closing(bracket) in (bracket + 2, bracket + 3) and self._age_number(bracket + 1)

    def _age_number(self, position: int) -> bool:
        token = self._words.tokens[position].text if position < len(self._words) else ""
        return token.isdigit() and 5 <= int(token) <= 99 and len(token) <= 2

    def _listed(self, told: list[NameRun], waiting: list[NameRun]) -> list[NameRun]:
        """Names of at least two words that a comma or "dan" joins to a person told otherwise."""
        words = self._words
        edges = {run.outer for run in told} | {run.end for run in told}
        found: list[NameRun] = []
        for order in (waiting, list(reversed(waiting))):
            for run in order:
                if run in found or len(run) < 2 or self._is_place(run):
                    continue
                if self._joined(run.outer, edges, -1) or self._joined(run.end, edges, 1):
                    if words.capital[run.start] and not words.first[run.start]:
                        found.append(run)
                        edges |= {run.outer, run.end}
        return found

    def _joined(self, edge: int, edges: set[int], step: int) -> bool:
        words = self._words
        position = edge if step > 0 else edge - 1
        passed = 0
        while 0 <= position < len(words) and passed < 2:
            if words.folded[position] not in _JOINERS and words.folded[position] not in (",", ";"):
                break
            passed += 1
            position += step
        target = position if step > 0 else position + 1
        return passed > 0 and target in edges and words.same_sentence(min(edge, target), max(edge, target) - 1)

    def _known_names(self, runs: list[NameRun]) -> Gazetteer[bool]:
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

    def _repeated(self, names: Gazetteer[bool], told: set[int]) -> Iterator[tuple[int, int]]:
        """Later and earlier uses of known names, the headline included."""
        words = self._words
        position = 0
        while position < len(words):
            free = position not in told and position not in self._taken and words.capital[position]
            match = names.longest(words.folded, position) if free else None
            if match is None or not self._stands_alone(position, match[0], told):
                position += 1
                continue
            yield position, match[0]
            position = match[0]

    def _stands_alone(self, start: int, stop: int, told: set[int]) -> bool:
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

    def _mention(self, start: int, stop: int) -> Mention:
        text = self._words.text(start, stop)
        name = text.title() if text.isupper() and stop - start > 1 else text
        return Mention("Person", self._words.span(start, stop), text, name)
