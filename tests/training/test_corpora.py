from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SimpulError
from kg.training.corpora import CORPORA, LABELS, TaggedSentence, _sentence, read_conll, read_corpus


def _read(folder: Path, text: str) -> list[TaggedSentence]:
    path = folder / "corpus.txt"
    path.write_text(text, encoding="utf-8")
    return list(read_conll(path))


def _named(sentence: TaggedSentence) -> list[tuple[str, str]]:
    return [(sentence.text[start:end], label) for start, end, label in sentence.names]


def test_names_go_from_their_first_word_to_their_last(tmp_path: Path) -> None:
    (found,) = _read(tmp_path, "Kepala O\nBluri B-PER\nWijaksono I-PER\ndi O\nBanjarnegara B-LOC\n. O\n\n")
    assert found.text == "Kepala Bluri Wijaksono di Banjarnegara ."
    assert _named(found) == [("Bluri Wijaksono", "PER"), ("Banjarnegara", "LOC")]


def test_two_names_side_by_side_stay_two(tmp_path: Path) -> None:
    (found,) = _read(tmp_path, "Bluri B-PER\nDodik B-PER\nHarmono I-PER\n")
    assert _named(found) == [("Bluri", "PER"), ("Dodik Harmono", "PER")]


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("Bluri I-PER\nWijaksono I-PER\n", [("Bluri Wijaksono", "PER")]),
        ("Bluri B-PER\nPurwokerto I-LOC\n", [("Bluri", "PER"), ("Purwokerto", "LOC")]),
        ("Bluri B-PER\ndan O\nDodik I-PER\n", [("Bluri", "PER"), ("Dodik", "PER")]),
    ],
)
def test_a_name_may_begin_without_b(tmp_path: Path, lines: str, names: list[tuple[str, str]]) -> None:
    assert _named(_read(tmp_path, lines)[0]) == names


def test_tabs_and_spaces_part_columns_and_the_last_one_counts(tmp_path: Path) -> None:
    (one,) = _read(tmp_path, "Bluri\tB-PER\nberkata\tO\n")
    (other,) = _read(tmp_path, "Bluri NNP x B-PER\nberkata VB y O\n")
    assert one == other == TaggedSentence("Bluri berkata", ((0, 5, "PER"),))


def test_sentences_end_at_blank_lines_and_with_the_file(tmp_path: Path) -> None:
    found = _read(tmp_path, "\n\nSatu B-PER\n\n \n\nDua O\nTiga I-PER")
    assert [s.text for s in found] == ["Satu", "Dua Tiga"]
    assert [_named(s) for s in found] == [[("Satu", "PER")], [("Tiga", "PER")]]
    assert _read(tmp_path, "") == []


_LABELS = st.sampled_from(["O", "B-PER", "I-PER", "B-LOC", "I-LOC"])


@given(st.lists(st.tuples(st.text("abc", min_size=1, max_size=4), _LABELS), min_size=1, max_size=12))
def test_names_are_whole_words_in_order_and_cover_what_is_tagged(rows: list[tuple[str, str]]) -> None:
    sentence = _sentence(rows)
    assert sentence.text.split() == [word for word, _ in rows]
    tagged = [word for word, label in rows if label != "O"]
    assert [word for name, _ in _named(sentence) for word in name.split()] == tagged
    assert all(one[1] < other[0] for one, other in pairwise(sentence.names))


def test_each_corpus_is_found_under_its_own_file_names(tmp_path: Path) -> None:
    for name, dev in (("idner", "dev"), ("nergrit", "valid"), ("nerp", "valid")):
        for part, file in (("train", "train"), ("dev", dev)):
            path = tmp_path / CORPORA[name].format(part=file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{name} O\n{part} B-{LABELS[name][0]}\n", encoding="utf-8")
            assert [s.text for s in read_corpus(tmp_path, name, part)] == [f"{name} {part}"]


def test_a_missing_corpus_names_its_file_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SimpulError, match=r"idner-news-2k/train\.txt.*--public"):
        next(read_corpus(tmp_path, "idner", "train"))
