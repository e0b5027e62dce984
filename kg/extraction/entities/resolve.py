"""Resolve: the mentions of a document gathered into the things they stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extraction.entities.descriptions import with_descriptions
from kg.extraction.entities.events import cluster_events
from kg.extraction.entities.persons import cluster_persons
from kg.extraction.entities.places import cluster_places
from kg.extraction.entities.programs import cluster_programs
from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.entities.units import cluster_units
from kg.extraction.mentions.lexicon import lexicon
from kg.extraction.mentions.posts import PostMention
from kg.extraction.mentions.titles import Holding, pair_titles
from kg.extraction.mentions.unit_names import UnitMention
from kg.extraction.mentions.words import read_words
from kg.model import Document, Mention, Span
from kg.vocabulary import Vocabulary


def resolve(document: Document, mentions: Sequence[Mention], vocabulary: Vocabulary) -> Reading:
    """The reading of a document: its clusters, and the posts and dates among ``mentions``.

    A title without a name ("Karutan menerangkan") becomes a mention of the person who holds that post, a description
    ("pria kelahiran Cilacap itu", "pihaknya") one of whom or what it stands for.
    """
    posts = [m for m in mentions if isinstance(m, PostMention)]
    named = [m for m in mentions if m.type == "Person"]
    words, terms = read_words(document), lexicon(vocabulary)
    holdings = pair_titles(words, terms, posts, named)
    units = [m for m in mentions if isinstance(m, UnitMention)]
    titled = title_mentions(posts, holdings, units)
    spoken_for = {m.span for m in titled}
    units = [u for u in units if not (u.anaphoric and u.titled and u.span in spoken_for)]
    introduced = [h.person for h in holdings]
    clusters: list[Cluster] = [
        *cluster_persons([*named, *titled], introduced),
        *cluster_units(units, posts),
        *cluster_programs(document, [m for m in mentions if m.type == "Program"], vocabulary),
        *cluster_places(document, [m for m in mentions if m.type == "Place"], vocabulary),
    ]
    dates = tuple(m for m in mentions if m.type == "Date")
    reading = Reading(document, tuple(clusters), tuple(posts), dates, tuple(holdings))
    reading = with_descriptions(reading, words, terms)
    events = cluster_events(reading, [m for m in mentions if m.type == "Event"])
    return replace(reading, clusters=(*reading.clusters, *events))


def title_mentions(
    posts: Sequence[PostMention], holdings: Sequence[Holding], units: Sequence[UnitMention]
) -> list[Mention]:
    """Titles that no name stands beside, as mentions of the person who holds the post by another sentence.

    Post and type of unit must be the same, and the unit too where both titles name one; of several holders it is the
    one named last before.
    """
    paired = {h.post.span for h in holdings}
    inside = _units_inside(posts, units)
    by_name: dict[str, list[Holding]] = defaultdict(list)
    for holding in holdings:
        by_name[_bare(holding.post)].append(holding)
    found: list[Mention] = []
    for post in posts:
        if post.span in paired or post.past:
            continue
        same = by_name[_bare(post)]
        middle = bisect_left(same, post.span.start, key=lambda h: h.span.start)
        fitting = (h for h in (*reversed(same[:middle]), *same[middle:]) if _same_post(post, h.post, inside))
        holder = next(fitting, None)
        if holder is not None:
            found.append(Mention("Person", post.span, post.text, holder.person.name, anaphoric=True))
    return found


def _bare(post: PostMention) -> str:
    """The post without its being acting: who is Plt. Kepala is meant by "Kepala"."""
    return post.name.removeprefix("Plt. ").removeprefix("Plh. ")


def _same_post(post: PostMention, other: PostMention, unit_inside: Mapping[Span, UnitMention | None]) -> bool:
    own, others = unit_inside[post.span], unit_inside[other.span]
    if own is not None and others is not None:
        same_type = own.unit_type.partition("-")[0] == others.unit_type.partition("-")[0]
        return same_type and (not own.tail or not others.tail or f"{others.tail} ".startswith(f"{own.tail} "))
    if own is not None:
        return own.anaphoric and post.unit_type == other.unit_type
    if post.governs and other.governs and post.governs != other.governs:
        return False
    return post.unit_type == other.unit_type and (bool(post.unit_type) or post.role == "section")


def _units_inside(posts: Sequence[PostMention], units: Sequence[UnitMention]) -> dict[Span, UnitMention | None]:
    """The longest unit inside each title."""
    ordered = sorted(units, key=lambda unit: unit.span)
    starts = [unit.span.start for unit in ordered]
    found: dict[Span, UnitMention | None] = {}
    for post in posts:
        near = ordered[bisect_left(starts, post.span.start) : bisect_left(starts, post.span.end)]
        inside = [unit for unit in near if post.span.covers(unit.span)]
        found[post.span] = max(inside, key=lambda unit: len(unit.span), default=None)
    return found
