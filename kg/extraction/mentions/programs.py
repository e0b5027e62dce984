"""Programmes: schemes and programmes that the vocabulary lists, and what the text itself calls a programme."""

from __future__ import annotations

import re
from functools import cache

from kg.extraction.mentions.gazetteer import Gazetteer
from kg.extraction.mentions.passage import Passage
from kg.extraction.mentions.program_items import find_items
from kg.extraction.mentions.program_phrases import (
    DEICTIC,
    HEADS,
    name_start,
    phrase_end,
    with_owner,
    with_short_form,
)
from kg.model import Mention
from kg.vocabulary import ProgramType, Vocabulary

_LEADS = frozenset(["program", "predikat", "pembangunan", "pencanangan", "pemberian", "pelaksanaan", "hak"])
# Two letters are a scheme behind one of these though the text spells nothing out: "diusulkan PB", "hak CB".
_GRANTING = frozenset(
    [
        *["program", "hak", "usulan", "usulkan", "diusulkan", "mendapat", "mendapatkan", "memperoleh", "menerima"],
        *["menjalani", "penerima", "klien", "pemberian", "pengajuan", "pelaksanaan", "sk", "surat", "melalui", "lewat"],
    ]
)
_NUMBERS = frozenset(["tiga", "lima", "tujuh", "delapan", "sepuluh", "belas"])
# Behind these a scheme says what a site or a person is for: "lahan asimilasi", "warga binaan asimilasi".
_ATTRIBUTED = frozenset(["lahan", "area", "kebun", "blok", "kamar", "pondok", "sarana", "ruang"])
_REGION_WORDS = frozenset(["provinsi", "kabupaten", "kota"])
_EDITION, _YEAR = re.compile(r"[Kk]e-(?:\d+|[IVXL]+)"), re.compile(r"20\d\d")
_RESUMED = 6


@cache
def _listed(vocabulary: Vocabulary) -> Gazetteer[ProgramType]:
    """Every form of the programmes that running text may name, by the rule of their column ``read``."""
    return Gazetteer(
        (form, program)
        for program in vocabulary.programs
        if program.read != "never"
        for form in (program.label_id, *program.aliases)
        if program.read == "name" or "program" in form.lower()
    )


def find_programs(passage: Passage, vocabulary: Vocabulary) -> list[Mention]:
    """The programme mentions of a document, in order; "program ini" is anaphoric."""
    listed = _listed(vocabulary)
    found: list[Mention] = []
    position = 0
    while position < len(passage.tokens):
        end, mention = _at(passage, position, listed)
        found += [mention] if mention is not None else []
        position = end
    return sorted([*found, *find_items(passage, found)], key=lambda m: m.span)


def _at(passage: Passage, position: int, listed: Gazetteer[ProgramType]) -> tuple[int, Mention | None]:
    match = listed.longest(passage.words, position)
    if match is not None:
        match = _resumed(passage, position, match, listed)
    if match is not None and not _written_as_listed(passage, position, *match):
        match = None
    phrase = phrase_end(passage, position) if passage.words[position] in HEADS else position
    if phrase == position + 2 and passage.words[position + 1] in DEICTIC:
        return phrase, _mention(passage, position, phrase, anaphoric=True)
    if match is not None and with_short_form(passage, match[0]) >= phrase:
        return _listed_at(passage, position, match, listed)
    if phrase > position:
        return _phrase_at(passage, position, phrase, listed)
    return position + 1, None


def _listed_at(
    passage: Passage, position: int, match: tuple[int, ProgramType], listed: Gazetteer[ProgramType]
) -> tuple[int, Mention | None]:
    end = with_owner(passage, match[0]) if passage.words[position] in HEADS else match[0]
    start = _core(passage, position, end, listed)
    end = _with_edition(passage, with_short_form(passage, end), match[1])
    if match[1].kind == "scheme" and start == position and passage.before(position) in _ATTRIBUTED:
        return end, None
    return end, _mention(passage, start, end, match[1].id)


def _phrase_at(passage: Passage, head: int, end: int, listed: Gazetteer[ProgramType]) -> tuple[int, Mention | None]:
    """The programme that a phrase names: one of the list ("program Pembebasan Bersyarat (PB)") or one of its own."""
    start = name_start(passage, head)
    match = listed.longest(passage.words, start)
    if match is not None:
        match = _resumed(passage, start, match, listed)
        inner = with_short_form(passage, match[0])
        if inner >= end:
            inner = _with_edition(passage, inner, match[1])
            return inner, _mention(passage, start, inner, match[1].id)
    if start > head + 1:  # "program literasi bertajuk Jendela Dunia"
        return end, _mention(passage, start + (passage.tokens[start].text in '“"'), end)
    return end, _mention(passage, _with_number(passage, head), end)


def _resumed(
    passage: Passage, start: int, match: tuple[int, ProgramType], listed: Gazetteer[ProgramType]
) -> tuple[int, ProgramType]:
    """The match, or a longer one that goes on behind a short form in brackets: "Remisi Khusus (RK) Natal"."""
    end = match[0]
    behind = with_short_form(passage, end)
    if behind == end:
        return match
    words = passage.words[start:end] + passage.words[behind : behind + _RESUMED]
    longer = listed.longest(words, 0)
    if longer is None or longer[0] <= end - start:
        return match
    return start + longer[0] + (behind - end), longer[1]


def _with_edition(passage: Passage, end: int, program: ProgramType) -> int:
    """``end``, or behind what tells one round or plan from the next: "TMMD Reguler ke-126", "RKPD Kabupaten X 2027"."""
    reguler = end + (passage.words[end : end + 1] == ["reguler"])
    if passage.tokens[reguler : reguler + 1] and _EDITION.fullmatch(passage.tokens[reguler].text):
        return reguler + 1
    if program.kind != "policy":
        return end
    if passage.words[end : end + 1] and passage.words[end] in _REGION_WORDS and passage.capital(end + 1):
        end += 2
        while passage.capital(end) and passage.words[end] != "tahun" and passage.gap(end) == " ":
            end += 1
    year = end + (passage.words[end : end + 1] == ["tahun"])
    if not (passage.tokens[year : year + 1] and _YEAR.fullmatch(passage.tokens[year].text)):
        return end
    span = [token.text for token in passage.tokens[year + 1 : year + 3]]
    return year + (3 if len(span) == 2 and span[0] in "-–" and _YEAR.fullmatch(span[1]) else 1)


def _written_as_listed(passage: Passage, start: int, end: int, program: ProgramType) -> bool:
    """Whether capitals are where they belong: "PB" is parole, "pb" is not; only schemes are written in lower case."""
    text = passage.text(start, end)
    if end == start + 1 and len(text) <= 5:
        granted = passage.before(start) in _GRANTING or _spelt_out(passage, program)
        return text.isupper() and (len(text) > 2 or granted)
    first = start + passage.tokens[start].text.isdigit()  # "13 Program Akselerasi"
    lower_case = program.kind == "scheme" or passage.words[first] in HEADS
    written = any(passage.capital(position) for position in range(first, end))  # "zero Halinar"
    return lower_case or written or with_short_form(passage, end) > end


def _spelt_out(passage: Passage, program: ProgramType) -> bool:
    """Whether the text spells the programme out, so that two letters can stand for it."""
    return program.label_id.lower() in passage.document.text.lower()


def _core(passage: Passage, start: int, end: int, listed: Gazetteer[ProgramType]) -> int:
    """``start`` without the words that only lead to the name: "predikat WBK", "program Makan Bergizi Gratis"."""
    position = start
    while position + 1 < end and passage.words[position] in _LEADS:
        position += 1
    match = listed.longest(passage.words, position, end)
    return position if match is not None and match[0] == end else start


def _with_number(passage: Passage, position: int) -> int:
    while position > 0 and (passage.tokens[position - 1].text.isdigit() or passage.words[position - 1] in _NUMBERS):
        position -= 1
    return position


def _mention(passage: Passage, start: int, end: int, reference: str = "", anaphoric: bool = False) -> Mention:
    if passage.tokens[start + 1 : start + 2] and end > start + 2 and passage.tokens[start + 1].text in '“"':
        start += 2
    text = passage.text(start, end)
    name = re.sub(r"\s*\([^)]*\)", "", text).strip()
    if " " in name:
        name = name.removesuffix("nya")  # "program ketahanan pangannya": somebody's, and so is no part of the name
    return Mention("Program", passage.span(start, end), text, name, reference=reference, anaphoric=anaphoric)
