"""Public NER corpora: sentences with tagged names, as more text for the tagging half to learn from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# Each corpus: its train file below the folder of public sets, and the labels it uses.
CORPORA: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "idner": ("idner-news-2k/train.txt", ("PER", "ORG", "LOC")),
    "nergrit": ("indonlu/nergrit_ner-grit/train_preprocess.txt", ("PERSON", "ORGANISATION", "PLACE")),
    "nerp": ("indonlu/nerp_ner-prosa/train_preprocess.txt", ("PPL", "PLC", "IND", "EVT", "FNB")),
}
LABELS: Mapping[str, Sequence[str]] = {name: labels for name, (_, labels) in CORPORA.items()}


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """A sentence and the names in it: start, end (characters) and label."""

    text: str
    names: tuple[tuple[int, int, str], ...]


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
