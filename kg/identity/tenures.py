"""Tenures: when a person held a post, by what articles saw and what they say of its start and end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Article, Boundary, Extraction, PartialDate, Statement
from kg.rdf.iris import article_iri, claim_iri, tenure_iri
from kg.rdf.quads import CanonicalMap, is_day, post_key
from kg.rdf.tenures import Limit, lingers_past, term_days
from kg.rdf.terms import LABEL, ORG, PROV, TYPE, XSD, date_literal, named_graph, ontology
from kg.settings import Settings
from kg.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, order=True)
class Seat:
    """A post as a person's: IRIs, the tenure's label, the title without "Plt." and in small letters, whether acting."""

    person: str
    post: str
    unit: str
    label: str
    title: str
    acting: bool


@dataclass(frozen=True, slots=True)
class Held:
    """An article says that a person holds a post; ``day`` is that of publication (ISO, or empty)."""

    seat: Seat
    day: str


@dataclass(frozen=True, slots=True)
class Stated:
    """An article says that a term of office begins or ends; ``claim`` and ``article`` are the ids of who says so."""

    seat: Seat
    limit: Limit
    claim: str
    article: str


@dataclass(frozen=True, slots=True)
class Succession:
    """An article says that somebody takes over; ``predecessor`` is whom, ``successor`` in which post he follows."""

    predecessor: str
    successor: Seat
    limit: Limit
    claim: str
    article: str


Observation = Held | Stated | Succession
"""What an article says of who holds posts, and from when to when."""


def observations(
    article: Article, extraction: Extraction, canonical: CanonicalMap, vocabulary: Vocabulary
) -> list[Observation]:
    """What an article says of posts; what it denies, plans or merely alleges is no observation.

    A post is held for the time being where it begins with such a word of the vocabulary (Plt., Penjabat). What an
    article dates to a month or year, or not at all, was so by the end of that time, or by the day of publication.
    """
    return _Article(article, extraction, canonical, vocabulary).observations()


class _Article:
    def __init__(
        self, article: Article, extraction: Extraction, canonical: CanonicalMap, vocabulary: Vocabulary
    ) -> None:
        self.id, self.extraction, self.canonical = article.id, extraction, canonical
        self.day = article.published if is_day(article.published) else ""
        self.prefixes = tuple(f"{row.form} ".casefold() for row in vocabulary.titles if row.role == "prefix")

    def observations(self) -> list[Observation]:
        asserted = [s for s in self.extraction.statements if s.certainty == "asserted"]
        held = [Held(self._seat(s.subject, s.object, s), self.day) for s in asserted if s.predicate == "holdsPost"]
        stated = [found for boundary in self.extraction.boundaries for found in self._stated(boundary)]
        taken = {o.seat: Limit("end", "proposed", self.day, dated=False) for o in held}
        taken |= {
            o.seat: Limit("end", "proposed", o.limit.day, o.limit.dated) for o in stated if o.limit.side == "start"
        }
        followed = [found for s in asserted if s.predicate == "succeeds" for found in self._succession(s, taken)]
        return [*held, *stated, *followed]

    def _seat(self, person_id: str, unit_id: str, claim: Statement | Boundary) -> Seat:
        person, post, unit = (self.canonical[self.id, key] for key in (person_id, post_key(claim), unit_id))
        title = post.label.casefold()
        acting = title.startswith(self.prefixes)
        for prefix in self.prefixes:
            title = title.removeprefix(prefix)
        return Seat(person.iri, post.iri, unit.iri, f"{person.label}: {post.label} {unit.label}", title, acting)

    def _stated(self, boundary: Boundary) -> Iterator[Stated]:
        exact = is_day(boundary.day)
        latest = PartialDate(boundary.day).latest.isoformat() if boundary.day else self.day
        day = min(latest, self.day or latest)
        if day:
            limit = Limit(boundary.side, "stated", day, exact and day == boundary.day)
            seat = self._seat(boundary.person, boundary.unit, boundary)
            yield Stated(seat, limit, self.extraction.boundary_id(boundary), self.id)

    def _succession(self, statement: Statement, taken: dict[Seat, Limit]) -> list[Succession]:
        """Of a post that the successor holds in two ways (first "Plt.") the one whose day is told."""
        new, old = (self.canonical[self.id, id_].iri for id_ in (statement.subject, statement.object))
        found: dict[tuple[str, str], Succession] = {}
        for seat, limit in sorted(taken.items(), key=lambda item: (not item[1].dated, item[1].day, item[0])):
            if seat.person == new != old and limit.day:
                one = Succession(old, seat, limit, self.extraction.statement_id(statement), self.id)
                found.setdefault((seat.unit, seat.title), one)
        return list(found.values())


@dataclass(slots=True)
class _Term:
    """One term of office: the days on which it was seen, and what is said of its limits with claim and article."""

    seat: Seat
    days: set[str] = field(default_factory=set)
    said: set[tuple[Limit, str, str]] = field(default_factory=set)

    @property
    def first(self) -> str:
        """The first day that anything is known of it."""
        return min([*self.days, *(limit.day for limit, _, _ in self.said)], default="")

    @property
    def began(self) -> str:
        """The first day that it is known to have begun by; empty where only its end is told."""
        return min([*self.days, *(limit.day for limit, _, _ in self.said if limit.side == "start")], default="")


def tenure_quads(observed: Iterable[Observation], settings: Settings) -> list[Quad]:
    """The tenures in the identity graph: of each person in each post one, or one for each time that he held it.

    A term goes from the first to the last day observed; its limits are those that articles state, or that a succession
    proposes. The order of ``observed`` does not matter.
    """
    terms: dict[tuple[str, str], list[_Term]] = {}
    by_post: dict[tuple[str, str], list[Held | Stated]] = defaultdict(list)
    successions: set[Succession] = set()
    for one in observed:
        if isinstance(one, Succession):
            successions.add(one)
        else:
            by_post[one.seat.person, one.seat.post].append(one)
    for key in sorted(by_post):
        terms[key] = _terms(by_post[key])
    by_person: dict[str, list[_Term]] = defaultdict(list)
    for (person, _), held in terms.items():
        by_person[person] += held
    for succession in successions:
        _propose_end(succession, by_person[succession.predecessor])
    return [
        quad
        for found in terms.values()
        for index, term in enumerate(found)
        for quad in _Writer(settings).tenure(term, since=term.first if index else "")
    ]


def _terms(known: list[Held | Stated]) -> list[_Term]:
    """The terms of one person in one post, in order of time: a new one begins where an end lies before it."""
    seat = min(one.seat for one in known)
    said = [one for one in known if isinstance(one, Stated)]
    ends = sorted({one.limit.day for one in said if one.limit.side == "end"})
    starts = {one.limit.day for one in said if one.limit.side == "start" and one.limit.dated}
    found: dict[int, _Term] = defaultdict(lambda: _Term(seat))

    def ended(day: str) -> int:
        """How many of the ends lie before a day: titles linger for a while, unless the next term has begun."""
        return sum(end < day and (lingers_past(end, day) or any(end < s <= day for s in starts)) for end in ends)

    for one in known:
        if isinstance(one, Held):
            found[ended(one.day) if one.day else 0].days |= {one.day} - {""}
        elif one.limit.side == "start":
            found[ended(one.limit.day)].said.add((one.limit, one.claim, one.article))
    for one in said:
        if one.limit.side == "end":
            index = max((i for i in found if i <= ends.index(one.limit.day)), default=-1)
            found[index].said.add((one.limit, one.claim, one.article))
    return [found[index] for index in sorted(found)]


def _propose_end(succession: Succession, terms: Iterable[_Term]) -> None:
    """Let the last term of the predecessor in the same post, acting or not, that began by then end with it."""
    to = succession.successor
    alike = [t for t in terms if (t.seat.unit, t.seat.title) == (to.unit, to.title)]
    begun = [term for term in alike if term.began and term.began <= succession.limit.day]
    if begun:
        term = max(begun, key=lambda t: (t.began, not t.seat.acting, t.seat))
        term.said.add((succession.limit, succession.claim, succession.article))


class _Writer:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.kg = ontology(settings.ontology_iri)
        self.graph = named_graph("identity", settings)

    def tenure(self, term: _Term, since: str) -> Iterator[Quad]:
        kg, seat = self.kg, term.seat
        node = NamedNode(tenure_iri(seat.person, seat.post, self.settings, since))
        facts: list[tuple[NamedNode, NamedNode | Literal]] = [
            (TYPE, kg["Tenure"]),
            (LABEL, Literal(seat.label)),
            (ORG["member"], NamedNode(seat.person)),
            (kg["post"], NamedNode(seat.post)),
            (ORG["organization"], NamedNode(seat.unit)),
            (kg["acting"], _boolean(seat.acting)),
        ]
        if term.days:
            facts += [(kg["firstObserved"], date_literal(min(term.days)))]
            facts += [(kg["lastObserved"], date_literal(max(term.days)))]
        days = term_days((limit for limit, _, _ in term.said), max(term.days, default=""))
        facts += [(kg[name], date_literal(day)) for name, day in days.items()]
        said = sorted(term.said, key=lambda one: (one[0].side, one[0].day, one[1]))
        limits = [(NamedNode(f"{node.value}/{limit.side}/{claim}"), limit, claim, by) for limit, claim, by in said]
        facts += [(kg["boundary"], boundary) for boundary, _, _, _ in limits]
        yield from (Quad(node, predicate, value, self.graph) for predicate, value in facts)
        for boundary, limit, claim, article in limits:
            yield from self._boundary(boundary, limit, claim, article)

    def _boundary(self, node: NamedNode, limit: Limit, claim: str, article: str) -> Iterator[Quad]:
        facts: list[tuple[NamedNode, NamedNode | Literal]] = [
            (TYPE, self.kg["Boundary"]),
            (self.kg["side"], Literal(limit.side)),
            (self.kg["status"], Literal(limit.status)),
            (self.kg["day"], date_literal(limit.day)),
            (self.kg["dated"], _boolean(limit.dated)),
            (self.kg["basis"], NamedNode(claim_iri(claim, self.settings))),
            (PROV["wasDerivedFrom"], NamedNode(article_iri(article, self.settings))),
        ]
        yield from (Quad(node, predicate, value, self.graph) for predicate, value in facts)


def _boolean(value: bool) -> Literal:
    return Literal(str(value).lower(), datatype=XSD["boolean"])
