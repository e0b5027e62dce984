"""Programmes: schemes and programmes that the vocabulary lists, and what the text itself calls a programme.

"Program X" is read with X a name ("Program Sekolah Rakyat"), a name in quotation marks ("program “Semarak Tanam
Jagung”"), a numbered list ("13 Program Akselerasi Menteri …") or a plain noun phrase ("program ketahanan pangan").
"""

from __future__ import annotations

import re
from functools import cache

from kg.extraction.mentions.gazetteer import Gazetteer
from kg.extraction.mentions.passage import DATE_WORDS, Passage
from kg.model import Mention
from kg.vocabulary import ProgramType, Vocabulary

_HEADS = frozenset(["program", "gerakan"])
_LEADS = frozenset(["program", "predikat", "pembangunan", "pencanangan", "pemberian", "pelaksanaan"])
_DEICTIC = frozenset(["ini", "itu", "tersebut"])
_NUMBERS = frozenset(["tiga", "lima", "tujuh", "delapan", "sepuluh", "belas"])
# Words that lead to the office behind a programme: "program akselerasi gagasan Menteri Imigrasi dan Pemasyarakatan".
_OWNER_LEADS = frozenset(["gagasan", "prioritas", "unggulan", "bidang"])
_OWNERS = frozenset(["menteri", "kementerian", "kemenimipas", "menimipas", "presiden", "ditjenpas", "pemasyarakatan"])
_LINKS = frozenset(["dan", "menuju", "serta", "bagi", "untuk", "/"])
# A plain noun phrase ends before one of these; and these first words are too general to be a programme's name.
_ENDS = frozenset(
    [
        *["yang", "di", "ke", "dari", "dan", "atau", "oleh", "pada", "dalam", "melalui", "lewat", "dengan", "untuk"],
        *["agar", "supaya", "serta", "guna", "demi", "sebagai", "ini", "itu", "tersebut", "mereka", "kami", "kita"],
        *[
            "akan",
            "telah",
            "sudah",
            "bisa",
            "dapat",
            "mampu",
            "berhasil",
            "berjalan",
            "kepada",
            "bagi",
            "tidak",
            "juga",
        ],
        *["dijalankan", "lapas", "rutan", "bapas", "dilaksanakan", "disesuaikan", "setempat", "secara", "karena"],
    ]
)
_GENERAL = frozenset(
    [
        *["pembinaan", "pelatihan", "unggulan", "prioritas", "kerja", "kegiatan", "pemberdayaan", "pembangunan"],
        *["panjang", "strategis", "inovasi", "pemerintah", "positif", "serupa", "lain", "lainnya", "semacam", "hukum"],
        *["studi", "sarjana", "pascasarjana", "magister", "pendampingan", "layanan", "pelayanan", "bantuan", "besar"],
        *["nasional", "rutin", "khusus", "baru", "utama", "berkelanjutan", "kemitraan", "sosial", "pengabdian"],
    ]
)
_LONGEST_NAME, _LONGEST_PHRASE = 10, 3


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
    return found


def _at(passage: Passage, position: int, listed: Gazetteer[ProgramType]) -> tuple[int, Mention | None]:
    match = listed.longest(passage.words, position)
    if match is not None and not _written_as_listed(passage, position, *match):
        match = None
    phrase = _phrase_end(passage, position) if passage.words[position] in _HEADS else position
    if phrase > position and passage.words[position + 1] in _DEICTIC:
        return phrase, _mention(passage, position, phrase, anaphoric=True)
    if match is not None and _with_short_form(passage, match[0]) >= phrase:
        end = _with_owner(passage, match[0]) if passage.words[position] in _HEADS else match[0]
        start = _core(passage, position, end, listed)
        end = _with_short_form(passage, end)
        return end, _mention(passage, start, end, match[1].id)
    if phrase > position:
        inner = _named_inside(passage, position + 1, phrase, listed)
        return inner or (phrase, _mention(passage, _with_number(passage, position), phrase))
    return position + 1, None


def _named_inside(
    passage: Passage, start: int, end: int, listed: Gazetteer[ProgramType]
) -> tuple[int, Mention | None] | None:
    """The listed programme that is all there is behind the word "program": "program Pembebasan Bersyarat (PB)"."""
    match = listed.longest(passage.words, start, end)
    if match is None or _with_short_form(passage, match[0]) != end:
        return None
    return end, _mention(passage, start, end, match[1].id)


def _written_as_listed(passage: Passage, start: int, end: int, program: ProgramType) -> bool:
    """Whether capitals are where they belong: "PB" is parole, "pb" is not; only schemes are written in lower case."""
    text = passage.text(start, end)
    if end == start + 1 and len(text) <= 5:
        return text.isupper() and (len(text) > 2 or _spelt_out(passage, program))
    first = start + passage.tokens[start].text.isdigit()  # "13 Program Akselerasi"
    lower_case = program.kind == "scheme" or passage.words[first] in _HEADS
    return lower_case or passage.capital(first) or _with_short_form(passage, end) > end


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


def _phrase_end(passage: Passage, head: int) -> int:
    """Where the phrase that begins with "program" at ``head`` ends; ``head`` itself where it names nothing."""
    first = head + 1
    if first >= len(passage.tokens) or passage.gap(first) != " ":
        return head
    if passage.words[first] in _DEICTIC:
        return first + 1
    if passage.tokens[first].text in '“"':
        return _quoted_end(passage, head, first)
    if passage.words[head] == "gerakan" and not (passage.capital(head) and passage.capital(first)):
        return head
    if passage.capital(first):
        end = _with_short_form(passage, _with_owner(passage, _name_end(passage, first)))
        more = passage.tokens[end - 1].text == ")" and passage.capital(end)  # "… (TJSL) PLN 2024"
        return _name_end(passage, end) if more else end
    return _with_short_form(passage, _with_owner(passage, _noun_phrase_end(passage, head)))


def _quoted_end(passage: Passage, head: int, first: int) -> int:
    for position in range(first + 1, min(first + _LONGEST_NAME, len(passage.tokens))):
        if passage.tokens[position].text in '”"':
            return position
    return head


def _name_end(passage: Passage, first: int) -> int:
    """The end of a run of capitalised words, joined by "dan", "menuju", commas inside a list, and numbers."""
    end = first
    while end < len(passage.tokens) and end - first < _LONGEST_NAME:
        if "\n" in passage.gap(end) or passage.words[end] in DATE_WORDS:
            break
        joins = passage.words[end] in _LINKS or (passage.tokens[end].text == "," and passage.capital(end - 1))
        if joins and not (passage.capital(end + 1) and _list_goes_on(passage, end)):
            break
        if not (joins or passage.capital(end) or passage.tokens[end].text.isdigit()):
            break
        end += 1
    return end


def _list_goes_on(passage: Passage, position: int) -> bool:
    """Whether a comma stands inside a list that a conjunction ends: "Pencegahan, Pemberantasan, dan …"."""
    if passage.tokens[position].text != ",":
        return True
    ahead = passage.tokens[position + 1 : position + 7]
    return any(token.lower == "dan" for token in ahead) and all(
        t.text[0].isupper() or t.text in ",dan" for t in ahead[:2]
    )


def _noun_phrase_end(passage: Passage, head: int) -> int:
    end = head + 1
    while end < len(passage.tokens) and end - head <= _LONGEST_PHRASE:
        word = passage.words[end]
        ended = not word[0].isalpha() or word in _ENDS or word in _OWNER_LEADS
        if ended or passage.gap(end) != " " or (word in _OWNERS and passage.capital(end)):
            break
        end += 1
    general = passage.words[head + 1] in _GENERAL and end - head < 3
    return head if general or end == head + 1 else end


def _with_owner(passage: Passage, end: int) -> int:
    """``end``, or behind the office whose programme it is: "… Menteri Imigrasi dan Pemasyarakatan"."""
    start = end + 1 if end < len(passage.words) and passage.words[end] in _OWNER_LEADS else end
    if start >= len(passage.words) or passage.words[start] not in _OWNERS or not passage.capital(start):
        return end
    return _name_end(passage, start)


def _with_short_form(passage: Passage, end: int) -> int:
    marks = [token.text for token in passage.tokens[end : end + 3]]
    short = len(marks) == 3 and marks[0] == "(" and marks[2] == ")" and marks[1][:2].isupper()
    return end + 3 if short else end


def _mention(passage: Passage, start: int, end: int, reference: str = "", anaphoric: bool = False) -> Mention:
    if passage.tokens[start + 1 : start + 2] and end > start + 2 and passage.tokens[start + 1].text in '“"':
        start += 2
    text = passage.text(start, end)
    name = re.sub(r"\s*\([^)]*\)", "", text).strip()
    if " " in name:
        name = name.removesuffix("nya")  # "program ketahanan pangannya": somebody's, and so is no part of the name
    return Mention("Program", passage.span(start, end), text, name, reference=reference, anaphoric=anaphoric)
