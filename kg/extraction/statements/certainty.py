"""Certainty: whether the clause around an event asserts it, plans it, denies it or only alleges it.

A cue stands shortly before the event's word in its clause ("akan menggelar razia"), in the predicate behind an event's
noun ("razia di Lapas Ambon batal digelar"), at the head of the sentence ("Rencananya, ..."), or, if it tells a time to
come ("pekan depan"), anywhere in the clause. Words that only look like a cue are rows of the table too, so that the
longest match passes over them ("tidak hanya", "akan tetapi").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.extraction.entities.reading import Cluster
from kg.extraction.mentions.events import EventMention
from kg.extraction.mentions.gazetteer import Gazetteer
from kg.extraction.statements.draft import Draft
from kg.extraction.statements.event_book import EventBook
from kg.extraction.statements.scenes import Happening, Scene, verb_between
from kg.model import Certainty, Span
from kg.vocabulary import CertaintyCue, Vocabulary

# A cue stands at most this many words before the event's word, in the same clause.
_REACH = 5
# The predicate begins at most this many words behind a noun: the place and the day may stand between.
_PREDICATE_REACH = 20
CLAUSE_MARKS = frozenset(
    [
        *[",", ".", ";", ":", "(", "yang", "karena", "sebab", "lantaran", "agar", "supaya", "setelah", "usai", "saat"],
        *[
            "ketika",
            "sebelum",
            "sehingga",
            "hingga",
            "sampai",
            "namun",
            "tetapi",
            "tapi",
            "melainkan",
            "meski",
            "sejak",
        ],
        *["bahwa", "sedangkan", "sementara", "seusai", "sesudah", "walau", "meskipun", "walaupun", "kalau", "jika"],
    ]
)
_DEICTIC = frozenset(["ini", "itu", "tersebut"])
_ASSERTED: Certainty = "asserted"


@dataclass(frozen=True, slots=True)
class CertaintyMark:
    """A cue in a sentence, by token positions."""

    start: int
    end: int
    certainty: Certainty
    place: str


def with_certainty(book: EventBook, drafts: Iterable[Draft], vocabulary: Vocabulary) -> list[Draft]:
    """The drafts, each with the certainty of the event that it is about, or whose sentence it comes from."""
    found = _Certainties(book, vocabulary).of_events()
    return [replace(draft, certainty=found.get(draft.subject, draft.certainty)) for draft in drafts]


@cache
def _cues(vocabulary: Vocabulary) -> Gazetteer[CertaintyCue]:
    return Gazetteer((cue.cue, cue) for cue in vocabulary.certainty_cues)


def find_certainty_cues(words: Sequence[str], start: int, end: int, vocabulary: Vocabulary) -> Iterator[CertaintyMark]:
    """The cues from ``start`` to ``end``, the longest ones, none overlapping; phrases that only look like one too."""
    cues = _cues(vocabulary)
    position = start
    while position < end:
        match = cues.longest(words, position, end) if cues.begins(words[position]) else None
        if match is not None:
            yield CertaintyMark(position, match[0], match[1].certainty, match[1].place)  # type: ignore[arg-type]
        position = match[0] if match is not None else position + 1


def _strongest(told: Iterable[Certainty]) -> Certainty:
    """What several cues of one clause say: "belum dijadwalkan" plans nothing, "diduga akan" is still a guess."""
    found = {certainty for certainty in told if certainty != _ASSERTED}
    order: tuple[Certainty, ...] = ("negated", "alleged", "planned")
    return next((certainty for certainty in order if certainty in found), _ASSERTED)


class _Certainties:
    """Reads the certainty of every event of one document."""

    def __init__(self, book: EventBook, vocabulary: Vocabulary) -> None:
        self._book = book
        self._words = book.passage.words
        self._vocabulary = vocabulary
        self._weak: set[Span] = {
            m.span for c in book.events for m in c.mentions if isinstance(m, EventMention) and m.definite and not m.held
        }

    def of_events(self) -> dict[str, Certainty]:
        """Events that every sentence naming them plans, denies or alleges, and how.

        The title counts where nothing else names the event. An event of a day to come is planned where the clause of
        any of its mentions speaks of what is to come.
        """
        titles = self._told([scene for scene in self._book.scenes if scene.title])
        told = {**titles, **self._told(self._book.body)}
        found: dict[str, Certainty] = {}
        for event in self._book.events:
            said = told.get(event.id, [])
            if said and _ASSERTED not in said:
                found[event.id] = said[0]
            elif said and self._is_to_come(event) and self._is_foretold(event):
                found[event.id] = "planned"
        return found

    def _told(self, scenes: Iterable[Scene]) -> dict[str, list[Certainty]]:
        """What each mention of an event says.

        What points back at a mention before ("razia itu") says nothing of its own unless a verb of holding follows.
        """
        told: dict[str, list[Certainty]] = {}
        for scene in scenes:
            cues = self._cues_of(scene)
            for happening in scene.happenings:
                said = self._certainty(scene, happening, cues, _REACH)
                pointing = happening.form == "anaphor" or self._span(happening) in self._weak
                if said != _ASSERTED or not pointing or (happening.cluster.id not in told and happening.form == "noun"):
                    told.setdefault(happening.cluster.id, []).append(said)
        return told

    def _cues_of(self, scene: Scene) -> list[CertaintyMark]:
        return (
            list(find_certainty_cues(self._words, scene.start, scene.end, self._vocabulary)) if scene.happenings else []
        )

    def _span(self, happening: Happening) -> Span:
        return self._book.passage.span(happening.start, happening.end)

    def _is_to_come(self, event: Cluster) -> bool:
        """Whether the event's day, or the first of its days, lies after that of the article."""
        published = self._book.reading.document.article.published
        day = event.date.partition("/")[0]
        return bool(published and day) and day[: len(published)] > published[: len(day)]

    def _is_foretold(self, event: Cluster) -> bool:
        """Whether a clause that names the event has words of plans, however far from its own word."""
        return any(
            happening.cluster.id == event.id
            and self._certainty(scene, happening, self._cues_of(scene), scene.end - scene.start) == "planned"
            for scene in self._book.scenes
            for happening in scene.happenings
        )

    def _certainty(self, scene: Scene, happening: Happening, cues: Sequence[CertaintyMark], reach: int) -> Certainty:
        """What the cues before the event's word say, else those of the predicate behind it."""
        if not cues:
            return _ASSERTED
        first = self._clause_start(scene, happening.start)
        before = [c for c in cues if c.end <= happening.start and self._governs(scene, c, first, happening, reach)]
        told = _strongest(c.certainty for c in before)
        if happening.form == "verb":
            behind = [c for c in cues if c.place == "anywhere"] if told == _ASSERTED else []
        else:
            behind = [c for c in cues if c.place in ("both", "anywhere")]
        end = self._predicate_end(scene, happening) if behind else happening.end
        return _strongest([told, *(c.certainty for c in behind if happening.end <= c.start < end)])

    def _governs(self, scene: Scene, cue: CertaintyMark, first: int, happening: Happening, reach: int) -> bool:
        """Whether a cue before the event's word is near it in its clause, or opens the sentence."""
        if cue.place == "next":
            return cue.end == happening.start and happening.form != "noun"
        if cue.start == scene.start and cue.place != "before":
            return cue.end >= first or self._words[cue.end] == ","
        return cue.start >= first and (cue.place == "anywhere" or happening.start - cue.end < reach)

    def _clause_start(self, scene: Scene, position: int) -> int:
        """Where the clause around ``position`` begins."""
        while position > scene.start and self._words[position - 1] not in CLAUSE_MARKS:
            position -= 1
        return position

    def _predicate_end(self, scene: Scene, happening: Happening) -> int:
        """Where the clause behind an event's word ends; a relative clause right behind a noun is passed through.

        A verb that is no cue ends the search for one: "razia menemukan ponsel yang diduga ..." took place.
        """
        words, position = self._words, happening.end
        limit = min(scene.end, position + _PREDICATE_REACH)
        if happening.form != "verb" and words[position - 1] not in _DEICTIC and position < limit:
            position += words[position] in _DEICTIC
        relative = words[position : position + 1] == ["yang"] or words[position : position + 2] == [",", "yang"]
        if relative:
            position += 1 + (words[position] == ",")
        commas = int(relative)
        while position < limit:
            if words[position] == "," and commas:
                commas -= 1
            elif self._ends_clause(position) or (not relative and self._is_plain_verb(position, scene.end)):
                break
            position += 1
        return position

    def _ends_clause(self, position: int) -> bool:
        """Whether a mark or conjunction ends the clause; brackets around a day ("Senin (3/11)") end none."""
        words = self._words
        day = words[position] == "(" and position + 1 < len(words) and words[position + 1][0].isdigit()
        return words[position] in CLAUSE_MARKS and not day

    def _is_plain_verb(self, position: int, end: int) -> bool:
        return (
            verb_between(self._book.passage, position, position + 1)
            and self._words[position] not in ("digelar", "berlangsung", "dilaksanakan", "dilakukan", "diadakan")
            and _cues(self._vocabulary).longest(self._words, position, end) is None
        )
