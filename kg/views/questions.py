"""Questions: what a reader asks about events in the fields of a form, as one SPARQL query to read and change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal

from kg.views.question import node

ROLES = ("performedBy", "hostedBy", "ledBy", "receivedBy", "attendedBy")
"""What somebody may do at an event, as the names of relations from the event."""

THINGS = ("who", "whom", "where", "program")
"""The fields of a question that name a thing, each by its IRI."""

_TOWARDS = ("hostedBy", "receivedBy", "attendedBy", "heldAt")
_PATHS = {
    "whom": "|".join(f"kg:{relation}" for relation in _TOWARDS),
    "where": "kg:heldAt/kg:locatedIn*",
    "program": "kg:supports/kg:partOf*",
}
_BEFORE = """SELECT ?event (MIN(?label) AS ?name) (MIN(STR(?day)) AS ?date) (MIN(STR(?until)) AS ?end)
  (MIN(?sort) AS ?kind) (COUNT(DISTINCT ?article) AS ?articles) WHERE {
  ?event a kg:Event .
"""
_AFTER = """  OPTIONAL { ?event rdfs:label ?label }
  OPTIONAL { ?event kg:kind ?sort }
  OPTIONAL { ?article schema:mentions ?event }
}
GROUP BY ?event
ORDER BY DESC(?date) ?event
"""
_DAYS = """  OPTIONAL { ?event kg:date|schema:startDate ?day }
  OPTIONAL { ?event schema:endDate ?until }
"""


@dataclass(frozen=True, slots=True)
class Question:
    """Which events: ``who`` took part, in which ``role``, in what ``kind`` of event, facing ``whom``, where and when.

    Things and the kind are IRIs, ``role`` is one of ``ROLES``, ``start`` and ``end`` are ISO days; an empty field asks
    nothing. A role without somebody asks for the events at which anybody has it.
    """

    who: str = ""
    role: str = ""
    kind: str = ""
    whom: str = ""
    where: str = ""
    program: str = ""
    start: str = ""
    end: str = ""

    def __post_init__(self) -> None:
        """Raise ``ValueError`` for a role that there is not."""
        if self.role and self.role not in ROLES:
            raise ValueError(f"role must be one of {', '.join(ROLES)}")


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of an answer, the IRI of its ``kind``, its ISO days, and how many articles are about it."""

    iri: str
    name: str
    date: str
    end: str
    kind: str
    articles: int


def sparql(question: Question, comments: Mapping[str, str], note: Callable[[str, str], str]) -> str:
    """The query that answers a question: each event once, the latest first.

    ``note(field, value)`` words the comment above each condition, where ``value`` is what ``comments`` call the field's
    value. Every term is written by its own serialiser and no comment leaves its line, so that nothing of a reader or an
    article is read as SPARQL; raises ``NotFoundError`` for what is no IRI.
    """
    lines = []
    for field, condition in _conditions(question):
        lines.append(f"  # {_one_line(note(field, comments.get(field, '')))}\n  {condition}\n")
    return _BEFORE + "".join(lines) + _DAYS + _period(question, note) + _AFTER


def _conditions(question: Question) -> Iterator[tuple[str, str]]:
    if question.who or question.role:
        roles = (question.role,) if question.role else ROLES
        doing = "|".join(f"kg:{role}" for role in roles)
        yield "who", f"?event {doing} {node(question.who) if question.who else '[]'} ."
    if question.kind:
        yield "kind", f"?event kg:kind {node(question.kind)} ."
    for field, path in _PATHS.items():
        if iri := getattr(question, field):
            yield field, f"?event {path} {node(iri)} ."


def _period(question: Question, note: Callable[[str, str], str]) -> str:
    """An event is in the period where its days may lie in it: one of which only the month is known, if that does."""
    text = ""
    if question.start:
        last, first = "STR(COALESCE(?until, ?day))", Literal(question.start)
        text += (
            f"  # {_one_line(note('from', question.start))}\n  FILTER({last} >= SUBSTR({first}, 1, STRLEN({last})))\n"
        )
    if question.end:
        text += f"  # {_one_line(note('to', question.end))}\n  FILTER(STR(?day) <= {Literal(question.end)})\n"
    return text


def _one_line(text: str) -> str:
    r"""Without ends of lines, and without backslashes: SPARQL reads ``\u000A`` as an end of line even in a comment."""
    return " ".join(text.replace("\\", " ").split())
