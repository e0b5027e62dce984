"""Quotations: who said what and when, and about which programme, over all articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.store import Store
from kg.views.entity import Quote
from kg.views.evidence import EVIDENCE_NAMES, EVIDENCE_PATTERN, evidence_of, newest_first
from kg.views.folding import search_form
from kg.views.question import ask, node
from kg.views.things import Thing, things

_QUOTATIONS = """SELECT ?claim ?speaker ?text ?article ?published ?field ?start ?end WHERE {
  ?claim a kg:Quotation ; kg:speaker ?speaker ; schema:text ?text ; prov:wasDerivedFrom ?article ;
    oa:hasTarget ?target .
  ?target kg:field ?field ; oa:hasSelector ?selector . ?selector oa:start ?start ; oa:end ?end .
  OPTIONAL { ?article schema:datePublished ?published } }"""
_PROGRAMS = """SELECT DISTINCT ?program ?article ?field ?start ?end WHERE { ?program a kg:Program .
  ?target kg:refersTo ?program ; oa:hasSource ?article ; kg:field ?field ; oa:hasSelector ?selector .
  ?selector oa:start ?start ; oa:end ?end }"""
_SHOWN = f"""SELECT {EVIDENCE_NAMES} ?speaker WHERE {{ VALUES ?claim {{ $claims }}
  ?claim kg:speaker ?speaker ; schema:text ?exact . {EVIDENCE_PATTERN} }}"""


@dataclass(frozen=True, slots=True)
class Said:
    """Which quotations: with all words of ``text``, by one ``speaker``, naming a ``program``, published in a period.

    ``start`` and ``end`` are ISO days. An empty field leaves out nothing.
    """

    text: str = ""
    speaker: str = ""
    program: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class QuotationPage:
    """A page of quotations, the latest first, each with the programmes that its words name.

    ``speakers`` and ``programs`` count what the whole selection could be narrowed down to.
    """

    total: int
    offset: int
    quotes: tuple[tuple[Quote, tuple[Thing, ...]], ...]
    speakers: tuple[tuple[Thing, int], ...]
    programs: tuple[tuple[Thing, int], ...]


@dataclass(frozen=True, slots=True)
class _Quotation:
    claim: str
    speaker: str
    words: str
    published: str
    programs: tuple[str, ...]


class Quotations:
    """All quotations of a graph with what they can be chosen by, read once and kept in memory."""

    def __init__(self, quotations: Iterable[_Quotation]) -> None:
        self._quotations = sorted(quotations, key=lambda q: q.claim)
        self._quotations.sort(key=lambda q: q.published, reverse=True)

    @classmethod
    def of(cls, store: Store) -> Quotations:
        """The quotations that the graph holds now."""
        named: dict[tuple[str, str], list[tuple[int, int, str]]] = defaultdict(list)
        for row in ask(store, _PROGRAMS):
            named[row["article"], row["field"]].append((int(row["start"]), int(row["end"]), row["program"]))
        found: dict[str, _Quotation] = {}
        for row in sorted(ask(store, _QUOTATIONS), key=lambda r: (r["claim"], r["field"], int(r["start"]))):
            start, end = int(row["start"]), int(row["end"])
            programs = {p for s, e, p in named[row["article"], row["field"]] if start <= s and e <= end}
            words = f" {search_form(row['text'])}"
            quotation = _Quotation(
                row["claim"], row["speaker"], words, row.get("published", ""), tuple(sorted(programs))
            )
            found.setdefault(row["claim"], quotation)
        return cls(found.values())

    def chosen(self, store: Store, said: Said, limit: int = 50, offset: int = 0) -> QuotationPage:
        """The quotations of a selection; what the page shows is read from the store that they are of."""
        words = [f" {word}" for word in search_form(said.text).split()]
        found = [q for q in self._quotations if _is_chosen(q, said) and all(word in q.words for word in words)]
        shown = found[offset : offset + limit]
        speakers = Counter(q.speaker for q in found)
        programs = Counter(program for q in found for program in q.programs)
        named = things(store, {*speakers, *programs})
        rows = newest_first(ask(store, _SHOWN, claims=[node(q.claim) for q in shown])) if shown else []
        evidence = {row["claim"]: evidence_of(row) for row in reversed(rows)}
        return QuotationPage(
            len(found),
            offset,
            tuple(
                (Quote(named[q.speaker], evidence[q.claim]), tuple(named[p] for p in q.programs))
                for q in shown
                if q.claim in evidence
            ),
            _counted(speakers, named),
            _counted(programs, named),
        )


def _is_chosen(quotation: _Quotation, said: Said) -> bool:
    published = quotation.published
    return (
        said.speaker in ("", quotation.speaker)
        and (not said.program or said.program in quotation.programs)
        and (not said.start or published >= said.start)
        and (not said.end or "" < published[:10] <= said.end)
    )


def _counted(counts: Counter[str], named: dict[str, Thing]) -> tuple[tuple[Thing, int], ...]:
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1], named[entry[0]].label, entry[0]))
    return tuple((named[iri], count) for iri, count in ranked)
