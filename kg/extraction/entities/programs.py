"""Programmes of one document: mentions that name the same scheme or programme, gathered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.extraction.entities.reading import Cluster
from kg.model import Document, Mention
from kg.vocabulary import ProgramType, Vocabulary

_SHORT_FORM = re.compile(r"\(([^)]+)\)")


def cluster_programs(document: Document, mentions: Sequence[Mention], vocabulary: Vocabulary) -> list[Cluster]:
    """The programmes that ``mentions`` stand for, in order of first mention, with ids ``g1``, ``g2`` …

    Mentions are one programme where their names or short forms agree or they name the same row of the vocabulary
    ("remisi" joins the first special remission); "program ini" joins the one before it. The name is the longest form.
    Which of two rows a form means that both have, the other words of the document tell.
    """
    groups: list[list[Mention]] = []
    meant = _meant(document.text, vocabulary)
    named = (replace(m, reference=meant.get(m.name.casefold(), m.reference)) for m in mentions)
    ordered = sorted(named, key=lambda m: m.span)
    for mention in ordered:
        if not mention.anaphoric:
            group = next((g for g in groups if any(_same(mention, other) for other in g)), None)
            if group is None:
                groups.append(group := [])
            group.append(mention)
    _join_parent(groups, vocabulary)
    for mention in ordered:
        before = [m for group in groups for m in group if m.span < mention.span]
        if mention.anaphoric and before:
            last = max(before, key=lambda m: m.span)
            next(g for g in groups if last in g).append(mention)
    groups.sort(key=lambda g: min(m.span for m in g))
    return [_cluster(number, group) for number, group in enumerate(groups, 1)]


def _meant(text: str, vocabulary: Vocabulary) -> dict[str, str]:
    """The ambiguous forms of programmes in small letters, to the row that each means in this text."""
    return {
        row.form.casefold(): row.ids[0] if _words(row.beside).search(text) else row.ids[1]
        for row in vocabulary.ambiguous
        if row.file == "programs.tsv"
    }


@cache
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def _same(mention: Mention, other: Mention) -> bool:
    if mention.reference and mention.reference == other.reference:
        return True
    return bool(_forms(mention) & _forms(other))


def _forms(mention: Mention) -> set[str]:
    """The forms that a mention gives: its name, the name without "program", its short form."""
    name = re.sub(r"^(?:\d+ )?(?:program |gerakan )", "", mention.name.lower())
    return {mention.name.lower(), name, *(short.lower() for short in _SHORT_FORM.findall(mention.text))}


def _join_parent(groups: list[list[Mention]], vocabulary: Vocabulary) -> None:
    """Let a scheme join the first of its kinds that the text names: "remisi" the "remisi khusus Natal" given there."""
    for general in [g for g in groups if _is_broad(g[0].reference, vocabulary)]:
        special = next((g for g in groups if _is_kind_of(g[0], general[0], vocabulary)), None)
        if special is not None:
            special.extend(general)
            groups.remove(general)


def _is_broad(reference: str, vocabulary: Vocabulary) -> bool:
    """Whether a scheme is no kind of another, so that its bare word stands for any of its kinds."""
    row = vocabulary.program_by_id.get(reference)
    return row is not None and row.kind == "scheme" and not _is_named_after(row, row.parent_id, vocabulary)


def _is_kind_of(mention: Mention, other: Mention, vocabulary: Vocabulary) -> bool:
    """Whether the vocabulary has ``mention`` as a scheme somewhere under ``other``, named with its word."""
    row = vocabulary.program_by_id.get(mention.reference)
    while row is not None and _is_named_after(row, row.parent_id, vocabulary):
        if row.parent_id == other.reference:
            return True
        row = vocabulary.program_by_id.get(row.parent_id)
    return False


def _is_named_after(row: ProgramType, parent_id: str, vocabulary: Vocabulary) -> bool:
    parent = vocabulary.program_by_id.get(parent_id)
    return parent is not None and row.label_id.lower().startswith(parent.label_id.lower())


def _cluster(number: int, group: Sequence[Mention]) -> Cluster:
    mentions = tuple(sorted(group, key=lambda m: m.span))
    named = [m for m in mentions if not m.anaphoric]
    name = max((m.name for m in named), key=len)
    reference = next((m.reference for m in named if m.reference), "")
    return Cluster(f"g{number}", "Program", name, mentions, reference=reference)
