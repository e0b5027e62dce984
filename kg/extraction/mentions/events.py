"""Events: words that name or tell of something that happens at a time.

Nouns ("razia", "penandatanganannya"), verbs ("meresmikan"), the short forms of headlines ("Teken"), commemorations
("HUT ke-80 RI") and general nouns that point back ("kegiatan tersebut") are found with what surrounds them; which of
them are events, and which mean the same one, is decided where the whole document is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extraction.mentions.commemorations import OPENINGS, commemoration_end
from kg.extraction.mentions.event_words import EventForm, EventWords, Reading, event_words, meant
from kg.extraction.mentions.gazetteer import Gazetteer
from kg.extraction.mentions.passage import DATE_WORDS, Passage
from kg.model import Mention
from kg.vocabulary import Vocabulary

_DEICTIC = frozenset(["ini", "itu", "tersebut"])
_GENERAL = frozenset(
    [
        *[
            "kegiatan",
            "acara",
            "agenda",
            "giat",
            "prosesi",
            "aksi",
            "ajang",
            "hajatan",
            "gelaran",
            "momen",
            "rangkaian",
        ],
        *["perhelatan", "forum", "langkah", "peristiwa", "kejadian", "insiden", "multievent", "momentum", "pertemuan"],
    ]
)
_POINTING = frozenset(
    ["acaranya", "kegiatannya", "agendanya", "penyerahannya", "pemberiannya", "pembagiannya", "pelaksanaannya"]
)
# A phrase that names an event ends before one of these.
_ENDS = frozenset(
    [
        *["yang", "di", "ke", "dari", "oleh", "pada", "dalam", "melalui", "lewat", "untuk", "agar", "supaya", "serta"],
        *["guna", "demi", "sebagai", "ini", "itu", "tersebut", "dengan", "antara", "kepada", "bagi", "juga", "sudah"],
        *["telah", "akan", "bisa", "dapat", "hingga", "sampai", "sekaligus", "bersama", "terhadap", "karena", "ketika"],
        *["saat", "usai", "secara", "tidak", "tak", "bukan", "adalah", "ialah", "merupakan", "menjadi", "bertempat"],
        *["berlangsung", "mulai", "setelah", "sebelum", "selama", "para", "sejumlah", "turut", "masih", "hari"],
        *["kami", "kita", "ia", "mereka", "saya", "beliau", "alias", "kembali", "mesti", "harus", "hanya", "pun"],
        *["rampung", "selesai", "tuntas", "tiba", "datang", "hadir", "ikut", "sukses", "lancar", "ramai", "meriah"],
        *["minta", "sekitar", "pukul", "belum", "sungguh", "cuma", "yakni", "yaitu", "seperti", "inilah", "itulah"],
    ]
)
_MODIFIED = frozenset(
    [
        *[
            "petugas",
            "tim",
            "regu",
            "lapangan",
            "ruang",
            "satgas",
            "proyek",
            "pembangunan",
            "surat",
            "jadwal",
            "panitia",
        ],
        *["peserta", "naskah", "draf", "konsep", "penyusunan", "hak", "usulan", "layanan", "program", "barang", "alat"],
        *["lahan", "tema", "materi", "hasil", "dana", "upaya", "rencana", "mobil", "pola"],
    ]
)
_BEGIN = _GENERAL | _POINTING | OPENINGS  # what can begin a mention without being a trigger
# Whoever is this leads the event that the next word points back at: "inspektur upacara".
_LEADERS = frozenset(["inspektur", "pembina", "komandan"])
_JOINTS = frozenset(["dan", "serta", "sekaligus", ","])
_VERB = re.compile(r"(?:meng|meny|mem|men|di)[a-z]{4,}")
_NO_VERB = frozenset(["dinas", "digital", "direktorat", "direktur", "dini", "menteri", "mental", "mendadak", "diklat"])
_LONGEST_PHRASE = 9


@dataclass(frozen=True, slots=True)
class EventMention(Mention):
    """A mention of an event: ``phrase`` is how the text names it in full, from ``name`` on.

    ``form`` says what kind of word it is, ``family`` which other triggers can mean the same event, ``strong`` whether
    the word alone tells of an event, ``telling`` whether its verb does even far from the title, ``definite`` whether
    "ini" or the like follows, ``held`` whether a verb says that it takes place, ``day`` the day of the year of a
    commemoration ("08-17"), where it has one.
    """

    phrase: str = ""
    form: EventForm = "noun"
    family: str = ""
    strong: bool = False
    definite: bool = False
    held: bool = False
    day: str = ""
    telling: bool = False


def find_events(passage: Passage, vocabulary: Vocabulary) -> list[Mention]:
    """The event mentions of a document, in order, all of them of type ``EventMention``."""
    words = event_words(vocabulary)
    found: list[Mention] = []
    position = named_until = 0
    while position < len(passage.tokens):
        word = passage.words[position]
        if word in _JOINTS:
            named_until = position  # "penandatanganan PKS dan sosialisasi": a second event
        if word not in _BEGIN and not _triggers(passage, position, words).begins(word):
            position += 1  # most words: looked at no further
            continue
        mention, end = _at(passage, position, words)
        inside = position < named_until or _modifies(passage, position)
        inside = inside and mention is not None and mention.form == "noun" and not mention.definite
        if mention is not None and not inside:
            found.append(mention)
            if mention.form == "noun":
                named_until = _phrase_end(passage, end)
        position = end
    return found


def _at(passage: Passage, position: int, words: EventWords) -> tuple[EventMention | None, int]:
    end = commemoration_end(passage, position)
    if end > position:
        return _day(passage, position, end, words), end
    if passage.words[position] in _POINTING or _ends_a_name(passage, position):
        return _anaphor(passage, position)
    match = _triggers(passage, position, words).longest(passage.words, position)
    reading = meant(match[1], passage.words, match[0]) if match else None
    if match is None or reading is None:
        return _anaphor(passage, position)
    trigger, form = reading
    end = match[0]
    deictic = end < len(passage.words) and passage.words[end] in _DEICTIC
    stop = end + deictic
    phrase_end = end if deictic else _phrase_end(passage, end)
    text = passage.text(position, stop)
    name = _cut(passage.text(position, phrase_end)) if form == "noun" else trigger.name
    if form == "noun" and passage.words[end - 1].endswith("nya") and text.lower() not in trigger.nouns:
        name = passage.text(position, end)[: -len("nya")] + name[len(passage.text(position, end)) :]
    if form != "noun" and phrase_end > end and not passage.words[position].startswith(("di", "ter")):
        name = f"{trigger.name} {_cut(passage.text(end, phrase_end))}"
    mention = EventMention(
        "Event", passage.span(position, stop), text, trigger.name, trigger.kind,
        anaphoric=form == "noun" and passage.before(position) in _LEADERS,
        phrase=_capitalised(name), form=form, family=trigger.family or trigger.name,
        strong=trigger.weight != "weak", telling=trigger.weight == "telling" and form == "verb",
        definite=deictic or passage.words[end - 1].endswith("nya"),
        held=_held(passage, position, phrase_end, words),
    )  # fmt: skip
    return mention, stop


def _triggers(passage: Passage, position: int, words: EventWords) -> Gazetteer[tuple[Reading, ...]]:
    return words.title if position < passage.body else words.text


def _day(passage: Passage, position: int, end: int, words: EventWords) -> EventMention:
    text = passage.text(position, end)
    name = _cut(re.sub(r"Hari Ulang Tahun", "HUT", text))
    return EventMention(
        "Event", passage.span(position, end), text, f"Peringatan {name}", "ceremony",
        phrase=f"Peringatan {name}", form="day", family=(family := re.sub(r"\W+", " ", name.lower()).strip()),
        strong=True, held=_held(passage, position, end, words), day=words.day_of(re.sub(r" ke \d+", "", family)),
    )  # fmt: skip


def _modifies(passage: Passage, position: int) -> bool:
    """Whether the word only says what kind of thing the word before is: "petugas penggeledahan", "lapangan futsal"."""
    return passage.before(position) in _MODIFIED


def _ends_a_name(passage: Passage, position: int) -> bool:
    """Whether a capitalised word goes on a name that began before it: the "Rapat" in "Ruang Rapat"."""
    if position <= passage.body or not (passage.capital(position) and passage.capital(position - 1)):
        return False
    return passage.gap(position) == " " and not passage.opens_sentence(position - 1)


def _anaphor(passage: Passage, position: int) -> tuple[EventMention | None, int]:
    word = passage.words[position]
    follows = passage.words[position + 1] if position + 1 < len(passage.words) else ""
    if word in _GENERAL and follows in _DEICTIC:
        end = position + 2
    elif word in _POINTING:
        end = position + 1
    else:
        return None, position + 1
    text = passage.text(position, end)
    mention = EventMention(
        "Event", passage.span(position, end), text, text, anaphoric=True, form="anaphor", definite=True
    )
    return mention, end


def _phrase_end(passage: Passage, end: int) -> int:
    """Where the words that belong to the event's noun end: before a function word, a verb, a date or a mark."""
    start = end
    while end < len(passage.tokens) and end - start < _LONGEST_PHRASE:
        word = passage.words[end]
        if passage.tokens[end].text == "(" and passage.tokens[end + 2 : end + 3] and passage.words[end + 2] == ")":
            end += 3
            continue
        verb = _VERB.fullmatch(word) and word not in _NO_VERB and not passage.capital(end)
        if verb or word in _ENDS or word in DATE_WORDS or not word[0].isalnum() or "\n" in passage.gap(end):
            break
        end += 1
    while end > start and passage.words[end - 1] in {"dan", "atau", "serta"}:
        end -= 1
    return end


def _held(passage: Passage, start: int, end: int, words: EventWords) -> bool:
    """Whether a verb of holding stands up to three words before in the sentence, or up to three behind the phrase."""
    near = passage.words[max(0, start - 3) : start]
    before = words.holding_before & set(near[near.index(".") + 1 :] if "." in near else near)
    behind = words.holding_after & set(passage.words[end : end + 4])
    return bool(before or behind)


def _cut(text: str) -> str:
    """``text`` without what it explains in parentheses, on one line."""
    return " ".join(re.sub(r"\s*\([^)]*\)", "", text).split())


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
