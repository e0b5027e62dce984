"""Descriptions and what they stand for: "pria kelahiran Cilacap itu" the person in focus, "pihaknya" his unit.

In focus is whom the nearest sentence before with a person is about: the only one it names, or the one it begins with.
Where somebody new came in between ("seorang pria"), where two people are joined, or where what the article tells
of the person contradicts the noun, a description stays without meaning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from kg.extraction.entities.focus import Focus
from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.mentions.descriptions import Description, find_descriptions
from kg.extraction.mentions.lexicon import Lexicon, fold_text
from kg.extraction.mentions.posts import PostMention
from kg.extraction.mentions.titles import Holding
from kg.extraction.mentions.words import Words
from kg.model import EntityType, Mention, Span

_POINTING = ("ini", "itu", "tersebut")
_UNITS: tuple[EntityType, ...] = ("Unit",)


def with_descriptions(reading: Reading, words: Words, lexicon: Lexicon) -> Reading:
    """The reading with every description whose meaning is clear as a mention of the one it stands for.

    A title that points back without a name ("Kepala Lapas Tenggarong itu") becomes a holding of the person in focus.
    """
    found = _Antecedents(reading, words, lexicon)
    titles = list(found.pointing_titles())
    added: dict[str, list[Mention]] = defaultdict(list)
    for cluster, mention in [*((c, h.person) for c, h in titles), *found.described()]:
        added[cluster.id].append(mention)
    if not added:
        return reading
    clusters = tuple(
        replace(c, mentions=tuple(sorted((*c.mentions, *added[c.id]), key=lambda m: m.span))) if c.id in added else c
        for c in reading.clusters
    )
    holdings = sorted([*reading.holdings, *(h for _, h in titles)], key=lambda h: h.span)
    return replace(reading, clusters=clusters, holdings=tuple(holdings))


class _Antecedents:
    """Finds what the descriptions of one reading stand for, in text order: each one found is a mention for the next."""

    def __init__(self, reading: Reading, words: Words, lexicon: Lexicon) -> None:
        self._reading = reading
        self._words = words
        self._lexicon = lexicon
        self._said = {fold_text(verb.verb) for verb in lexicon.vocabulary.speech_verbs}
        self._posts: dict[str, list[PostMention]] = defaultdict(list)
        owner = {m.span: c for m, c in reading.mentions("Person")}
        for holding in reading.holdings:
            self._posts[owner[holding.person.span].id].append(holding.post)

    @cached_property
    def _focus(self) -> Focus:
        """Made only for articles that have something to resolve."""
        return Focus(self._reading, self._words)

    def described(self) -> Iterator[tuple[Cluster, Mention]]:
        """The descriptions that begin with a common noun, with what they stand for."""
        for found in find_descriptions(self._words, self._lexicon, self._taken()):
            if self._focus.quoted(found.span.start):
                continue
            cluster = self._meant(found)
            if cluster is not None:
                mention = Mention(cluster.type, found.span, found.text, cluster.name, cluster.kind, anaphoric=True)
                self._focus.add(mention, cluster)
                yield cluster, mention

    def pointing_titles(self) -> Iterator[tuple[Cluster, Holding]]:
        """Titles with "itu" behind and no name beside them, as holdings of whom the text before is about.

        Only those that begin a sentence or follow a verb of saying: elsewhere "itu" may belong to a longer phrase.
        """
        untitled = {c.id for c in self._reading.of_type("Person") if not self._posts[c.id]}
        known = {h.post.span for h in self._reading.holdings} | {m.span for m, _ in self._reading.mentions("Person")}
        for post in self._reading.posts:
            if not isinstance(post, PostMention) or post.span in known or post.past or post.role == "owned":
                continue
            tokens = self._words.document.token_range(post.span)
            if not self._words.is_(tokens.stop, *_POINTING) or not self._is_free(tokens):
                continue
            person = self._focus.person_before(post.span.start, untitled)
            if person is not None and self._may_hold(person, post):
                span = Span(post.span.start, self._words.tokens[tokens.stop].span.end)
                text = span.of(self._words.document.text)
                mention = Mention("Person", span, text, person.name, anaphoric=True)
                self._focus.add(mention, person)
                yield person, Holding(post, mention, span)

    def _is_free(self, tokens: range) -> bool:
        """Whether a title is a subject outside direct speech, with no name of its own behind a comma."""
        words, start = self._words, tokens.start
        opens = words.first[start] or words.folded[start - 1] in self._said
        named = words.is_(tokens.stop + 1, ",") and words.capital[min(tokens.stop + 2, words.count - 1)]
        return opens and not named and not self._focus.quoted(words.tokens[start].span.start)

    def _may_hold(self, person: Cluster, post: PostMention) -> bool:
        """Whether no other title of the person contradicts this one: nobody heads two offices of a kind."""
        return not _is_head(post) or all(held.past or not _is_head(held) for held in self._posts[person.id])

    def _taken(self) -> set[int]:
        """The tokens of mentions, but for titles of the past: "mantan Wakapolri itu" is a description."""
        tokens = self._words.document.token_range
        held = [p for p in self._reading.posts if not (isinstance(p, PostMention) and p.past)]
        spans = [m.span for m, _ in self._reading.mentions()] + [p.span for p in held]
        return {index for span in spans for index in tokens(span)}

    def _meant(self, found: Description) -> Cluster | None:
        if found.noun.stands_for == "Person":
            return self._person(found)
        if found.noun.stands_for == "Owner":
            return self._owner(found)
        return self._focus.unit_before(found.span.start, found.noun.kinds)

    # -- persons

    def _person(self, found: Description) -> Cluster | None:
        """Whoever is told to hold or have held the post behind the noun, else who is in focus."""
        trait = found.noun.trait
        if trait in ("first", "second", "former"):
            holders = {i for i, posts in self._posts.items() if any(_is_told(p, found) for p in posts)}
            if len(holders) == 1:
                return next(c for c in self._reading.of_type("Person") if c.id in holders)
        person = self._focus.person_before(found.span.start)
        if person is None or not self._has(person, trait) or self._somebody_new(person, found):
            return None
        return person if self._is_aged(person, found) else None

    def _has(self, person: Cluster, trait: str) -> bool:
        """Whether nothing in the article contradicts that the person is what the noun says."""
        lexicon, posts = self._lexicon, self._posts[person.id]
        styles = [self._style(m) for m in person.mentions if not m.anaphoric]
        if trait in ("male", "female"):
            other = lexicon.words["addresses_woman" if trait == "male" else "addresses_man"]
            return not any(other & set(style) for style in styles)
        if trait == "ranked":
            return any(lexicon.ranked(style, i) for style in styles for i in range(len(style)))
        if trait == "first":
            return any(post.role == "head" and not post.past and not _is_deputy(post) for post in posts)
        return trait != "second" or any(_is_deputy(post) for post in posts)

    def _is_aged(self, person: Cluster, found: Description) -> bool:
        """Whether an age in the description ("pria 49 tahun itu") stands behind the person's name too."""
        age = next((word for word in found.rest if word.isdigit()), "")
        if not age or "tahun" not in found.rest:
            return True
        ends = [self._words.document.token_range(m.span).stop for m in person.mentions]
        return any(age in self._words.folded[end : end + 3] for end in ends)

    def _style(self, mention: Mention) -> Sequence[str]:
        """The words before a name that may be its style: "AKBP", "Hj"."""
        start = self._words.document.token_range(mention.span).start
        return self._words.folded[max(0, start - 4) : start + 1]

    def _somebody_new(self, person: Cluster, found: Description) -> bool:
        """Whether "seorang", initials or the bare noun bring in another behind the last mention of the person."""
        last = self._focus.last_of(person, found.span.start)
        between = self._words.folded[last : found.position]
        head = found.noun.noun.split()[0]
        return any(word in ("seorang", "berinisial", "inisial", head) for word in between)

    # -- units

    def _owner(self, found: Description) -> Cluster | None:
        """The unit of whom the sentence is about: that of the person's post, or the unit that is its subject."""
        start = found.span.start
        subject = self._focus.subject_before(start)
        if subject is None:
            return None
        unit = subject if subject.type == "Unit" else self._unit_of(subject, start)
        if unit is not None and found.noun.kinds and unit.kind not in found.noun.kinds:
            return None
        return unit

    def _unit_of(self, person: Cluster, position: int) -> Cluster | None:
        """The unit in the title that the person has last been given before ``position``."""
        posts = [p for p in self._posts[person.id] if not p.past and p.span.end <= position]
        for post in reversed(posts):
            units = [c for _, c in self._reading.inside(post.span, _UNITS)]
            if units:
                return units[0]
            if post.governs:
                tail = fold_text(post.governs)
                bodies = [
                    c for c in self._reading.of_type("Unit") if c.kind == "Pemda" and fold_text(c.name).endswith(tail)
                ]
                if len(bodies) == 1:
                    return bodies[0]
        return None


def _is_head(post: PostMention) -> bool:
    return post.role == "head" or post.name.endswith("Kepala")


def _is_deputy(post: PostMention) -> bool:
    return post.name.startswith("Wakil ")


def _is_told(post: PostMention, found: Description) -> bool:
    """Whether a title is the post that a description speaks of: "mantan Wakapolri", "orang nomor satu di Wakatobi"."""
    if found.noun.trait == "former":
        return post.past and fold_text(post.text).endswith(" ".join(found.rest))
    place = " ".join(found.rest[1:] if found.rest[:1] == ("di",) else found.rest)
    fits = bool(place) and not post.past and f" {fold_text(post.text)} ".endswith(f" {place} ")
    return fits and post.role == "head" and _is_deputy(post) == (found.noun.trait == "second")
