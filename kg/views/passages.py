"""Passages: where articles name a thing, in their own words."""

from __future__ import annotations

from collections.abc import Collection

from kg.store import Store
from kg.views.evidence import WORDS_PATTERN, Evidence, evidence_of
from kg.views.question import ask, node

_PASSAGES = f"""SELECT ?article ?headline ?publisher ?published ?field ?start ?end ?exact ?before ?after WHERE {{
  VALUES ?article {{ $articles }} ?article schema:mentions $thing .
  GRAPH ?article {{ ?target kg:refersTo $thing }} {WORDS_PATTERN} }}"""


def passages(store: Store, iri: str, articles: Collection[str]) -> dict[str, Evidence]:
    """Article IRI to the first place in its text (else its title) where it names the thing; not all may."""
    found: dict[str, Evidence] = {}
    if articles:
        named = [node(article) for article in sorted(articles)]
        rows = ask(store, _PASSAGES, thing=node(iri), articles=named)
        for row in sorted(rows, key=lambda r: (r["field"] != "text", int(r["start"]), int(r["end"]))):
            found.setdefault(row["article"], evidence_of(row))
    return found
