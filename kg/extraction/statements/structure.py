"""Structure: which unit is part of which, and where units are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.mentions.lexicon import Lexicon, fold_text, lexicon
from kg.extraction.mentions.unit_names import UnitMention, compared_tail
from kg.extraction.statements.draft import Draft
from kg.model import Mention, Span
from kg.vocabulary import Vocabulary

_BELOW = ("di bawah naungan", "di bawah", "yang berada di bawah", "unit pelaksana teknis", "milik", "bagian dari")
_BRANCHES = frozenset(
    [(kind, "Kanwil") for kind in ("Lapas", "Rutan", "Bapas", "LPKA", "LPP", "Rupbasan", "Kantor Imigrasi", "Rudenim")]
    + [("Kanwil", "Kementerian"), ("Ditjen", "Kementerian")]
)
_UNPLACED = frozenset({"Tim", "Kementerian", "Media"})
# Kinds whose names may end in a place that no mention says: a department's is completed, a university's known.
_NAMED_WHOLE = frozenset({"Dinas", "Pendidikan"})
_AT = frozenset({",", "di", ", di", "yang berlokasi di", "yang terletak di", "yang berada di", "berlokasi di", "("})


def structure_statements(reading: Reading, vocabulary: Vocabulary) -> list[Draft]:
    """``partOf`` between units and ``locatedIn`` from a unit to a place."""
    terms = lexicon(vocabulary)
    return [*_parts(reading, vocabulary), *_name_places(reading, terms), *_stated_places(reading)]


def _parts(reading: Reading, vocabulary: Vocabulary) -> Iterator[Draft]:
    """A unit whose name ends in that of its parent, or that stands right before it."""
    units = reading.of_type("Unit")
    for unit in units:
        span = _body_span(unit, reading)
        for parent in units:
            if unit.id != parent.id and any(_ends_in(unit.name, name) for name in _names(parent)):
                yield Draft(unit.id, "partOf", parent.id, (span,), 0.85, "name ends in parent's")
    for (first, unit), (second, parent) in pairwise(reading.mentions("Unit")):
        if unit.id == parent.id or not _same_sentence(reading, first, second):
            continue
        between = reading.document.text[first.span.end : second.span.start].strip().lower()
        if between.strip(" ,") in _BELOW or (not between and _is_branch(first, second, vocabulary)):
            span = Span(first.span.start, second.span.end)
            yield Draft(unit.id, "partOf", parent.id, (span,), 0.8, "unit before its parent")


def _names(cluster: Cluster) -> set[str]:
    return {cluster.name, *(m.name for m in cluster.mentions if not m.anaphoric)}


def _ends_in(name: str, parent: str) -> bool:
    whole, end = fold_text(name), fold_text(parent)
    return len(end.split()) > 1 and whole != end and whole.endswith(f" {end}")


def _is_branch(first: Mention, second: Mention, vocabulary: Vocabulary) -> bool:
    """Whether the types of two units that stand side by side are those of a branch and its parent."""
    if not (isinstance(first, UnitMention) and isinstance(second, UnitMention) and first.unit_type):
        return False
    parent = vocabulary.unit_type_by_id[first.unit_type].parent_type
    return bool(second.unit_type) and (parent == second.unit_type or (first.kind, second.kind) in _BRANCHES)


def _name_places(reading: Reading, terms: Lexicon) -> Iterator[Draft]:
    """A unit named by class and place, where the text also speaks of the place alone."""
    places = [(compared_tail(place.name, terms), place) for place in reading.of_type("Place") if place.kind != "site"]
    for unit in reading.of_type("Unit"):
        tails = {m.tail for m in unit.mentions if isinstance(m, UnitMention) and m.tail}
        tails |= {compared_tail(unit.name, terms)} if unit.kind in _NAMED_WHOLE else set()
        if unit.kind in _UNPLACED:
            continue
        fitting = [p for name, p in places if name and any(t == name or t.endswith(f" {name}") for t in tails)]
        fitting = [p for p in fitting if not _contradicts(unit, p)]
        larger = [p for p in fitting if p.kind in ("province", "regency", "city")]
        for place in larger or fitting:
            yield Draft(unit.id, "locatedIn", place.id, (_body_span(unit, reading),), 0.8, "place in the unit's name")


def _contradicts(unit: Cluster, place: Cluster) -> bool:
    """Whether the unit is of a regency and the place a city of the same name, or the other way round."""
    name = f" {unit.name.lower()} "
    regency = " kabupaten " in name or " pemkab " in name
    city = " kota " in name.removesuffix(" kota ") or " pemkot " in name
    return (regency and place.kind == "city") or (city and place.kind in ("regency", "district"))


def _stated_places(reading: Reading) -> Iterator[Draft]:
    """A place right behind a unit: "Lapas Salemba, Cempaka Putih", "Rutan X yang terletak di Y"."""
    mentions = reading.mentions("Unit", "Place")
    for (first, unit), (second, place) in pairwise(mentions):
        if unit.type != "Unit" or place.type != "Place" or not _same_sentence(reading, first, second):
            continue
        between = reading.document.text[first.span.end : second.span.start].strip().lower()
        apart = place.kind == "site" and not place.name.startswith("Jalan")  # where something is held, not the unit
        if between in _AT and not (apart and between != "("):
            span = Span(first.span.start, second.span.end)
            yield Draft(unit.id, "locatedIn", place.id, (span,), 0.8, "place behind the unit")


def _same_sentence(reading: Reading, first: Mention, second: Mention) -> bool:
    index = reading.document.sentence_index
    return first.span.end <= second.span.start and index(first.span.start) == index(second.span.start)


def _body_span(cluster: Cluster, reading: Reading) -> Span:
    """The unit's fullest mention in the body, or its first where only the headline names it."""
    body = [m for m in cluster.mentions if m.span.start >= reading.document.body and not m.anaphoric]
    return max(body, key=lambda m: len(m.span)).span if body else cluster.mentions[0].span
