"""Changes: a difference of two states of the graph as lists to read, as counts in words, and as JSON."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeAlias

from kg.model.difference import CHANGED_TYPES, KINDS, Change, Difference, Edge, Kind, Standing, type_of
from kg.views.language import Language
from kg.views.question import local_name, shortened
from kg.views.things import Thing

Counts = Mapping[str, Mapping[Kind, int]]
"""How many changes, by type and kind: ``Difference.counts``."""

_Worded: TypeAlias = tuple[tuple[str | Thing, ...], Change]

LARGEST = 50_000
"""Changes past which pages and feeds give the counts alone: to list them takes long."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change: the thing, or the relation's sentence in pieces; its standing before and after.

    ``support`` says in words how many articles support it; of an article it is empty. ``former`` is the name that a
    thing had before, where it has another now.
    """

    parts: tuple[str | Thing, ...]
    change: Change
    support: str
    former: str

    @property
    def text(self) -> str:
        """The thing's name, or the sentence."""
        return _joined(self.parts)


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes of one kind of things of one type (or "Edge"): those from ``offset`` on, out of ``total``."""

    type: str
    kind: Kind
    total: int
    offset: int
    lines: tuple[ChangeLine, ...]

    @property
    def key(self) -> str:
        """What an address calls the group: ``appeared-Person``."""
        return f"{self.kind}-{self.type}"


def change_groups(
    difference: Difference,
    language: Language,
    limit: int | None = None,
    types: Collection[str] = CHANGED_TYPES,
    key: str = "",
    offset: int = 0,
) -> tuple[ChangeGroup, ...]:
    """The changes of things of these types, group by group; of each group ``limit``, the best supported first.

    ``key`` names the only group to be told, from ``offset`` on.
    """
    found: dict[tuple[str, Kind], list[tuple[str | Edge, Change]]] = defaultdict(list)
    for iri, change in difference.things.items():
        if change.kind:
            found[type_of(iri), change.kind].append((iri, change))
    for edge, change in difference.edges.items():
        if change.kind:
            found["Edge", change.kind].append((edge, change))
    groups = [(type_, kind) for type_ in CHANGED_TYPES if type_ in types for kind in KINDS if (type_, kind) in found]
    return tuple(
        _group(type_, kind, found[type_, kind], difference, language, limit, offset)
        for type_, kind in groups
        if key in ("", f"{kind}-{type_}")
    )


def _group(
    type_: str,
    kind: Kind,
    changes: list[tuple[str | Edge, Change]],
    difference: Difference,
    language: Language,
    limit: int | None,
    offset: int,
) -> ChangeGroup:
    lines = tuple(
        ChangeLine(
            parts,
            change,
            support_in_words(change, language) if type_ != "Article" else "",
            shortened(change.former),
        )
        for parts, change in _shown(changes, difference, language, limit, offset)
    )
    return ChangeGroup(type_, kind, len(changes), offset, lines)


def _shown(
    changes: list[tuple[str | Edge, Change]], difference: Difference, language: Language, limit: int | None, offset: int
) -> list[_Worded]:
    """The changes from ``offset`` on in their order, in words: only what is as well supported as these is worded."""
    last = len(changes) if limit is None else offset + limit
    found: list[_Worded] = []
    passed = 0
    for _, group in groupby(sorted(changes, key=_rank), key=_rank):
        alike = list(group)
        if passed < last and passed + len(alike) > offset:
            worded = [(_parts(key, difference, language), change) for key, change in alike]
            worded.sort(key=lambda line: _joined(line[0]).casefold())
            found += worded[max(offset - passed, 0) : last - passed]
        passed += len(alike)
    return found


def _rank(change: tuple[str | Edge, Change]) -> int:
    return -max(change[1].before.articles, change[1].after.articles)


def _joined(parts: Iterable[str | Thing]) -> str:
    return "".join(part if isinstance(part, str) else part.label for part in parts)


def _parts(key: str | Edge, difference: Difference, language: Language) -> tuple[str | Thing, ...]:
    if isinstance(key, str):
        return (_thing(key, difference),)
    return language.edge(_thing(key.subject, difference), key.predicate, _thing(key.object, difference))


def _thing(iri: str, difference: Difference) -> Thing:
    return Thing(iri, shortened(difference.things[iri].label) or local_name(iri), type_of(iri))


def counts_in_words(counts: Counts, language: Language) -> list[str]:
    """The counts, a line for each kind of change: "New: 5 people, 1 event"; no line where nothing changed."""
    lines = []
    for kind in KINDS:
        counted = [
            language.counted(f"changes.counted.{type_}", counts[type_][kind])
            for type_ in CHANGED_TYPES
            if kind in counts.get(type_, {})
        ]
        if counted:
            lines.append(f"{language.text(f'changes.kinds.{kind}')}: {', '.join(counted)}")
    return lines


def support_in_words(change: Change, language: Language) -> str:
    """How many articles, and independent sources where these are fewer, support it: "1 → 3 articles"."""
    stands = [standing for standing in (change.before, change.after) if standing.articles]
    parts = [_from_to([s.articles for s in stands], "home.articles_count", language)]
    if any(standing.sources != standing.articles for standing in stands):
        parts.append(_from_to([s.sources for s in stands], "changes.sources", language))
    return ", ".join(parts)


def _from_to(numbers: list[int], key: str, language: Language) -> str:
    last = language.counted(key, numbers[-1])
    return last if len(set(numbers)) == 1 else f"{language.number(numbers[0])} → {last}"


def changes_json(difference: Difference, types: Collection[str] = CHANGED_TYPES) -> dict[str, Any]:
    """The changes of things of these types as JSON: ``counts``, ``things`` and ``edges``, each with its support."""
    counts = {type_: kinds for type_, kinds in difference.counts().items() if type_ in types}
    return {
        "counts": counts,
        "things": list(_things_json(difference, types)),
        "edges": list(_edges_json(difference)) if "Edge" in types else [],
    }


def _things_json(difference: Difference, types: Collection[str]) -> Iterable[dict[str, Any]]:
    for iri, change in difference.things.items():
        if change.kind and type_of(iri) in types:
            former = {"former": change.former} if change.former else {}
            yield {"iri": iri, "type": type_of(iri), "label": change.label, **former, **_change_json(change)}


def _edges_json(difference: Difference) -> Iterable[dict[str, Any]]:
    for edge, change in difference.edges.items():
        ends = [
            {"iri": iri, "type": type_of(iri), "label": difference.things[iri].label}
            for iri in (edge.subject, edge.object)
        ]
        yield {"subject": ends[0], "predicate": edge.predicate, "object": ends[1], **_change_json(change)}


def _change_json(change: Change) -> dict[str, Any]:
    return {"change": change.kind, "before": _standing_json(change.before), "after": _standing_json(change.after)}


def _standing_json(standing: Standing) -> dict[str, int]:
    return {"articles": standing.articles, "sources": standing.sources}
