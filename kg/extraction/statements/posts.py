"""Posts: who holds which post where, and who takes over from whom."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.mentions.titles import Holding, pair_titles
from kg.extraction.mentions.lexicon import GOVERNED, Lexicon, lexicon
from kg.extraction.mentions.posts import PostMention
from kg.extraction.mentions.unit_names import compared_tail
from kg.extraction.mentions.words import read_words
from kg.extraction.statements.draft import Draft
from kg.model import Mention, Span
from kg.vocabulary import Vocabulary

# Kinds of units that have sections, whose heads an article names without repeating the unit.
_CORRECTIONAL = frozenset({"Bapas", "Lapas", "Rutan", "LPKA", "LPP", "Rupbasan", "Kanwil"})
_SUCCESSION = {"menggantikan": "forward", "menggeser": "forward", "digantikan": "backward"}
_HANDOVER = ("serah terima", "sertijab", "tongkat", "estafet", "menyerahkan jabatan", "penyerahan jabatan")


def post_statements(reading: Reading, vocabulary: Vocabulary) -> list[Draft]:
    """``holdsPost`` for every title that stands beside a name, and ``succeeds``.

    The unit is the one inside the title; else the place that the title governs, or the body that governs it; else the
    office that the text is about (a section's head named without the office).
    """
    return [*_Offices(reading, lexicon(vocabulary)).holdings(), *_successions(reading)]


class _Offices:
    """Finds the unit of each title of one reading."""

    def __init__(self, reading: Reading, terms: Lexicon) -> None:
        self._reading = reading
        self._terms = terms
        self._units = reading.mentions("Unit")
        self._person_of = {m.span: c for m, c in reading.mentions("Person")}

    def holdings(self) -> Iterator[Draft]:
        reading = self._reading
        posts = [p for p in reading.posts if isinstance(p, PostMention)]
        persons = [m for m, _ in reading.mentions("Person") if not m.anaphoric]
        previous: tuple[int, Cluster] | None = None
        for holding in pair_titles(read_words(reading.document), self._terms, posts, persons):
            sentence = reading.document.sentence_index(holding.span.start)
            told = self._named_office(holding.post)
            office = told
            if office is None and previous is not None and previous[0] == sentence:
                office = previous[1] if self._can_inherit(holding.post) else None
            if office is None:
                office = self._office_of_text(holding)
            if office is None:
                continue
            previous = (sentence, office) if office.type == "Unit" else previous
            if not holding.post.past:
                yield self._draft(holding, office, 0.95 if told is not None else 0.75)

    def _draft(self, holding: Holding, office: Cluster, confidence: float) -> Draft:
        person = self._person_of[holding.person.span]
        return Draft(
            person.id, "holdsPost", office.id, (holding.span,), confidence, "title beside name", post=holding.post.name
        )

    def _named_office(self, post: PostMention) -> Cluster | None:
        """The unit or the governed place inside the title."""
        inside = [(m, c) for m, c in self._units if post.span.covers(m.span)]
        if inside:
            return max(inside, key=lambda pair: len(pair[0].span))[1]
        if post.unit_type in GOVERNED:
            return self._governed(post)
        return None

    def _governed(self, post: PostMention) -> Cluster | None:
        """The body that governs ("Pemkab Tegal") where the text names it, else the place."""
        name = post.governs or next(
            (p.governs for p in self._reading.posts if isinstance(p, PostMention) and p.governs and _same_seat(p, post)),
            "",
        )
        tail = compared_tail(name, self._terms)
        bodies = [c for c in self._reading.of_type("Unit") if c.kind == "Pemda" and _is_seat(c, post.unit_type)]
        if tail:
            bodies = [c for c in bodies if compared_tail(c.name, self._terms).endswith(f" {tail}")]
        if len(bodies) == 1 or (bodies and tail):
            return bodies[0]
        places = [c for c in self._reading.of_type("Place") if tail and compared_tail(c.name, self._terms) == tail]
        return places[0] if places else None

    def _can_inherit(self, post: PostMention) -> bool:
        return post.role in ("section", "office") and not post.unit_type

    def _office_of_text(self, holding: Holding) -> Cluster | None:
        """The office meant by a title that names none: the unit mentioned last before, by kind of title."""
        post = holding.post
        if post.unit_type or post.role not in ("section", "office"):
            return None
        before = [(m, c) for m, c in self._units if m.span.end <= holding.span.start]
        if post.role == "section" and post.name.startswith(("Kepala", "Plt. Kepala", "Plh. Kepala", "Staf")):
            before = [(m, c) for m, c in before if c.kind in _CORRECTIONAL] or before
            return _most_mentioned(before, self._reading) if before else None
        sentence = self._reading.document.sentence_index(holding.span.start)
        near = [(m, c) for m, c in before if sentence - self._reading.document.sentence_index(m.span.start) <= 1]
        return near[-1][1] if near else None


def _most_mentioned(before: list[tuple[Mention, Cluster]], reading: Reading) -> Cluster:
    """The unit that the text is about: the one with most mentions, of equal ones the one named first."""
    clusters = {cluster.id: cluster for _, cluster in before}
    order = [c.id for c in reading.of_type("Unit")]
    return max(clusters.values(), key=lambda c: (len(c.mentions), -order.index(c.id)))


def _same_seat(post: PostMention, other: PostMention) -> bool:
    return post.unit_type == other.unit_type


def _is_seat(cluster: Cluster, unit_type: str) -> bool:
    words = {"pemkab": "kabupaten", "pemkot": "kota", "pemprov": "provinsi", "desa": "desa"}
    name = cluster.name.lower()
    return unit_type in name or words.get(unit_type, "-") in name or name.startswith("pemda")


def _successions(reading: Reading) -> Iterator[Draft]:
    """"A menggantikan B", "jabatan diserahkan dari A kepada B", "A menyerahkan tongkat komando kepada B"."""
    document = reading.document
    by_sentence: dict[int, list[tuple[Mention, Cluster]]] = {}
    for mention, cluster in reading.mentions("Person"):
        by_sentence.setdefault(document.sentence_index(mention.span.start), []).append((mention, cluster))
    for index, people in by_sentence.items():
        sentence = document.sentences[index]
        for (first, one), (second, other) in zip(people, people[1:], strict=False):
            if one.id == other.id:
                continue
            successor = _successor(document.text, sentence, first, second)
            if successor is None:
                continue
            pair = (one, other) if successor is first else (other, one)
            yield Draft(pair[0].id, "succeeds", pair[1].id, (sentence,), 0.85, "handover of a post")


def _successor(text: str, sentence: Span, first: Mention, second: Mention) -> Mention | None:
    """Which of two persons named one after the other in a sentence takes over from the other; None where neither."""
    between = text[first.span.end : second.span.start].lower()
    for verb, direction in _SUCCESSION.items():
        if verb in between.split():
            return first if direction == "forward" else second
    if any(word in between for word in ("sebelumnya ditempati", "sebelumnya dijabat", "sebelumnya diduduki")):
        return first
    lead = sentence.of(text).lower()
    if any(word in lead for word in _HANDOVER) and "kepada" in between.split():
        return second
    return None
