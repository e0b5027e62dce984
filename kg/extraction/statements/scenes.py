"""Scenes: one sentence as the rules of events see it, with who and what stands where, and the cues between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.mentions.gazetteer import Gazetteer, fold_phrase
from kg.extraction.mentions.passage import Passage
from kg.model import EntityType, Mention, Span
from kg.vocabulary import RoleCue, Vocabulary

# Words with a verb's prefix, in lower case: they end a list of names. Some look like verbs and are not.
_VERB = re.compile(r"(?:meng|meny|mem|men|me|di|ber|ter)[a-z]{4,}")
_NO_VERB = frozenset(
    [
        *["bersama", "beserta", "berikut", "dinas", "direktur", "direktorat", "digital", "divisi", "dirinya", "diri"],
        *["menteri", "media", "mental", "medis", "menjabat", "selaku", "terdiri", "termasuk", "terkait", "terbuka"],
        *["berbagai", "diantaranya", "dibidang", "terpadu", "terbatas", "bernama"],
    ]
)
# What may stand between a title and the person who holds it, on either side.
_BETWEEN_TITLE_AND_NAME = re.compile(
    r"[\s,:(–-]*(?:(?:yakni|yaitu|selaku|sebagai|yang|menjabat|juga|adalah|sekaligus|saat ini|pun|Bapak|Ibu|Bpk|dr|"
    r"[A-Z][\w']{0,9}\.?(?:\s?[A-Z][\w']*\.?)?|[A-Z]\.)[\s,.):–-]*){0,4}"
)
_LONGEST_TITLE_GAP = 45


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or unit at a place in a sentence, by token positions."""

    start: int
    end: int
    cluster: Cluster
    span: Span


@dataclass(frozen=True, slots=True)
class Happening:
    """A mention of an event in a sentence, by token positions."""

    start: int
    end: int
    cluster: Cluster


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue's words in a sentence, by token positions, and the roles that they can tell."""

    start: int
    end: int
    roles: tuple[RoleCue, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence: ``start`` and ``end`` are token positions, the rest what stands between them, in order.

    ``mentions`` are all mentions of the sentence, ``actors`` those of them that can act.
    """

    span: Span
    start: int
    end: int
    title: bool
    mentions: tuple[tuple[Mention, Cluster], ...]
    actors: tuple[Actor, ...]
    happenings: tuple[Happening, ...]
    cues: tuple[Cue, ...]

    def named(self, *types: EntityType) -> list[tuple[Mention, Cluster]]:
        """The sentence's mentions of these types, in order."""
        return [(mention, cluster) for mention, cluster in self.mentions if cluster.type in types]


def verb_between(passage: Passage, start: int, end: int) -> bool:
    """Whether a verb stands among the tokens from ``start`` up to ``end``."""
    return any(_VERB.fullmatch(token.text) and token.text not in _NO_VERB for token in passage.tokens[start:end])


def read_scenes(reading: Reading, passage: Passage, vocabulary: Vocabulary) -> list[Scene]:
    """The sentences of a document in order; one without actors is kept for the events it names."""
    document = reading.document
    count = len(document.sentences)
    mentions: list[list[tuple[Mention, Cluster]]] = [[] for _ in range(count)]
    actors: list[list[Actor]] = [[] for _ in range(count)]
    happenings: list[list[Happening]] = [[] for _ in range(count)]
    for mention, cluster in reading.mentions():
        index = document.sentence_index(mention.span.start)
        mentions[index].append((mention, cluster))
        tokens = document.token_range(mention.span)
        if cluster.type == "Event" and tokens:
            happenings[index].append(Happening(tokens.start, tokens.stop, cluster))
    for actor in _actors(reading):
        actors[document.sentence_index(actor.span.start)].append(actor)
    scenes = []
    for index, sentence in enumerate(document.sentences):
        tokens = document.token_range(sentence)
        parts = (tuple(mentions[index]), tuple(actors[index]), tuple(happenings[index]))
        cues = tuple(_find_cues(passage, tokens, _cues(vocabulary)))
        scenes.append(Scene(sentence, tokens.start, tokens.stop, sentence.start < document.body, *parts, cues))
    return scenes


@cache
def _cues(vocabulary: Vocabulary) -> Gazetteer[tuple[RoleCue, ...]]:
    by_words: dict[tuple[str, ...], list[RoleCue]] = {}
    for cue in vocabulary.role_cues:
        by_words.setdefault(fold_phrase(cue.cue), []).append(cue)
    found: Gazetteer[tuple[RoleCue, ...]] = Gazetteer()
    for words, roles in by_words.items():
        found.add(words, tuple(roles))
    return found


def _find_cues(passage: Passage, tokens: range, cues: Gazetteer[tuple[RoleCue, ...]]) -> Iterator[Cue]:
    position = tokens.start
    while position < tokens.stop:
        match = cues.longest(passage.words, position, tokens.stop)
        if match is not None:
            yield Cue(position, *match)
        position = match[0] if match is not None else position + 1


def _actors(reading: Reading) -> list[Actor]:
    """Persons, and units that act themselves: not those inside the title of a person who stands beside it."""
    document = reading.document
    persons = [m for m, _ in reading.mentions("Person")]
    titles = [p for p in reading.posts if _held_by_neighbour(document.text, p, persons)]
    found = []
    for mention, cluster in reading.mentions("Person", "Unit"):
        inside = cluster.type == "Unit" and any(t.span.covers(mention.span) for t in titles)
        tokens = document.token_range(mention.span)
        if tokens and not inside:
            found.append(Actor(tokens.start, tokens.stop, cluster, mention.span))
    return found


def _held_by_neighbour(text: str, post: Mention, persons: Sequence[Mention]) -> bool:
    for person in persons:
        if person.span == post.span:
            continue
        behind = text[post.span.end : person.span.start] if person.span.start >= post.span.end else None
        before = text[person.span.end : post.span.start] if person.span.end <= post.span.start else None
        for gap in (behind, before):
            if gap is not None and len(gap) <= _LONGEST_TITLE_GAP and _BETWEEN_TITLE_AND_NAME.fullmatch(gap):
                return True
    return False
