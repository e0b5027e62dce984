"""Successions: who takes over a post from whom, and which post that is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.mentions.posts import PostMention
from kg.extraction.statements.draft import Draft
from kg.model import Mention, Span

_SUCCESSION = {"menggantikan": "forward", "menggeser": "forward", "digantikan": "backward",
               "gantikan": "forward"}  # fmt: skip
_HANDOVER = ("serah terima", "sertijab", "tongkat", "estafet", "menyerahkan jabatan", "penyerahan jabatan", "tampuk",
             "beralih dari")  # fmt: skip
# With these a post goes "dari A kepada B".
_PASSING = frozenset(
    ["diserahkan", "diserahterimakan", "berpindah", "bergeser", "beralih", "berganti", "jabatan", "posisi", "kursi"]
)


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
            if successor is None:
                continue
            new, old = (one, other) if successor is first else (other, one)
            yield Draft(new.id, "succeeds", old.id, (sentence,), 0.85, "handover of a post")


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
    if any(word in lead for word in _HANDOVER) and {"kepada", "ke"} & joined:
        return second
    before = text[sentence.start : first.span.start].lower().split()
    if "dari" in before[-3:] and {"kepada", "ke"} & joined and any(word in _PASSING for word in lead.split()):
        return second
    return None


def inherited(
    reading: Reading,
    held: Sequence[Draft],
    taken_over: Sequence[Draft],
    office: Callable[[PostMention], Cluster | None],
) -> Iterator[Draft]:
    """The post of whoever takes over and has no title of his own: his predecessor's, or that of the sentence.

    "Jabatan Karutan Salatiga beralih dari Andri Lesmano ke Redy Agian": the title belongs to neither name alone.
    """
    titled = {draft.subject for draft in held}
    named = {h.post.span for h in reading.holdings}
    for succession in taken_over:
        if succession.subject in titled:
            continue
        sentence = succession.spans[0]
        posts = [
            p for p in reading.posts if isinstance(p, PostMention) and p.span not in named and sentence.covers(p.span)
        ]
        for post in posts[:1]:
            body = office(post) if not post.past else None
            if body is not None:
                yield _takes(succession, body.id, post.name)
                titled.add(succession.subject)
        for draft in held:
            if draft.subject == succession.object and succession.subject not in titled:
                yield _takes(succession, draft.object, draft.post)
                titled.add(succession.subject)


def _takes(succession: Draft, office: str, post: str) -> Draft:
    return Draft(succession.subject, "holdsPost", office, succession.spans, 0.75, "post taken over", post=post)
