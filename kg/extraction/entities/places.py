"""Places of one document: mentions that name the same area or site, gathered."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.entities.reading import Cluster
from kg.extraction.mentions.gazetteer import fold_phrase
from kg.extraction.mentions.place_names import ADMINISTRATIVE, PlaceNames, place_names
from kg.model import Document, Mention
from kg.vocabulary import Vocabulary

# A bare name joins the first of these that the article names with its class word ("Kota Madiun", "Kabupaten Madiun").
_PREFERRED = ("city", "regency", "province", "district", "village", "island", "country", "other", "site")

_TOWNS = frozenset({"city", "regency", "province"})


def cluster_places(document: Document, mentions: Sequence[Mention], vocabulary: Vocabulary) -> list[Cluster]:
    """The places that ``mentions`` stand for, in order of first mention, with ids ``l1``, ``l2`` …

    Two mentions are one place where their bare names agree and no two class words contradict each other; a site's
    shorter name joins the longer one that has all its words. The name is the longest form found.
    """
    names = place_names(vocabulary)
    groups: list[list[Mention]] = []
    for mention in sorted(mentions, key=lambda m: (_is_bare(m, names), m.kind == "site", -len(m.name), m.span)):
        same = [g for g in groups if _same(mention, g, names)]
        group = min(same, key=lambda g: _PREFERRED.index(g[0].kind)) if same else None
        if group is None:
            groups.append([mention])
        else:
            group.append(mention)
    groups.sort(key=lambda g: min(m.span for m in g))
    return [_cluster(number, group, names) for number, group in enumerate(groups, 1)]


def _same(mention: Mention, group: Sequence[Mention], names: PlaceNames) -> bool:
    first = group[0]
    bare, other = _bare(mention.name, names), _bare(first.name, names)
    if bare == other:
        return mention.kind == first.kind or _may_join(mention, first, names) or _may_join(first, mention, names)
    if mention.kind == first.kind == "site":
        return set(bare) < set(other) and bare[0] == other[0]
    return bool(mention.reference) and mention.reference == first.reference and mention.kind == first.kind


def _may_join(bare: Mention, other: Mention, names: PlaceNames) -> bool:
    """Whether a bare name may mean ``other``: the town of a district's name is not the district."""
    if not _is_bare(bare, names):
        return False
    return not (bare.kind in _TOWNS and other.kind in {"district", "village"})


def _bare(name: str, names: PlaceNames) -> tuple[str, ...]:
    """The words of a name without the class word of an area; a site's class word in its first spelling."""
    words = fold_phrase(name)
    match = names.classes.longest(words, 0)
    if match is None:
        return words
    end, word = match
    return (word.word.lower(), *words[end:]) if word.keep == "yes" else words[end:] or words


def _is_bare(mention: Mention, names: PlaceNames) -> bool:
    """Whether the mention is an area's name without its class word."""
    match = names.classes.longest(fold_phrase(mention.name), 0)
    return match is None or match[1].keep == "yes"


def _cluster(number: int, group: Sequence[Mention], names: PlaceNames) -> Cluster:
    mentions = tuple(sorted(group, key=lambda m: m.span))
    name = max((m.name for m in mentions), key=len)
    kinds = {m.kind for m in mentions if not _is_bare(m, names)} or {m.kind for m in mentions}
    kind = min(kinds, key=_PREFERRED.index)
    label = " ".join(_bare(name, names))
    reference = names.code(kind, label) if kind in ADMINISTRATIVE else ""
    return Cluster(f"l{number}", "Place", name, mentions, kind, reference=reference)
