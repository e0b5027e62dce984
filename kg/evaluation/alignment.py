"""Alignment: which entity of an answer stands for which entity of gold, one to one within a type."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from kg.evaluation.annotation import AnnotatedEntity, Annotation

# The yardstick's own list: it forgives an answer these differences of wording, and no others.
_PLACE_WORDS = re.compile(
    r"\b(kabupaten|kab|kota|provinsi|prov|kecamatan|kec|desa|kelurahan|kel|pulau|jalan|jl|gedung|aula)\b\.?"
)
_UNIT_WORDS = (
    (r"\bbalai pemasyarakatan\b", "bapas"),
    (r"\blembaga pemasyarakatan\b", "lapas"),
    (r"\brumah tahanan( negara)?\b", "rutan"),
    (r"\bkantor wilayah\b", "kanwil"),
    (r"\bdirektorat jenderal\b", "ditjen"),
    (r"\bkelas\s+i+[ab]?\b|\bklas\s+i+[ab]?\b|\bkelas\s+i+\s+[ab]\b", " "),
    (r"\bkabupaten\b", "kab"),
    (r"\bpemerintah\b", "pem"),
    (r"\blembaga pembinaan khusus anak\b", "lpka"),
    (r"\bkepolisian resor\b", "polres"),
    (r"\bkejaksaan negeri\b", "kejari"),
    (r"\bpengadilan negeri\b", "pn"),
)
_EVENT_FLOOR = 0.5
_NAME_FLOOR = 0.88


def words(text: str) -> list[str]:
    """The words of a name in lower case, without what stands in brackets and without marks but the apostrophe."""
    text = text.lower().replace("’", "'").replace("‘", "'")
    return re.sub(r"[^\w' ]+", " ", re.sub(r"\([^)]*\)", " ", text)).split()


def likeness(one: str, other: str) -> float:
    """How alike two strings are, from 0 to 1 (Ratcliff/Obershelp); 0 where either is empty."""
    return SequenceMatcher(None, one, other).ratio() if one and other else 0.0


def align(gold: Annotation, answer: Annotation) -> dict[str, str]:
    """Ids of the answer's entities with the ids of the gold entities they stand for, the most alike pairs first."""
    pairs = [
        (-similarity, g.id, a.id)
        for g in gold.entities
        for a in answer.entities
        if g.type == a.type and (similarity := _similarity(g, a))
    ]
    to_gold: dict[str, str] = {}
    for _, gold_id, answer_id in sorted(pairs):
        if answer_id not in to_gold and gold_id not in to_gold.values():
            to_gold[answer_id] = gold_id
    return to_gold


def _similarity(gold: AnnotatedEntity, answer: AnnotatedEntity) -> float:
    """How alike two entities of one type are; 0 where they are too different to be one."""
    similarity, floor = (
        (_event_similarity(gold, answer), _EVENT_FLOOR)
        if gold.type == "Event"
        else (_name_similarity(gold, answer), _NAME_FLOOR)
    )
    return similarity if similarity >= floor else 0.0


def _event_similarity(gold: AnnotatedEntity, answer: AnnotatedEntity) -> float:
    """Kind, date and shared words: an event's name is the annotator's own."""
    score = 0.4 * (gold.kind == answer.kind)
    score += 0.3 * (gold.date == answer.date)
    score += 0.01 * (words(gold.name) == words(answer.name))
    one, other = set(words(gold.name)), set(words(answer.name))
    shared = len(one & other) / max(1, min(len(one), len(other))) if one and other else 0.0
    return score + 0.3 * shared


def _name_similarity(gold: AnnotatedEntity, answer: AnnotatedEntity) -> float:
    bonus = 0.01 * (gold.kind == answer.kind)
    if words(gold.name) == words(answer.name):
        return 1.0 + bonus
    gold_name, answer_name = _key(gold.type, gold.name), _key(gold.type, answer.name)
    if gold_name == answer_name:
        return 0.97 + bonus
    if answer_name in _keys(gold) or gold_name in _keys(answer):
        return 0.95 + bonus
    best = likeness(" ".join(sorted(gold_name.split())), " ".join(sorted(answer_name.split())))
    return best if best >= _NAME_FLOOR else 0.0


def _keys(entity: AnnotatedEntity) -> set[str]:
    return {_key(entity.type, name) for name in (entity.name, *entity.mentions)} - {""}


def _key(entity_type: str, name: str) -> str:
    """A name without the differences that count for nothing within a type."""
    text = " ".join(words(name))
    if entity_type == "Place":
        text = _PLACE_WORDS.sub(" ", text)
    if entity_type == "Unit":
        for pattern, short in _UNIT_WORDS:
            text = re.sub(pattern, short, text)
    return " ".join(text.split())
