"""Public NER corpora: sentences with tagged names, as more text for the tagging half to learn from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import SimpulError

# Each corpus: its file below the folder of public sets by part, and the labels it uses.
CORPORA: Mapping[str, str] = {
    "idner": "idner-news-2k/{part}.txt",
    "nergrit": "indonlu/nergrit_ner-grit/{part}_preprocess.txt",
    "nerp": "indonlu/nerp_ner-prosa/{part}_preprocess.txt",
}
LABELS: Mapping[str, Sequence[str]] = {
    "idner": ("PER", "ORG", "LOC"),
    "nergrit": ("PERSON", "ORGANISATION", "PLACE"),
    "nerp": ("PPL", "PLC", "IND", "EVT", "FNB"),
}


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """A sentence and the names in it: start, end (characters) and label."""

    text: str
    names: tuple[tuple[int, int, str], ...]


def read_corpus(folder: Path, name: str, part: str) -> Iterator[TaggedSentence]:
    """The sentences of a part ("train", "dev") of a corpus below the folder of public sets.

    Raises ``SimpulError`` where the file is not there.
    """
    path = folder / CORPORA[name].format(part={"dev": "valid"}.get(part, part) if name != "idner" else part)
    if not path.is_file():
        raise SimpulError(f"{path}: no public corpus: give the folder of public NER sets with --public")
    yield from read_conll(path)


def read_conll(path: Path) -> Iterator[TaggedSentence]:
    """The sentences of a file of ``word … BIO-label`` lines with a blank line after each sentence."""
    rows: list[tuple[str, str]] = []
    for line in (*path.read_text(encoding="utf-8").splitlines(), ""):
        parts = line.split("\t") if "\t" in line else line.split()
        if parts:
            rows.append((parts[0], parts[-1]))
        elif rows:
            yield _sentence(rows)
            rows = []


def _sentence(rows: Sequence[tuple[str, str]]) -> TaggedSentence:
    text = ""
    names: list[tuple[int, int, str]] = []
    inside = ""
    for word, label in rows:
        start = len(text) + bool(text)
        text = f"{text} {word}" if text else word
        mark, _, kind = label.partition("-")
        if mark == "I" and inside == kind:
            names[-1] = (names[-1][0], len(text), kind)
        elif mark in ("B", "I"):
            names.append((start, len(text), kind))
        inside = kind if mark in ("B", "I") else ""
    return TaggedSentence(text, tuple(names))
