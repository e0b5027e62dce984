"""Scenes: one sentence as the rules of events see it, with who and what stands where, and the cues between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.mentions.event_words import EventForm
from kg.extraction.mentions.events import EventMention
from kg.extraction.mentions.gazetteer import Gazetteer, fold_phrase
from kg.extraction.mentions.passage import Passage
from kg.extraction.mentions.unit_names import UnitMention
from kg.model import Document, EntityType, Mention, Span
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
_SPEECH_ENDS = frozenset(["”", '"', "''", "»", "’", "'"])
# A subject or an agent follows these.
_BEFORE_SUBJECT = frozenset(
    [
        *["bahwa", "oleh", "dan", "serta", "bersama", "dengan", "karena", "kata", "menurut", "agar", "supaya", "itu"],
        *["maka", "sehingga", "ketika", "saat", "sebab", "yang", "kini", "tahun", "bulan", "depan", "lalu", "pagi"],
    ]
)
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (with the title beside the name) or unit at a place in a sentence, by token positions.

    ``offices`` are the units inside the title.
    """

    start: int
    end: int
    cluster: Cluster
    span: Span
    offices: tuple[Cluster, ...] = ()


@dataclass(frozen=True, slots=True)
class Happening:
    """A mention of an event in a sentence, by token positions; ``form`` is the kind of word that it is."""

    start: int
    end: int
    cluster: Cluster
    form: EventForm = "noun"


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
            form = mention.form if isinstance(mention, EventMention) else "noun"
            happenings[index].append(Happening(tokens.start, tokens.stop, cluster, form))
    for actor in _actors(reading):
        actors[document.sentence_index(actor.span.start)].append(actor)
    scenes = []
    for index, sentence in enumerate(document.sentences):
        tokens = document.token_range(sentence)
        parts = (tuple(mentions[index]), tuple(actors[index]), tuple(happenings[index]))
        cues = tuple(find_cues(passage, tokens, vocabulary))
        scenes.append(Scene(sentence, tokens.start, tokens.stop, sentence.start < document.body, *parts, cues))
    return scenes


@cache
def _cues(vocabulary: Vocabulary) -> Gazetteer[tuple[RoleCue, ...]]:
    by_words: dict[tuple[str, ...], list[RoleCue]] = {}
    for cue in vocabulary.role_cues:
        by_words.setdefault(fold_phrase(cue.cue), []).append(cue)
    found: Gazetteer[tuple[RoleCue, ...]] = Gazetteer()
    for words, roles in by_words.items():
        found.add(words, tuple(sorted(roles, key=lambda role: not role.kinds)))  # what suits the kind goes first
    return found


def find_cues(passage: Passage, tokens: range, vocabulary: Vocabulary) -> Iterator[Cue]:
    """The role cues among ``tokens``, in order, none overlapping."""
    cues = _cues(vocabulary)
    position = tokens.start
    while position < tokens.stop:
        match = cues.longest(passage.words, position, tokens.stop)
        if match is not None:
            yield Cue(position, *match)
        position = match[0] if match is not None else position + 1


def _actors(reading: Reading) -> list[Actor]:
    """Persons with the titles beside them, and units that act themselves: not those inside such a title."""
    document = reading.document
    titles = _titles(reading)
    kinds: tuple[EntityType, ...] = ("Unit",)
    named = {title: list(reading.inside(title, kinds)) for spans in titles.values() for title in spans}
    held = {title: [cluster for _, cluster in units] for title, units in named.items()}
    posts = {post.span for post in reading.posts}
    in_titles = {mention.span for units in named.values() for mention, _ in units}
    found = []
    for mention, cluster in reading.mentions("Person", "Unit"):
        if cluster.type == "Unit" and (mention.span in in_titles or _belongs_to_noun(document, mention)):
            continue
        if cluster.type == "Person" and mention.span not in posts and _only_speaks(document, mention):
            continue
        beside = titles.get(mention.span, []) if cluster.type == "Person" else []
        span = Span(min(s.start for s in (mention.span, *beside)), max(s.end for s in (mention.span, *beside)))
        offices = tuple(dict.fromkeys(office for title in beside for office in held[title]))
        tokens = document.token_range(span)
        if tokens:
            found.append(Actor(tokens.start, tokens.stop, cluster, mention.span, offices))
    return sorted(found, key=lambda actor: (actor.start, actor.end, actor.cluster.id))


def _belongs_to_noun(document: Document, mention: Mention) -> bool:
    """Whether a description of a unit only says whose something is: "siswa sekolah itu", "aset perusahaan tersebut"."""
    if not mention.anaphoric or isinstance(mention, UnitMention):
        return False
    start = document.token_range(mention.span).start
    before = document.tokens[start - 1] if start else None
    if before is None or document.sentence_index(before.span.start) != document.sentence_index(mention.span.start):
        return False
    return before.text.isalpha() and before.lower not in _BEFORE_SUBJECT and not _VERB.fullmatch(before.text)


def _only_speaks(document: Document, mention: Mention) -> bool:
    """Whether a description stands behind speech and a verb of saying: "…,” tutur jaksa berbintang dua itu"."""
    start = document.token_range(mention.span).start
    return mention.anaphoric and start > 1 and document.tokens[start - 2].text in _SPEECH_ENDS


def _titles(reading: Reading) -> dict[Span, list[Span]]:
    """The spans of the titles that stand beside each mention of a person."""
    text = reading.document.text
    persons = [m.span for m, _ in reading.mentions("Person")]
    starts = [person.start for person in persons]
    found: dict[Span, list[Span]] = {}
    for post in reading.posts:
        first_near = bisect_left(starts, post.span.start - _LONGEST_NAME - _LONGEST_TITLE_GAP)
        for person in persons[first_near : bisect_right(starts, post.span.end + _LONGEST_TITLE_GAP)]:
            first, second = sorted((post.span, person))
            gap = text[first.end : second.start] if first.end <= second.start else None
            if gap is not None and len(gap) <= _LONGEST_TITLE_GAP and _BETWEEN_TITLE_AND_NAME.fullmatch(gap):
                found.setdefault(person, []).append(post.span)
    return found
