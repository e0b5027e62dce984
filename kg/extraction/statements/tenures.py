"""Tenures: where an article says that somebody's time in a post begins or is over.

"Budi dilantik sebagai Kalapas Palu, Senin (8/9)", "melantik Budi menjadi Karutan Poso", "mantan Kapolres Siak, Budi",
"Budi menggantikan Anton": the words are ``tenure_cues.tsv``, the posts are those that the other rules have found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.mentions.gazetteer import Gazetteer
from kg.extraction.mentions.lexicon import lexicon
from kg.extraction.mentions.passage import passage_of
from kg.extraction.mentions.posts import PostMention
from kg.extraction.statements.certainty import CLAUSE_MARKS, find_certainty_cues
from kg.extraction.statements.draft import Draft
from kg.extraction.statements.posts import Offices
from kg.extraction.statements.succession import pronoun_subject
from kg.extraction.text.quotes import find_quotes
from kg.model import Boundary, Document, Evidence, Mention, Side, Span
from kg.vocabulary import TenureCue, Vocabulary

# Between a person and the post that he takes up.
_APPOINTED = frozenset(["sebagai", "menjadi", "jadi", "selaku"])
_NOT = frozenset(["tidak", "tak", "bukan", "tanpa"])
# Between "sebelumnya" and the title that it makes one of the past.
_HELD = frozenset(["menjabat", "bertugas", "sebagai", "selaku", "adalah", "merupakan"])
# Between a person and the words that end or begin his term, beside degrees, ages and marks.
_BETWEEN = frozenset(["yang", "telah", "sudah", "resmi", "kini", "akhirnya", "juga", "sendiri", "itu", "pun", "lalu"])
# Words: between "sebagai" and a title, a name (with degrees) and the cue, a cue and its date.
_TITLE_WITHIN = 2
_NAME_WITHIN = 10
_DATE_WITHIN = 30
_SURE, _LIKELY, _FAIR = 0.9, 0.8, 0.65


@dataclass(frozen=True, slots=True)
class _Seat:
    """A post in a unit, of whom, as some words say it: ids of clusters, the title, and the words."""

    person: str
    unit: str
    post: str
    span: Span


def tenure_boundaries(reading: Reading, drafts: Iterable[Draft], vocabulary: Vocabulary) -> list[Boundary]:
    """The stated starts and ends of terms of office; ``drafts`` tell who holds which post and who succeeds whom.

    What is planned, denied or only alleged, what is asked or said in direct speech, and what is dated after the day of
    publication is left out. Of several ways to say the same the surest counts, with the words of all.
    """
    found: dict[tuple[str, ...], list[tuple[float, Span]]] = {}
    for seat, side, day, confidence, span in _Reader(reading, list(drafts), vocabulary).read():
        found.setdefault((seat.person, seat.unit, seat.post, side, day), []).append((confidence, span))
    boundaries = []
    for (person, unit, post, side, day), told in sorted(found.items()):
        if not day and (person, unit, post, side) in {key[:4] for key in found if key[4]}:
            continue  # said with its day elsewhere in the article
        evidence = _evidence(reading.document, [span for _, span in told])
        if evidence:
            surest = max(confidence for confidence, _ in told)
            boundaries.append(Boundary(person, unit, post, _side(side), evidence, surest, day))
    return boundaries


def _side(side: str) -> Side:
    return "start" if side == "start" else "end"


def _evidence(document: Document, spans: Iterable[Span]) -> tuple[Evidence, ...]:
    found = {e for span in spans if (e := document.evidence(span)) is not None and e.holds(document.article)}
    return tuple(sorted(found, key=lambda e: (e.field == "text", e.span)))


@cache
def _cues(vocabulary: Vocabulary) -> Gazetteer[TenureCue]:
    return Gazetteer((cue.cue, cue) for cue in vocabulary.tenure_cues)


_Found = tuple[_Seat, str, str, float, Span]


class _Reader:
    """Reads one document, sentence by sentence."""

    def __init__(self, reading: Reading, drafts: Sequence[Draft], vocabulary: Vocabulary) -> None:
        self._reading = reading
        self._document = reading.document
        self._passage = passage_of(reading.document)
        self._vocabulary = vocabulary
        self._offices = Offices(reading, lexicon(vocabulary))
        self._held = [d for d in drafts if d.predicate == "holdsPost" and d.certainty == "asserted" and d.post]
        self._succeeds = [d for d in drafts if d.predicate == "succeeds" and d.certainty == "asserted"]
        self._speech = [quoted.span for quoted in find_quotes(reading.document)]
        self._people = [(self._tokens(m), m, c) for m, c in reading.mentions("Person")]
        self._posts = [(self._tokens(p), p) for p in reading.posts if isinstance(p, PostMention)]
        self._past = {h.post.span: (h, c) for h, c, _ in self._offices.resolved() if h.post.past}

    def _tokens(self, mention: Mention) -> range:
        return self._document.token_range(mention.span)

    def read(self) -> Iterator[_Found]:
        """Whose term begins or ends, on which day, how sure, and in which words."""
        cues, words = _cues(self._vocabulary), self._passage.words
        for sentence in self._document.sentences:
            place = self._document.token_range(sentence)
            position = place.start
            while position < place.stop:
                match = cues.longest(words, position, place.stop) if cues.begins(words[position]) else None
                if match is None:
                    position += 1
                    continue
                cue = range(position, match[0])
                position = cue.stop
                if self._is_stated(place, cue):
                    yield from self._told(sentence, place, cue, match[1])

    def _told(self, sentence: Span, place: range, cue: range, row: TenureCue) -> Iterator[_Found]:
        day = self._day(sentence, cue) if row.dated == "yes" else ""
        published = self._document.article.published
        if published and day[: len(published)] > published[: len(day)]:
            return  # a plan
        if row.who in ("successor", "both"):
            found = self._successors(sentence, cue)
        elif row.side == "end":
            found = self._former(place, cue) if row.who == "after" else self._leaving(sentence, place, cue)
        else:
            found = self._appointed(place, cue) if row.who == "after" else self._taking(sentence, place, cue)
        for seat, confidence in found:
            yield seat, row.side, day, confidence, self._words(seat.span, sentence, cue)
        for seat, confidence in self._predecessors(sentence) if row.who == "both" else ():
            yield seat, "end", day, confidence, sentence

    def _words(self, span: Span, sentence: Span, cue: range) -> Span:
        """The words from the cue to the title where both stand in one sentence, else the sentence."""
        told = self._passage.span(cue.start, cue.stop)
        if not sentence.covers(span):
            return sentence
        return Span(min(span.start, told.start), max(span.end, told.end))

    # -- whether it is said at all

    def _is_stated(self, place: range, cue: range) -> bool:
        words = self._passage.words
        start = self._passage.tokens[cue.start].span.start
        if words[place.stop - 1] == "?" or any(span.start <= start < span.end for span in self._speech):
            return False
        if cue.start > place.start and words[cue.start - 1] in _NOT:
            return False
        first, last = cue.start, cue.stop
        while first > place.start and words[first - 1] not in CLAUSE_MARKS:
            first -= 1
        while last < place.stop and words[last] not in CLAUSE_MARKS:
            last += 1
        for mark in find_certainty_cues(words, place.start, place.stop, self._vocabulary):
            opens = mark.start == place.start and mark.place != "next"
            near = first <= mark.start < last and (mark.start < cue.start or mark.place in ("both", "anywhere"))
            if mark.certainty != "asserted" and (opens or near):
                return False
        return True

    def _day(self, sentence: Span, cue: range) -> str:
        """The date of the sentence that is nearest to the cue, else that of the event which the cue tells of."""
        near = []
        for date in self._reading.dates:
            if sentence.covers(date.span) and "/" not in date.name:
                tokens = self._tokens(date)
                gap = tokens.start - cue.stop if tokens.start >= cue.stop else cue.start - tokens.stop
                near.append((gap, tokens.start, date.name))
        gap, _, day = min(near, default=(_DATE_WITHIN, 0, ""))
        told = self._passage.span(cue.start, cue.stop)
        events = [
            c.date for m, c in self._reading.mentions("Event") if m.span.start < told.end > told.start < m.span.end
        ]
        return day if gap < _DATE_WITHIN else next((date for date in events if "/" not in date), "")

    # -- whose it is

    def _successors(self, sentence: Span, cue: range) -> Iterator[tuple[_Seat, float]]:
        """Those who take over in the sentence, with the posts that they hold.

        Whoever "dipercaya sebagai ketua, menggantikan B" takes over another post than his title says.
        """
        told = self._passage.span(cue.start, cue.stop)
        for succession in self._succeeding(sentence):
            here = self._seats(succession.subject, sentence)
            if any(_APPOINTED & set(self._document.text[s.span.end : told.start].lower().split()) for s in here):
                continue
            for seat in here or _one(self._seats(succession.subject, None)):
                yield seat, _LIKELY if here else _FAIR

    def _predecessors(self, sentence: Span) -> Iterator[tuple[_Seat, float]]:
        """Those who hand over in the sentence, with the posts that it gives to their successors."""
        for succession in self._succeeding(sentence):
            for seat in _one(self._seats(succession.subject, sentence)):
                yield replace(seat, person=succession.object), _LIKELY

    def _succeeding(self, sentence: Span) -> Iterator[Draft]:
        return (s for s in self._succeeds if any(sentence.covers(span) for span in s.spans))

    def _former(self, place: range, cue: range) -> Iterator[tuple[_Seat, float]]:
        """Whose past title begins at or right behind the cue."""
        for tokens, post in self._posts:
            between = self._passage.words[cue.stop : tokens.start]
            if not post.past or not cue.start <= tokens.start < place.stop or not set(between) <= _HELD:
                continue
            if post.span in self._past:
                holding, office = self._past[post.span]
                bearer = next((c for _, _, c in self._people if self._names(holding.person, c)), None)
                yield from _seat(bearer, office, post, holding.span)
            else:
                bearer, span = self._bearer(place, tokens, cue)
                covering = Span(min(span.start, post.span.start), post.span.end)
                yield from _seat(bearer, self._offices.office(post), post, covering)

    def _bearer(self, place: range, post: range, cue: range) -> tuple[Cluster | None, Span]:
        """The person whom a past title stands for ("mantan Kapolres itu"), else the one named right before it."""
        told = self._passage.span(cue.start, cue.stop)
        for tokens, mention, person in self._people:
            if tokens.start in post or post.start in tokens:
                return person, told
            near = place.start <= tokens.start and 0 <= cue.start - tokens.stop <= _NAME_WITHIN
            if near and self._is_plain(tokens.stop, cue.start):
                return person, mention.span
        return None, told

    def _leaving(self, sentence: Span, place: range, cue: range) -> Iterator[tuple[_Seat, float]]:
        """The posts of the person before the cue that he held until then: of titles behind it he takes up others."""
        person = self._before(place, cue)
        if person is None:
            return
        told = self._passage.span(cue.start, cue.stop)
        seats = [seat for seat in self._seats(person.id, sentence) if seat.span.start < told.start]
        seats += [
            _Seat(person.id, office.id, holding.post.name, holding.span)
            for holding, office in self._past.values()
            if sentence.covers(holding.span) and self._names(holding.person, person)
        ]
        if not seats:
            taken = {(s.unit, s.post) for s in self._seats(person.id, sentence)}
            seats = [s for s in self._seats(person.id, None) if (s.unit, s.post) not in taken]
        if not seats:
            seats = [
                _Seat(person.id, seat.unit, seat.post, succession.spans[0])
                for succession in self._succeeds
                if succession.object == person.id
                for seat in self._seats(succession.subject, None)
            ]
        own = any(draft.subject == person.id for draft in self._held)
        for seat in _one(seats):
            yield seat, _LIKELY if own and sentence.covers(seat.span) else _FAIR

    def _taking(self, sentence: Span, place: range, cue: range) -> Iterator[tuple[_Seat, float]]:
        """ "X dilantik sebagai Kalapas": the title behind the cue, else the one post that the article gives to X."""
        titled = self._appointment(cue.stop, place) is not None
        person = self._before(place, cue, anything=titled)
        if person is not None:
            yield from self._starts(person.id, place, cue.stop, sentence)

    def _appointed(self, place: range, cue: range) -> Iterator[tuple[_Seat, float]]:
        """ "melantik X sebagai Kalapas, Y sebagai Karutan": every person behind the cue with the title that follows."""
        sentence = self._passage.span(place.start, place.stop)
        behind = [(t, c) for t, m, c in self._people if cue.stop <= t.start < place.stop and not m.anaphoric]
        listed = [(t, c) for t, c in behind if self._appointment(t.stop, place) is not None]
        for tokens, person in listed or [(t, c) for t, c in behind if t.start - cue.stop <= _TITLE_WITHIN][:1]:
            yield from self._starts(person.id, place, tokens.stop, sentence)

    def _starts(self, person: str, place: range, position: int, sentence: Span) -> Iterator[tuple[_Seat, float]]:
        """The post that a person takes up, told behind ``position``; else his only one in the article."""
        words = self._passage.words[max(place.start, position - 1) : min(place.stop, position + _NAME_WITHIN)]
        post = self._appointment(position, place)
        if post is not None:
            office = self._offices.office(post)
            held = [
                s for s in self._seats(person, sentence) if s.span.end >= post.span.end and s.span.covers(post.span)
            ]
            seats = held or ([_Seat(person, office.id, post.name, post.span)] if office is not None else [])
            for seat in seats[:1]:
                yield seat, _SURE
        elif not _APPOINTED & set(words):
            for seat in _one(self._seats(person, sentence) or self._seats(person, None)):
                yield seat, _FAIR

    def _appointment(self, position: int, place: range) -> PostMention | None:
        """The title behind "sebagai" or "menjadi" near ``position``; degrees and "resmi" may come first."""
        words = self._passage.words
        for tokens, post in self._posts:
            if tokens.start >= place.stop or not position <= tokens.start <= position + _NAME_WITHIN or post.past:
                continue
            link = range(max(position - 1, tokens.start - _TITLE_WITHIN), tokens.start)
            named = any(position <= t.start < tokens.start for t, _, _ in self._people)
            return post if not named and any(words[i] in _APPOINTED for i in link) else None
        return None

    def _before(self, place: range, cue: range, anything: bool = False) -> Cluster | None:
        """The person named before the cue in its sentence; nothing that could be the subject may stand between them.

        ``anything`` may stand there where a title behind the cue shows that it is about a person.
        """
        near = [
            (t, c) for t, m, c in self._people if place.start <= t.start and t.stop <= cue.start and not m.anaphoric
        ]
        if not near and self._is_plain(place.start + 1, cue.start):
            return pronoun_subject(self._reading, self._passage.span(place.start, place.stop))
        if not near or cue.start - near[-1][0].stop > _NAME_WITHIN:
            return None
        return near[-1][1] if anything or self._is_plain(near[-1][0].stop, cue.start) else None

    def _is_plain(self, start: int, end: int) -> bool:
        """Whether only marks, degrees and particles stand between a name and a cue."""
        return {token.lower for token in self._passage.tokens[start:end] if token.text.islower()} <= _BETWEEN

    def _names(self, mention: Mention, person: Cluster) -> bool:
        return any(other.span == mention.span for other in person.mentions)

    def _seats(self, person: str, sentence: Span | None) -> list[_Seat]:
        """The posts that a person holds, as told in a sentence or anywhere."""
        return [
            _Seat(person, draft.object, draft.post, span)
            for draft in self._held
            if draft.subject == person
            for span in draft.spans
            if sentence is None or sentence.covers(span)
        ]


def _seat(
    person: Cluster | None, office: Cluster | None, post: PostMention, span: Span
) -> Iterator[tuple[_Seat, float]]:
    if person is not None and office is not None:
        yield _Seat(person.id, office.id, post.name, span), _SURE


def _one(seats: Sequence[_Seat]) -> Sequence[_Seat]:
    """The first of the seats where all are one and the same post, else none: which is meant is not told."""
    return seats[:1] if len({(seat.unit, seat.post) for seat in seats}) == 1 else []
