"""Article page: one article's text cut where something is mentioned or claimed, and what it claims."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.errors import NotFoundError
from kg.store import Store
from kg.views.entity import Quote
from kg.views.evidence import EVIDENCE_NAMES, EVIDENCE_PATTERN, Evidence, Source, as_they_stand, evidence_of, source_of
from kg.views.question import ask, node
from kg.views.statements import Statement, article_statements
from kg.views.things import Thing, things


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a field (``title`` or ``text``) that names a thing; offsets in code points."""

    field: str
    start: int
    end: int
    thing: Thing


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that is alike throughout, from ``start`` of its field on.

    ``mention`` is what it names; ``opens`` are the anchors of evidence that begins here, ``closes`` the numbers of the
    statements whose evidence ends here; ``shown`` says that it lies in the words that the reader asked to see.
    """

    text: str
    mention: Thing | None
    opens: tuple[str, ...]
    closes: tuple[int, ...]
    shown: bool
    start: int


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article to be read: its head, title and paragraphs in segments, what it claims, quotes and mentions.

    Statements are numbered from 1 in the order given; segments refer to these numbers. ``hidden`` counts the statements
    and quotes that are left out because they are not sure enough. ``copies`` are the other articles of nearly the same
    text, the earliest first.
    """

    source: Source
    author: str
    url: str
    title: tuple[Segment, ...]
    paragraphs: tuple[tuple[Segment, ...], ...]
    statements: tuple[Statement, ...]
    quotes: tuple[Quote, ...]
    mentioned: tuple[Thing, ...]
    hidden: int = 0
    copies: tuple[Source, ...] = ()


_COPIES = """SELECT DISTINCT ?article ?headline ?publisher ?published WHERE {
  { $article kg:nearCopyOf ?article } UNION { ?article kg:nearCopyOf $article }
  UNION { $article kg:nearCopyOf ?original . ?article kg:nearCopyOf ?original . FILTER(?article != $article) }
  OPTIONAL { ?article schema:headline ?headline } OPTIONAL { ?article schema:publisher ?publisher }
  OPTIONAL { ?article schema:datePublished ?published } } ORDER BY ?published ?article"""
_HEAD = """SELECT ?headline ?author ?publisher ?published ?url ?body WHERE { $article a kg:Article .
  OPTIONAL { $article schema:headline ?headline } OPTIONAL { $article schema:author ?author }
  OPTIONAL { $article schema:publisher ?publisher } OPTIONAL { $article schema:datePublished ?published }
  OPTIONAL { $article schema:url ?url } OPTIONAL { $article schema:articleBody ?body } }"""
_MENTIONS = """SELECT DISTINCT ?field ?start ?end ?other WHERE {
  ?target oa:hasSource $article ; kg:refersTo ?other ; kg:field ?field ; oa:hasSelector ?selector .
  ?selector oa:start ?start ; oa:end ?end . } ORDER BY ?field ?start DESC(?end) ?other"""
_QUOTES = f"""SELECT {EVIDENCE_NAMES} ?speaker WHERE {{ VALUES ?article {{ $article }}
  ?claim kg:speaker ?speaker ; schema:text ?exact . {EVIDENCE_PATTERN} }}"""
_QUOTATION = f"""SELECT {EVIDENCE_NAMES} WHERE {{ VALUES ?claim {{ $quotation }}
  ?claim a kg:Quotation ; schema:text ?exact . {EVIDENCE_PATTERN} }}"""
_MENTIONED = "SELECT DISTINCT ?other WHERE { $article schema:mentions ?other }"


def article_page(store: Store, iri: str, shown: str = "", min_confidence: float = 0.0) -> ArticlePage:
    """One article with its mentions and claims; raises ``NotFoundError`` where there is no such article.

    ``shown`` is the anchor of the words to point out (``char-120-180``), as ``Evidence.anchor`` gives it. Statements
    and quotes that are less sure than ``min_confidence`` are left out.
    """
    article = node(iri)
    head = ask(store, _HEAD, article=article)
    if not head:
        raise NotFoundError(f"no article {iri}")
    row = head[0]
    claimed = article_statements(store, iri)
    statements = tuple(s for s in claimed if s.confidence >= min_confidence)
    quoted = as_they_stand(ask(store, _QUOTES, article=article))
    placed = ask(store, _MENTIONS, article=article)
    mentioned = {r["other"] for r in ask(store, _MENTIONED, article=article)}
    named = things(store, mentioned | {r["other"] for r in placed} | {r["speaker"] for r in quoted})
    said = [Quote(named[r["speaker"]], evidence_of(r)) for r in quoted]
    quotes = tuple(quote for quote in said if float(quote.evidence.confidence) >= min_confidence)
    mentions = [Mention(r["field"], int(r["start"]), int(r["end"]), named[r["other"]]) for r in placed]
    numbered = [(number, e) for number, claim in enumerate(statements, 1) for e in claim.evidence]
    numbered += [(0, quote.evidence) for quote in quotes]
    return ArticlePage(
        source_of({**row, "article": iri}),
        row.get("author", ""),
        row.get("url", ""),
        cut("title", row.get("headline", ""), 0, mentions, numbered, shown),
        tuple(cut_paragraphs(row.get("body", ""), mentions, numbered, shown)),
        statements,
        quotes,
        tuple(sorted((named[other] for other in mentioned), key=lambda thing: (thing.type, thing.label, thing.iri))),
        len(claimed) - len(statements) + len(said) - len(quotes),
        tuple(map(source_of, ask(store, _COPIES, article=article))),
    )


def quotation_evidence(store: Store, iri: str) -> Evidence:
    """Where the words of a quotation stand; raises ``NotFoundError`` where there is no such quotation."""
    rows = ask(store, _QUOTATION, quotation=node(iri))
    if not rows:
        raise NotFoundError(f"no quotation {iri}")
    return evidence_of(rows[0])


def cut_paragraphs(
    body: str, mentions: Iterable[Mention], numbered: Iterable[tuple[int, Evidence]], shown: str
) -> Iterator[tuple[Segment, ...]]:
    """Each line of a text, cut; only what may lie in a line is looked at, for a text may be nothing but lines."""
    lines = [(match.start(), match[0]) for match in re.finditer(r"[^\n]+", body) if not match[0].isspace()]
    starts = [start for start, _ in lines]
    named: defaultdict[int, list[Mention]] = defaultdict(list)
    proofs: defaultdict[int, list[tuple[int, Evidence]]] = defaultdict(list)
    for mention in mentions:
        for line in _lines(starts, mention.start, mention.end):
            named[line].append(mention)
    for number, evidence in numbered:
        for line in _lines(starts, evidence.start, evidence.end):
            proofs[line].append((number, evidence))
    for line, (start, words) in enumerate(lines):
        yield cut("text", words, start, named[line], proofs[line], shown)


def _lines(starts: Sequence[int], start: int, end: int) -> range:
    """The places of the lines that have a part in a span; the last of them may lie behind it."""
    return range(max(bisect_right(starts, start) - 1, 0), bisect_right(starts, end))


def cut(
    field: str,
    line: str,
    offset: int,
    mentions: Sequence[Mention],
    numbered: Sequence[tuple[int, Evidence]],
    shown: str = "",
) -> tuple[Segment, ...]:
    """A line of a field, which begins at ``offset`` of it, cut wherever a mention or evidence begins or ends.

    Evidence comes with the number of its statement, or 0 where it has none; of mentions that overlap one is kept.
    """
    end, asked = offset + len(line), _span(shown)
    if not mentions and not numbered and asked[0] != field:
        return (Segment(line, None, (), (), False, offset),) if line else ()
    here = _apart(m for m in mentions if m.field == field and m.start < end and m.end > offset)
    proofs = [(n, e) for n, e in numbered if e.field == field and e.start < end and e.end >= offset]
    spans = [(m.start, m.end) for m in here] + [(e.start, e.end) for _, e in proofs]
    spans += [asked[1:]] if asked[0] == field else []
    cuts = sorted({offset, end, *(min(max(place, offset), end) for span in spans for place in span)})
    return tuple(
        Segment(
            line[start - offset : stop - offset],
            next((m.thing for m in here if m.start <= start < m.end), None),
            tuple(sorted({e.anchor for _, e in proofs if e.start == start})),
            tuple(sorted({n for n, e in proofs if e.end == stop and n})),
            asked[0] == field and asked[1] <= start < asked[2],
            start,
        )
        for start, stop in pairwise(cuts)
    )


def _apart(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that are highlighted: of two that overlap the one that begins first, then the longer."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.field, m.start, -m.end, m.thing.iri)):
        if not kept or kept[-1].field != mention.field or kept[-1].end <= mention.start:
            kept.append(mention)
    return kept


def _span(anchor: str) -> tuple[str, int, int]:
    match = re.fullmatch(r"(char|title)-(\d{1,9})-(\d{1,9})", anchor, re.ASCII)
    if match is None:
        return "", 0, 0
    return "title" if match[1] == "title" else "text", int(match[2]), int(match[3])
