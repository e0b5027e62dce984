"""Programmes: which unit runs which, and which programme is an item of another.

A unit runs a programme where a verb of carrying out joins the two: "membangun Zona Integritas", "yang dijalankan
Kementerian Sosial".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.mentions.passage import passage_of
from kg.extraction.statements.draft import Draft
from kg.extraction.statements.scenes import Scene, read_scenes
from kg.model import Span
from kg.vocabulary import Vocabulary

_CLOSE = 12
_SUCH_AS = re.compile(
    r"[^.;]{0,50}\b(?:khususnya|terutama|utamanya|yakni|yaitu|salah satunya|baik itu|meliputi|antara lain)\b"
    r"(?:[ ,]+(?:dalam|pada|terkait|di|bidang|hal|program|poin|butir|pertama|kedua|ketiga))*[ ,:]*"
)
_IS_ITEM_OF = re.compile(
    r",? (?:yang |dan )?(?:merupakan |menjadi |adalah |sebagai )?(?:di dalam )?"
    r"(?:satu dari|salah satu(?: dari)?|(?:salah satu )?(?:poin|butir|item)(?: \w+)?(?: dari| dalam)?"
    r"|bagian(?: dari)?|turunan(?: dari)?|(?:termuat|tercantum|tertuang|terangkum|masuk) dalam|dalam|di antara) "
)
_AND = re.compile(r",? ?(?:dan |serta |maupun )?(?:poin |butir )?")
_COMMON_WORDS = re.compile(r"[Pp]rogram(?: [a-z-]+)+")


def program_statements(reading: Reading, vocabulary: Vocabulary) -> list[Draft]:
    """Who implements the programmes of a document, and what they are part of."""
    programs = reading.of_type("Program")
    if not programs:
        return []
    passage = passage_of(reading.document)
    scenes = read_scenes(reading, passage, vocabulary)
    drafts = [draft for scene in scenes for draft in _carried_out(reading, scene)]
    return [
        *drafts,
        *_local(reading, programs, vocabulary),
        *_owned(reading, programs, vocabulary),
        *_told_items(reading, programs),
        *_items(programs, vocabulary),
    ]


def _carried_out(reading: Reading, scene: Scene) -> Iterator[Draft]:
    programs = [(reading.document.token_range(mention.span), cluster) for mention, cluster in scene.named("Program")]
    units = [a for a in scene.actors if a.cluster.type == "Unit"]
    for cue in scene.cues:
        direction = next((role.direction for role in cue.roles if role.role == "implements"), "")
        for tokens, program in programs:
            if direction == "before" and 0 <= tokens.start - cue.end <= _CLOSE:
                actor = next((a for a in reversed(units) if a.end <= cue.start), None)
            elif direction == "after" and 0 <= cue.start - tokens.stop <= _CLOSE:
                actor = next((a for a in units if 0 <= a.start - cue.end <= _CLOSE), None)
            else:
                actor = None
            if actor is not None:
                yield Draft(actor.cluster.id, "implements", program.id, (scene.span,), 0.6, "verb of carrying out")


def _local(reading: Reading, programs: Sequence[Cluster], vocabulary: Vocabulary) -> Iterator[Draft]:
    """Programmes of the unit spoken of most.

    They are those called by common words alone ("program pembinaan kemandirian"), those that no list has where a
    sentence names the unit too, and those by which each unit gains a predicate for itself (Zona Integritas).
    """
    units = reading.of_type("Unit")
    hub = max(units, key=lambda unit: len(unit.mentions), default=None)
    gaining = {row.parent_id for row in vocabulary.programs if row.kind == "predicate" and row.parent_id}
    if hub is None:
        return
    for program in programs:
        common = next((m for m in program.mentions if _COMMON_WORDS.fullmatch(m.text)), None)
        mention = common or program.mentions[0]
        sentence = reading.document.sentences[reading.document.sentence_index(mention.span.start)]
        if common is not None and _is_local(program.reference, vocabulary):
            yield Draft(hub.id, "implements", program.id, (sentence,), 0.5, "programme of common words")
        elif program.reference in gaining:
            yield Draft(hub.id, "implements", program.id, (sentence,), 0.5, "programme that leads to a predicate")
        elif not program.reference and _names(sentence, hub):
            yield Draft(hub.id, "implements", program.id, (sentence,), 0.5, "programme that no list has")


def _owned(reading: Reading, programs: Sequence[Cluster], vocabulary: Vocabulary) -> Iterator[Draft]:
    """Programmes of a unit that stands right behind their name, or that owns them where one sentence names both."""
    units = reading.of_type("Unit")
    behind = {mention.span.start: unit for unit in units for mention in unit.mentions}
    for program in programs:
        row = vocabulary.program_by_id.get(program.reference)
        for mention in program.mentions:
            sentence = reading.document.sentences[reading.document.sentence_index(mention.span.start)]
            unit = behind.get(mention.span.end + 1)
            if unit is not None:
                yield Draft(unit.id, "implements", program.id, (sentence,), 0.6, "unit behind the programme")
            for owner in (u for u in units if row is not None and row.owner and u.name.lower() == row.owner.lower()):
                if _names(sentence, owner):
                    yield Draft(owner.id, "implements", program.id, (sentence,), 0.5, "owner of the programme")


def _names(sentence: Span, cluster: Cluster) -> bool:
    return any(sentence.start <= mention.span.start < sentence.end for mention in cluster.mentions)


def _is_local(reference: str, vocabulary: Vocabulary) -> bool:
    """Whether neither a programme nor what it is an item of has a name by which everybody knows it."""
    row = vocabulary.program_by_id.get(reference)
    return row is None or (row.read == "program" and _is_local(row.parent_id, vocabulary))


def _told_items(reading: Reading, programs: Sequence[Cluster]) -> Iterator[Draft]:
    """Programmes told as items of another in one sentence: "13 Program …, khususnya X", "X, satu dari 13 Program …"."""
    named = sorted((m.span, p) for p in programs for m in p.mentions if not m.anaphoric)
    text = reading.document.text
    for index, sentence in enumerate(reading.document.sentences):
        inside = [(span, p) for span, p in named if reading.document.sentence_index(span.start) == index]
        whole: Cluster | None = None
        for (span, program), (next_span, following) in pairwise(inside):
            between = text[span.end : next_span.start]
            if _IS_ITEM_OF.fullmatch(between) and program is not following:
                yield Draft(program.id, "partOf", following.id, (sentence,), 0.6, "told as an item")
            if _SUCH_AS.fullmatch(between):
                whole = program
            elif not _AND.fullmatch(between):
                whole = None
            if whole is not None and whole is not following:
                yield Draft(following.id, "partOf", whole.id, (sentence,), 0.6, "told as an item")


def _items(programs: Sequence[Cluster], vocabulary: Vocabulary) -> Iterator[Draft]:
    """Programmes that the vocabulary lists as items of another that the text names too."""
    by_reference = {p.reference: p for p in programs if p.reference}
    for program in programs:
        row = vocabulary.program_by_id.get(program.reference)
        parent = by_reference.get(row.parent_id) if row is not None else None
        if parent is not None:
            spans = (program.mentions[0].span, parent.mentions[0].span)
            yield Draft(program.id, "partOf", parent.id, spans, 0.6, "listed item")
