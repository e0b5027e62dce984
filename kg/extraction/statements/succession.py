"""Successions: who takes over a post from whom, and which post that is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.mentions.posts import PostMention
from kg.extraction.statements.draft import Draft
from kg.model import EntityType, Mention, Span

_SUCCESSION = {"menggantikan": "forward", "menggeser": "forward", "digantikan": "backward",
               "gantikan": "forward"}  # fmt: skip
_HANDOVER = ("serah terima", "sertijab", "tongkat", "estafet", "menyerahkan jabatan", "penyerahan jabatan", "tampuk",
             "beralih dari")  # fmt: skip
# With these a post goes "dari A kepada B".
_MOVED = frozenset(["diserahkan", "diserahterimakan", "berpindah", "bergeser", "beralih", "berganti"])
_PASSING = _MOVED | {"jabatan", "posisi", "kursi"}
# Near a title these say that it is what is handed over; or between it and the first of the two names; or between the
# last of them and the title.
_HANDED = frozenset(
    ["jabatan", "posisi", "kursi", "tongkat", "kepemimpinan", "sertijab", "serah", "terima", "dalam", "acara"]
)
_ON = _MOVED | {"dari", "yang", "lama", "resmi", "kini", "bapak", "ibu"}
_AS = frozenset(["sebagai", "selaku", "menjadi", "menjabat", "jabat"])
_PEOPLE: tuple[EntityType, ...] = ("Person",)
_PRONOUNS = frozenset(["ia", "dia", "beliau"])
_NEAR = 4
# Before the name of whoever leads or watches a ceremony, beside his title.
_LEADS = frozenset(["dipimpin", "disaksikan", "dihadiri"])
_LED_WITHIN = 12
_WORD = re.compile(r"[^\W_]+")


def successions(reading: Reading) -> Iterator[Draft]:
    """Who takes over: "A menggantikan B", "A menyerahkan tongkat komando kepada B"."""
    document = reading.document
    by_sentence: dict[int, list[tuple[Mention, Cluster]]] = {}
    for mention, cluster in reading.mentions("Person"):
        by_sentence.setdefault(document.sentence_index(mention.span.start), []).append((mention, cluster))
    for index, people in by_sentence.items():
        sentence = document.sentences[index]
        for (first, one), (second, other) in pairwise(people):
            if one.id == other.id:
                continue
            successor = _successor(document.text, sentence, first, second)
            if successor is None or (successor is first and _another(reading, first, second)):
                continue
            new, old = (one, other) if successor is first else (other, one)
            yield Draft(new.id, "succeeds", old.id, (sentence,), 0.85, "handover of a post")
        first, old = people[0]
        subject = pronoun_subject(reading, sentence)
        before = _WORD.findall(document.text[sentence.start : first.span.start].lower())
        forward = any(_SUCCESSION.get(word) == "forward" for word in before[-_NEAR:])  # a rank may come between
        if forward and subject is not None and subject.id != old.id:
            yield Draft(subject.id, "succeeds", old.id, (sentence,), 0.75, "handover of a post")


def pronoun_subject(reading: Reading, sentence: Span) -> Cluster | None:
    """Whom "Ia" at the head of a sentence means: the only person whom the sentence before names."""
    document = reading.document
    index = document.sentence_index(sentence.start)
    opening = _WORD.match(sentence.of(document.text))
    if index == 0 or opening is None or opening[0].lower() not in _PRONOUNS:
        return None
    people = {c.id: c for _, c in reading.inside(document.sentences[index - 1], _PEOPLE)}
    return next(iter(people.values())) if len(people) == 1 else None


def _successor(text: str, sentence: Span, first: Mention, second: Mention) -> Mention | None:
    """Which of two persons named one after the other in a sentence takes over from the other; None where neither."""
    between = text[first.span.end : second.span.start].lower()
    for verb, direction in _SUCCESSION.items():
        if verb in between.split():
            return first if direction == "forward" else second
    if any(word in between for word in ("sebelumnya ditempati", "sebelumnya dijabat", "sebelumnya diduduki")):
        return first
    lead = sentence.of(text).lower()
    joined = set(between.split())
    before = text[sentence.start : first.span.start].lower().split()
    if _LEADS & set(before[-_LED_WITHIN:]):
        return None  # who leads the ceremony hands nothing over
    if any(word in lead for word in _HANDOVER) and {"kepada", "ke"} & joined:
        return second
    if "dari" in before[-3:] and {"kepada", "ke"} & joined and any(word in _PASSING for word in lead.split()):
        return second
    return None


def _another(reading: Reading, first: Mention, second: Mention) -> bool:
    """Whether a title that is neither's stands between the names: "Gubernur A kukuhkan Pj. Bupati X, gantikan B"."""
    text, between = reading.document.text, Span(first.span.end, second.span.start)
    return any(
        between.covers(post.span) and not _before(text, between.start, post.span.start) & (_HANDED | _AS)
        for post in _untitled(reading)
    )


def inherited(
    reading: Reading,
    held: Sequence[Draft],
    taken_over: Sequence[Draft],
    office: Callable[[PostMention], Cluster | None],
) -> Iterator[Draft]:
    """The post of whoever takes over and has no title of his own: that which his sentence hands over, or the other's.

    "Jabatan Karutan Salatiga beralih dari Andri Lesmano ke Redy Agian": the title belongs to neither name alone. What
    is told of the predecessor only later is what he does next.
    """
    titled = {draft.subject for draft in held}
    for succession in taken_over:
        if succession.subject in titled:
            continue
        post = handed_over(reading, succession)
        body = office(post) if post is not None else None
        if post is not None and body is not None:
            yield _takes(succession, body.id, post.name)
            titled.add(succession.subject)
        for draft in held if post is None else ():
            if draft.subject == succession.object and draft.spans[0].start < succession.spans[0].end:
                yield _takes(succession, draft.object, draft.post)
                titled.add(succession.subject)
                break


def handed_over(reading: Reading, succession: Draft) -> PostMention | None:
    """The title in the sentence of a succession that no name bears, where its words say that it is what is handed over.

    Of others, such as that of who leads the ceremony or of what the predecessor does next, nothing is said.
    """
    document, sentence = reading.document, succession.spans[0]
    people = [(m.span, c.id) for m, c in reading.mentions("Person") if sentence.covers(m.span)]
    ends = [(span, id_) for span, id_ in people if id_ in (succession.subject, succession.object)]
    if len({id_ for _, id_ in ends}) < 2:
        return None
    first, last = ends[0][0], ends[-1][0]
    for post in reversed([p for p in _untitled(reading) if sentence.covers(p.span)]):
        told = _before(document.text, sentence.start, post.span.start)
        if post.span.end <= first.start:
            crossed = any(post.span.end <= span.start < first.start for span, _ in people)
            between = _small_words(document.text[post.span.end : first.start])
            if not crossed and (told & _HANDED or (between and between <= _ON)):
                return post
        elif post.span.start >= last.end:
            between = _small_words(document.text[last.end : post.span.start])
            if between and between <= _AS | _HANDED:
                return post
        elif told & (_HANDED if ends[0][1] == succession.object else _HANDED | _AS):
            return post
    return None


def _untitled(reading: Reading) -> list[PostMention]:
    """The titles that no name bears, held by now."""
    borne = {holding.post.span for holding in reading.holdings}
    return [p for p in reading.posts if isinstance(p, PostMention) and not p.past and p.span not in borne]


def _before(text: str, start: int, end: int) -> set[str]:
    """The last words, in small letters, between two places."""
    return set(_WORD.findall(text[start:end].lower())[-_NEAR:])


def _small_words(text: str) -> set[str]:
    """The words in small letters: marks, degrees and ranks say nothing of what is handed over."""
    return {word for word in _WORD.findall(text) if word.islower()}


def _takes(succession: Draft, office: str, post: str) -> Draft:
    return Draft(succession.subject, "holdsPost", office, succession.spans, 0.75, "post taken over", post=post)
