"""Tenures: who held a post from when to when, each day with the words that tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pyoxigraph import NamedNode

from kg.rdf.tenures import Limit, term_days
from kg.store import Store
from kg.views.evidence import EVIDENCE_NAMES, EVIDENCE_PATTERN, Evidence, evidence_of, newest_first
from kg.views.facts import Window
from kg.views.question import Row, ask, local_name, node
from kg.views.things import Thing, things

HEADS = frozenset(
    ("Kepala", "Ketua", "Menteri", "Direktur Jenderal", "Rektor", "Gubernur", "Bupati", "Wali Kota", "Camat")
)
"""The titles that, with nothing after them, head a body."""

Status = Literal["stated", "latest", "proposed", "proposed_latest", "seen"]
"""How a day is known: stated (or only the latest), proposed by a succession (or only the latest), or seen."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day (ISO) on which a tenure begins, ends or is seen, how it is known, and the words that tell it."""

    day: str
    status: Status
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person in a post. All days are ISO or empty.

    ``first`` and ``last`` are when articles saw it, ``start`` and ``end`` what they state, ``proposed_end`` what a
    succession proposes. ``begins`` and ``ends`` are the days to show, None where nothing is known: what is stated, else
    what is proposed, else what is seen. ``end_given`` is whether an article gives the very day of the end.
    """

    iri: str
    person: Thing
    post: Thing
    acting: bool
    first: str
    last: str
    start: str
    end: str
    proposed_end: str
    end_given: bool
    begins: Day | None
    ends: Day | None

    @property
    def since(self) -> str:
        """The first day by which the person is known to hold the post; empty where only an end is known."""
        return min(filter(None, (self.start, self.first)), default="")

    @property
    def order(self) -> tuple[str, ...]:
        """In order of time."""
        days = (self.start, self.first, self.last, self.end)
        return (min(filter(None, days), default="9"), self.end or self.last, self.person.iri, self.post.iri)

    @property
    def seen_apart(self) -> bool:
        """Whether ``begins`` and ``ends`` leave unsaid when articles saw it."""
        told = {day.day for day in (self.begins, self.ends) if day is not None and day.status == "seen"}
        return bool(self.first) and not {self.first, self.last} <= told

    @property
    def heads(self) -> bool:
        """Whether the post is that of who heads the unit, acting or not."""
        title = self.post.title
        return title in HEADS or (self.acting and any(title.endswith(f" {head}") for head in HEADS))


_TENURES = """SELECT DISTINCT ?tenure WHERE {
  { ?tenure org:member $entity } UNION { ?tenure org:organization $entity } UNION { ?tenure kg:post $entity } }"""
# Asked of the tenures by name: a store would join all tenures with all claims first.
_PARTS = """SELECT ?tenure ?name ?value WHERE { VALUES ?tenure { $tenures }
  VALUES ?name { org:member kg:post kg:acting kg:firstObserved kg:lastObserved } ?tenure ?name ?value }"""
# The two below end in what leaves out unsure claims. Only the claims of a tenure's first and last day are asked for,
# unless some are left out: then it may have others.
_BOUNDARIES = """SELECT DISTINCT ?tenure ?side ?status ?day ?dated ?claim WHERE { VALUES ?tenure { $tenures }
  ?tenure kg:boundary ?boundary .
  ?boundary kg:side ?side ; kg:status ?status ; kg:day ?day ; kg:dated ?dated ; kg:basis ?claim . """
_SEEN = """SELECT DISTINCT ?tenure ?on ?claim WHERE { VALUES ?tenure { $tenures }
  ?tenure org:member ?person ; kg:post ?post ; kg:firstObserved ?first ; kg:lastObserved ?last .
  ?claim rdf:subject ?person ; rdf:predicate kg:holds ; rdf:object ?post ; kg:certainty "asserted" ;
    prov:wasDerivedFrom/schema:datePublished ?on . """
_ENDS, _BETWEEN = "FILTER(?on = ?first || ?on = ?last)", "FILTER(?on >= ?first && ?on <= ?last)"
_EVIDENCE = f"SELECT {EVIDENCE_NAMES} WHERE {{ VALUES ?claim {{ $claims }} {EVIDENCE_PATTERN} }}"


def tenures(store: Store, entity: NamedNode, window: Window = Window()) -> tuple[Tenure, ...]:  # noqa: B008 - frozen
    """The tenures of a person, in a unit or area, or of a post, oldest first.

    What no claim as sure as ``window`` asks tells is left out, days and whole tenures.
    """
    asked = [node(row["tenure"]) for row in ask(store, _TENURES, entity=entity)]
    if not asked:
        return ()
    parts: dict[str, Row] = defaultdict(dict)
    for row in ask(store, _PARTS, tenures=asked):
        parts[row["tenure"]][local_name(row["name"])] = row["value"]
    sure, least = window.sure, window.least
    limits = _by_tenure(ask(store, f"{_BOUNDARIES}{sure} }} ORDER BY ?claim", tenures=asked, least=least))
    among = _BETWEEN if sure else _ENDS
    seen = _by_tenure(ask(store, f"{_SEEN}{among} {sure} }} ORDER BY ?on ?claim", tenures=asked, least=least))
    named = things(store, {row[end] for row in parts.values() for end in ("member", "post")})
    found = [_Known(iri, row, seen[iri], limits[iri]) for iri, row in parts.items()]
    words = _words(store, {claim for one in found for claim in one.claims})
    shown = (one for one in found if one.seen or one.is_stated or not sure)
    return tuple(sorted((one.tenure(named, words) for one in shown), key=lambda tenure: tenure.order))


def _by_tenure(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["tenure"]].append(row)
    return found


def _words(store: Store, claims: Iterable[str]) -> dict[str, Evidence]:
    """The first words behind each claim."""
    found: dict[str, Evidence] = {}
    asked = [node(claim) for claim in sorted(claims)]
    for row in newest_first(ask(store, _EVIDENCE, claims=asked)) if asked else ():
        found.setdefault(row["claim"], evidence_of(row))
    return found


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of one tenure: its own properties, when it was seen (in order), and its boundaries."""

    iri: str
    row: Row
    seen: list[Row]
    limits: list[Row]

    @property
    def is_stated(self) -> bool:
        return any(row["status"] == "stated" for row in self.limits)

    @property
    def claims(self) -> set[str]:
        return {row["claim"] for row in (*self.seen[:1], *self.seen[-1:], *self.limits)}

    def tenure(self, named: dict[str, Thing], words: dict[str, Evidence]) -> Tenure:
        row = self.row
        first = self.seen[0]["on"] if self.seen else row.get("firstObserved", "")
        last = self.seen[-1]["on"] if self.seen else row.get("lastObserved", "")
        days = term_days((_limit(limit) for limit in self.limits), last)
        start, end, proposed = (days.get(name, "") for name in ("start", "end", "proposedEnd"))
        over = self._told("end", "stated", end, words)
        return Tenure(
            self.iri, named[row["member"]], named[row["post"]], row["acting"] == "true",
            first, last, start, end, proposed, over is not None and over.status == "stated",
            self._told("start", "stated", start, words) or self._saw(first, 0, words),
            over or self._told("end", "proposed", proposed, words) or self._saw(last, -1, words),
        )  # fmt: skip

    def _saw(self, day: str, index: int, words: dict[str, Evidence]) -> Day | None:
        """The first or last day on which it was seen."""
        return Day(day, "seen", words.get(self.seen[index]["claim"]) if self.seen else None) if day else None

    def _told(
        self, side: str, status: Literal["stated", "proposed"], day: str, words: dict[str, Evidence]
    ) -> Day | None:
        """The day that the boundaries of a side come to, by the one that tells it best."""
        alike = [row for row in self.limits if (row["side"], row["status"], row["day"]) == (side, status, day)]
        if not alike:
            return None
        best = min(alike, key=lambda row: (row["dated"] != "true", row["claim"]))
        given: Status = "stated" if status == "stated" else "proposed"
        latest: Status = "latest" if status == "stated" else "proposed_latest"
        return Day(day, given if best["dated"] == "true" else latest, words.get(best["claim"]))


def _limit(row: Row) -> Limit:
    side: Literal["start", "end"] = "start" if row["side"] == "start" else "end"
    status: Literal["stated", "proposed"] = "stated" if row["status"] == "stated" else "proposed"
    return Limit(side, status, row["day"], row["dated"] == "true")
