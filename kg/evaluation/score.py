"""Scores: precision, recall and F1 of an extractor against gold, with every miss and every extra."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.evaluation.alignment import align, likeness, words
from kg.evaluation.annotation import Annotation, Fact
from kg.evaluation.bootstrap import interval
from kg.evaluation.calibration import Judgement, expected_error
from kg.evaluation.tally import Tally, f1
from kg.model import ENTITY_TYPES, PREDICATES

PARTICIPATION = ("performedBy", "hostedBy", "ledBy", "receivedBy", "attendedBy")
ANY_ROLE = "participation (any role)"
DATES, KINDS = "event dates", "kinds"
FIGURES = ("entities", *ENTITY_TYPES, "facts", *PREDICATES, ANY_ROLE, "quotes")
_SAME_POST = 0.85
_SAME_QUOTE = 0.9

_Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One miss or extra: in which article, of which figure ("Person", "holdsPost", "quotes"), in words."""

    article_id: str
    figure: str
    words: str


@dataclass(slots=True)
class Score:
    """The figures of one or more articles.

    ``dates`` and ``kinds`` count, among aligned entities, the event dates and the kinds of events and units that are
    right, out of all. ``wrong`` lists those that are not. ``articles`` holds each article's own tallies (those of
    ``FIGURES``, ``DATES`` and ``KINDS``), ``judged`` the confidence of each statement of each and whether it is right.
    """

    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIGURES})
    dates: list[int] = field(default_factory=lambda: [0, 0])
    kinds: list[int] = field(default_factory=lambda: [0, 0])
    missed: list[Difference] = field(default_factory=list)
    extra: list[Difference] = field(default_factory=list)
    wrong: list[Difference] = field(default_factory=list)
    articles: list[dict[str, Tally]] = field(default_factory=list)
    judged: list[list[Judgement]] = field(default_factory=list)

    def interval(self, figure: str, rounds: int = 1000) -> tuple[float, float]:
        """The 95 % interval of the F1 of ``figure``, or of the share of right ``DATES`` or ``KINDS``."""
        return interval([tallies.get(figure, Tally()) for tallies in self.articles], f1, rounds)

    @property
    def calibration_error(self) -> float:
        """The expected calibration error over all statements."""
        return _error(self.judged)

    def calibration_interval(self, rounds: int = 1000) -> tuple[float, float]:
        """The 95 % interval of the expected calibration error."""
        return interval(self.judged, _error, rounds)


def score(golds: Iterable[Annotation], answers: Mapping[str, Annotation]) -> Score:
    """The score of ``answers`` (by article id) against gold; an article without an answer counts as found empty."""
    total = Score()
    for gold in golds:
        _Comparison(gold, answers.get(gold.id, Annotation(gold.id)), total).run()
    return total


class _Comparison:
    """One article's gold and answer, aligned and counted into the total."""

    def __init__(self, gold: Annotation, answer: Annotation, total: Score) -> None:
        self.gold, self.answer, self.total = gold, answer, total
        self.to_gold = align(gold, answer)
        self.gold_by_id = {e.id: e for e in gold.entities}
        self.answer_by_id = {e.id: e for e in answer.entities}
        self.tallies: dict[str, Tally] = defaultdict(Tally)
        self.details = {DATES: Tally(), KINDS: Tally()}

    def run(self) -> None:
        self._entities()
        self._details()
        self._facts()
        self._quotes()
        self.total.articles.append({**self.tallies, **self.details})
        for name, tally in self.tallies.items():
            self.total.tallies[name].add(tally.hit, tally.gold, tally.found)

    def _count(self, figures: Sequence[str], hit: int, gold: int, found: int) -> None:
        for figure in figures:
            self.tallies[figure].add(hit, gold, found)

    def _note(self, where: list[Difference], figure: str, text: str) -> None:
        where.append(Difference(self.gold.id, figure, text))

    def _entities(self) -> None:
        for kind in ENTITY_TYPES:
            gold = [e for e in self.gold.entities if e.type == kind]
            found = [e for e in self.answer.entities if e.type == kind]
            self._count((kind, "entities"), sum(e.id in self.to_gold for e in found), len(gold), len(found))
        reached = set(self.to_gold.values())
        for entity in self.gold.entities:
            if entity.id not in reached:
                self._note(self.total.missed, entity.type, f"{entity.name} ({entity.kind or '-'})")
        for entity in self.answer.entities:
            if entity.id not in self.to_gold:
                self._note(self.total.extra, entity.type, f"{entity.name} ({entity.kind or '-'})")

    def _details(self) -> None:
        for answer_id, gold_id in self.to_gold.items():
            gold, answer = self.gold_by_id[gold_id], self.answer_by_id[answer_id]
            if gold.type == "Event" and gold.date:
                self._right(DATES, "date", gold.name, gold.date, answer.date)
            if gold.type in ("Event", "Unit"):
                self._right(KINDS, "kind", gold.name, gold.kind, answer.kind)

    def _right(self, figure: str, what: str, name: str, gold: str, answer: str) -> None:
        counts = self.total.dates if figure == DATES else self.total.kinds
        counts[0] += gold == answer
        counts[1] += 1
        self.details[figure].add(gold == answer, 1, 1)
        if gold != answer:
            self._note(self.total.wrong, what, f"{name}: {answer or '-'}, not {gold or '-'}")

    def _facts(self) -> None:
        gold, found = _triples(self.gold, None), _triples(self.answer, self.to_gold)
        for predicate in PREDICATES:
            wanted = {t for t in gold if t[1] == predicate}
            given = {t for t in found if t[1] == predicate}
            hits = {t for t in wanted & given if predicate != "holdsPost" or _same_post(gold[t], found[t])}
            self._count((predicate, "facts"), len(hits), len(wanted), len(given))
            for triple in sorted(wanted - hits):
                self._note(self.total.missed, predicate, self._in_words(triple, gold[triple]))
            for triple in sorted(given - hits):
                self._note(self.total.extra, predicate, self._in_words(triple, found[triple]))
        self.total.judged.append([(fact.confidence, self._is_right(fact, gold)) for fact in self.answer.facts])
        wanted_roles, given_roles = _roles(gold), _roles(found)
        self._count((ANY_ROLE,), len(wanted_roles & given_roles), len(wanted_roles), len(given_roles))

    def _is_right(self, fact: Fact, gold: Mapping[_Triple, Sequence[str]]) -> bool:
        posts = gold.get(_triple(fact, self.to_gold))
        return posts is not None and (fact.predicate != "holdsPost" or _same_post(posts, [fact.post]))

    def _quotes(self) -> None:
        free = list(self.gold.quotes)
        hit = 0
        for speaker, text in self.answer.quotes:
            match = next(
                (
                    q
                    for q in free
                    if q[0] == self.to_gold.get(speaker) and likeness(q[1].lower(), text.lower()) >= _SAME_QUOTE
                ),
                None,
            )
            if match is not None:
                free.remove(match)
                hit += 1
            else:
                name = self.answer_by_id[speaker].name if speaker in self.answer_by_id else speaker
                self._note(self.total.extra, "quotes", f"{name}: {text}")
        self._count(("quotes",), hit, len(self.gold.quotes), len(self.answer.quotes))
        for speaker, text in free:
            self._note(self.total.missed, "quotes", f"{self.gold_by_id[speaker].name}: {text}")

    def _in_words(self, triple: _Triple, posts: Sequence[str]) -> str:
        subject, predicate, other = (self._name(triple[0]), triple[1], self._name(triple[2]))
        post = f" [{' | '.join(posts)}]" if predicate == "holdsPost" else ""
        return f"{subject} | {predicate}{post} | {other}"

    def _name(self, identifier: str) -> str:
        if identifier.startswith("?"):
            entity = self.answer_by_id.get(identifier[1:])
            return f"?{entity.name}" if entity else identifier
        return self.gold_by_id[identifier].name if identifier in self.gold_by_id else identifier


def _triples(annotation: Annotation, to_gold: Mapping[str, str] | None) -> dict[_Triple, list[str]]:
    """Subject, predicate, object with the posts held; an answer's ids as gold's, ``?id`` where gold has none."""
    triples: dict[_Triple, list[str]] = {}
    for fact in annotation.facts:
        triples.setdefault(_triple(fact, to_gold), []).append(fact.post)
    return triples


def _triple(fact: Fact, to_gold: Mapping[str, str] | None) -> _Triple:
    subject, other = fact.subject, fact.object
    if to_gold is not None:
        subject, other = to_gold.get(subject, f"?{subject}"), to_gold.get(other, f"?{other}")
    if fact.predicate == "cooperatesWith" and subject > other:
        subject, other = other, subject
    return subject, fact.predicate, other


def _roles(triples: Iterable[_Triple]) -> set[tuple[str, str]]:
    return {(subject, other) for subject, predicate, other in triples if predicate in PARTICIPATION}


def _same_post(gold: Iterable[str], found: Sequence[str]) -> bool:
    return any(_alike(" ".join(words(g)), " ".join(words(f))) for g in gold for f in found)


def _alike(one: str, other: str) -> bool:
    return one == other or likeness(one, other) >= _SAME_POST


def _error(judged: Iterable[Sequence[Judgement]]) -> float:
    return expected_error([judgement for article in judged for judgement in article])
