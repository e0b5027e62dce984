"""Items of a numbered programme that the text spells out beside it.

"13 Program Akselerasi …, khususnya pemberantasan narkoba dan pemberdayaan warga binaan" names two of the thirteen, as
does "poin ketahanan pangan dalam 15 Program Aksi …". Only beside the name of the whole is such a phrase a programme;
anywhere else it is a field of work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extraction.mentions.passage import Passage
from kg.extraction.mentions.program_phrases import with_short_form
from kg.model import Mention

_NUMBERED = re.compile(r"\d+ |(?:tiga|lima) belas |(?:program )?aksi|(?:program )?akselerasi|asta ", re.IGNORECASE)
_SUCH_AS = frozenset(["khususnya", "terutama", "utamanya", "yakni", "yaitu", "satunya"])
_POINTS = frozenset(["poin", "butir", "point", "klausul"])
_LEADS = frozenset(
    ["dalam", "pada", "terkait", "di", "bidang", "hal", "soal", "mengenai", "tentang", "program", "yakni"]
)
_ORDINALS = frozenset(["pertama", "kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh", "kedelapan"])
# An item is a deed ("pemberantasan …", "memberantas …") or the state it aims at ("ketahanan pangan").
_DEED = re.compile(
    r"(?:pem|pen|peng|per|pel)[a-z]{3,}an|(?:mem|men|meng)[a-z]{4,}|(?:ketahanan|kemandirian|swasembada)"
)
_NO_ITEM = frozenset(
    ["pemerintah", "pemerintahan", "pemasyarakatan", "pertemuan", "pelaksanaan", "mengenai", "pengarahan"]
)
_ENDS = frozenset(
    ["yang", "guna", "mulai", "agar", "sekaligus", "sebagai", "dalam", "pada", "ini", "itu", "tersebut", "demi"]
)
_AND = frozenset(["dan", "serta", ","])
_REACH, _LONGEST, _SHORTEST = 6, 14, 2


def find_items(passage: Passage, programs: Sequence[Mention]) -> list[Mention]:
    """The items that stand beside the numbered ``programs`` of a document, in order, none over one of them."""
    taken = [passage.document.token_range(m.span) for m in programs]
    found: list[Mention] = []
    for mention, tokens in zip(programs, taken, strict=True):
        if not mention.anaphoric and _NUMBERED.match(mention.text):
            for start, end in [*_behind(passage, tokens.stop), *_before(passage, tokens.start)]:
                if not any(start < t.stop and t.start < end for t in taken):
                    text = passage.text(start, end)
                    found.append(Mention("Program", passage.span(start, end), text, text))
    return sorted(found, key=lambda m: m.span)


def _behind(passage: Passage, stop: int) -> Iterator[tuple[int, int]]:
    """The items of a list behind the name: "…, khususnya X, Y dan Z"."""
    position = stop
    while position < min(stop + _REACH, len(passage.tokens)) and passage.words[position] not in _SUCH_AS:
        if not (passage.words[position][0].isalnum() or passage.words[position] == ","):
            return
        position += 1
    if position >= min(stop + _REACH, len(passage.tokens)):
        return
    start = _past_leads(passage, position + 1)
    while (end := _item_end(passage, start)) > start:
        yield start, end
        start = end
        while start < len(passage.words) and passage.words[start] in _AND:
            start += 1
        start = _past_leads(passage, start) if start > end else len(passage.words)


def _before(passage: Passage, stop: int) -> Iterator[tuple[int, int]]:
    """The item that a point before the name tells: "poin X dalam 13 Program …"."""
    if passage.before(stop) not in {"dalam", "dari", "pada"}:
        return
    for position in range(stop - 2, max(stop - _LONGEST, 0), -1):
        if passage.words[position] in _POINTS:
            start = _past_leads(passage, position)
            if _item_end(passage, start) == stop - 1:
                yield start, stop - 1
            return


def _past_leads(passage: Passage, position: int) -> int:
    leads = _LEADS | _POINTS | _ORDINALS
    while position < len(passage.words) and (passage.words[position] in leads or passage.words[position].isdigit()):
        position += 1
    return position


def _item_end(passage: Passage, start: int) -> int:
    """Where the item that begins at ``start`` ends; ``start`` where none does."""
    if start >= len(passage.words) or not _begins(passage, start):
        return start
    end = start + 1
    while end < len(passage.tokens) and end - start < _LONGEST:
        if (behind := with_short_form(passage, end)) > end:
            end = behind
            continue
        word = passage.words[end]
        inside = word.isalpha() or word in "-/" or (word in _AND and word != ",")
        if not inside or word in _ENDS or "\n" in passage.gap(end):
            break
        if word in _AND and (_begins(passage, end + 1) or passage.words[end + 1 : end + 2] == ["poin"]):
            break
        end += 1
    return end if end - start >= _SHORTEST else start


def _begins(passage: Passage, position: int) -> bool:
    """Whether a deed with its object begins: "penipuan," alone is the object of the deed before it."""
    words = passage.words[position : position + 2]
    if len(words) < 2 or words[0] in _NO_ITEM or not _DEED.fullmatch(words[0]):
        return False
    return words[1].isalpha() and words[1] not in _AND
