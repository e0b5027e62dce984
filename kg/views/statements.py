"""Statements: claims as sentences-to-be, subject, predicate and object, each with its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from kg.errors import NotFoundError
from kg.store import Store
from kg.views.evidence import EVIDENCE_NAMES, EVIDENCE_PATTERN, Evidence, as_they_stand, evidence_of, newest_first
from kg.views.question import Filler, Row, ask, local_name, node
from kg.views.things import Thing, things


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim of one article: subject, predicate (local name), object, and the words it rests on.

    Of a post held, the object is the post, with its ``title`` and ``unit``.
    """

    claim: str
    subject: Thing
    predicate: str
    object: Thing
    evidence: tuple[Evidence, ...]

    @property
    def confidence(self) -> float:
        """How sure the extractor is of it."""
        return max(float(evidence.confidence) for evidence in self.evidence)


Order: TypeAlias = Callable[[list[Row]], list[Row]]

_STATEMENTS = f"""SELECT {EVIDENCE_NAMES} ?subject ?predicate ?object WHERE {{{{ {{pattern}}
  ?claim a kg:Claim ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
  {EVIDENCE_PATTERN.replace("{", "{{").replace("}", "}}")} }}}}"""
_BY_ARTICLE = "VALUES ?article { $article }"
_BY_THING = """{ SELECT DISTINCT ?claim WHERE { { ?claim rdf:subject $thing } UNION { ?claim rdf:object $thing }
  UNION { ?post org:postIn $thing . ?claim rdf:object ?post } } }"""
_BY_CLAIM = "VALUES ?claim { $claim }"


def article_statements(store: Store, article: str) -> tuple[Statement, ...]:
    """What one article claims, in the order of the words it rests on."""
    return _statements(store, _BY_ARTICLE, as_they_stand, article=node(article))


def statements_about(store: Store, iri: str) -> tuple[Statement, ...]:
    """Everything that any article claims about a thing, newest article first."""
    return _statements(store, _BY_THING, newest_first, thing=node(iri))


def statement(store: Store, claim: str) -> Statement:
    """The claim of that IRI; raises ``NotFoundError`` where there is none."""
    found = _statements(store, _BY_CLAIM, newest_first, claim=node(claim))
    if not found:
        raise NotFoundError(f"no claim {claim}")
    return found[0]


def _statements(store: Store, pattern: str, order: Order, **fillers: Filler) -> tuple[Statement, ...]:
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in order(ask(store, _STATEMENTS.format(pattern=pattern), **fillers)):
        rows[row["claim"]].append(row)
    ends = {row[end] for group in rows.values() for row in group[:1] for end in ("subject", "object")}
    named = things(store, ends)
    return tuple(
        Statement(
            claim, named[group[0]["subject"]], local_name(group[0]["predicate"]), named[group[0]["object"]],
            tuple(evidence_of(row) for row in group),
        )
        for claim, group in rows.items()
    )  # fmt: skip
