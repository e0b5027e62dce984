"""Phrases that begin with "program": how far the name behind it goes, and what is too general to be a name.

"Program X" is read with X a name ("Program Sekolah Rakyat"), a name in quotation marks ("program “Semarak Tanam
Jagung”"), a name that the text announces ("program pembinaan bertajuk Kampung Santri") or a plain noun phrase
("program ketahanan pangan").
"""

from __future__ import annotations

import re

from kg.extraction.mentions.passage import DATE_WORDS, Passage

HEADS = frozenset(["program", "gerakan"])
DEICTIC = frozenset(["ini", "itu", "tersebut"])
# Words that lead to the office behind a programme: "program akselerasi gagasan Menteri Imigrasi dan Pemasyarakatan".
_OWNER_LEADS = frozenset(["gagasan", "prioritas", "unggulan", "bidang"])
_OWNERS = frozenset(["menteri", "kementerian", "kemenimipas", "menimipas", "presiden", "ditjenpas", "pemasyarakatan"])
_LINKS = frozenset(["dan", "menuju", "serta", "bagi", "untuk", "/", "to", "of", "for", "and", "the"])
# "program nasional Koperasi Merah Putih", "program unggulan “Semarak”": no part of the name.
_ADJECTIVES = frozenset(["nasional", "unggulan", "prioritas", "andalan", "inovasi", "inovatif", "pemerintah", "rutin"])
# What announces a name: "program literasi bertajuk Jendela Dunia".
_NAMING = frozenset(["bernama", "bertajuk", "berjudul", "bertitel", "dinamai", "dinamakan", "dijuluki", "berlabel"])
# With one of these the phrase says whose programme, or a course of study, and not which: "program Kementerian Sosial".
_BODIES = frozenset(
    [
        *["kementerian", "kemensos", "kejaksaan", "direktorat", "ditjen", "ditjenpas", "dinas", "badan", "kepolisian"],
        *["pemerintah", "pemkab", "pemkot", "pemprov", "pemda", "polri", "kapolri", "polda", "polres", "presiden"],
        *["wakil", "menteri", "menko", "gubernur", "bupati", "wali", "walikota", "kapolda", "kapolres", "panglima"],
        *["studi", "pascasarjana", "magister", "doktor", "sarjana", "diploma", "diii", "d3", "d4", "s1", "s2", "s3"],
        *["ibu", "bapak", "pak", "bu", "kemenimipas", "kemenkumham", "kemenkes", "kementan", "kemendagri", "pt", "cv"],
        # Movements that are associations: "Gerakan Pramuka", "Gerakan Mahasiswa Nasional Indonesia".
        *["pramuka", "pkk", "mahasiswa", "pemuda", "aceh", "tp", "kepanduan"],
    ]
)
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
        *["lapas", "rutan", "bapas", "setempat", "secara", "karena", "tahun", "sebagaimana", "sekaligus", "selama"],
        *["sebanyak", "seperti", "hingga", "sampai", "sejak", "saat", "bersama", "maupun", "antara", "bahwa", "tetap"],
        *[
            "lebih",
            "sangat",
            "terus",
            "harus",
            "perlu",
            "masih",
            "hanya",
            "jika",
            "bila",
            "ketika",
            "setelah",
            "sehingga",
        ],
        *[
            "adalah",
            "merupakan",
            "menjadi",
            "menuju",
            "terhadap",
            "tentang",
            "seluas",
            "senilai",
            "pun",
            "lagi",
            "sesuai",
        ],
        *[
            "kini",
            "nantinya",
            "nanti",
            "selain",
            "termasuk",
            "khususnya",
            "utamanya",
            "berupa",
            "antarinstansi",
            "begitu",
        ],
        *["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "para", "bukan"],
        *["mulai", "belum", "sedang", "ada", "yakni", "yaitu", "baik", "sambil", "namun", "tapi", "tetapi", "lain"],
        *["lainnya", "unik", "baru", "serupa", "tiap", "setiap", "seluruh", "semua", "beserta", "berikut", "lanjutan"],
        *_NAMING,
    ]
)
_GENERAL = frozenset(
    [
        *["pembinaan", "pelatihan", "unggulan", "prioritas", "kerja", "kegiatan", "pemberdayaan", "pembangunan"],
        *["panjang", "strategis", "inovasi", "pemerintah", "positif", "serupa", "lain", "lainnya", "semacam", "hukum"],
        *["studi", "sarjana", "pascasarjana", "magister", "pendampingan", "layanan", "pelayanan", "bantuan", "besar"],
        *["nasional", "rutin", "khusus", "baru", "utama", "berkelanjutan", "kemitraan", "sosial", "pengabdian"],
        *["lama", "sampingan", "pencitraan", "pendidikan", "belajar", "kesiapsiagaan", "pencegahan", "pengembangan"],
        *[
            "kerjasama",
            "kolaborasi",
            "daerah",
            "pusat",
            "desa",
            "andalan",
            "inovatif",
            "tahunan",
            "bulanan",
            "mingguan",
        ],
        *["harian", "lanjutan", "tambahan", "jangka", "percontohan", "awal", "pertama", "kedua", "konkret", "nyata"],
        *["televisi", "radio", "komputer", "aplikasi", "siaran", "hamil", "diet", "latihan", "konseling", "edukasi"],
    ]
)
_PASSIVE = re.compile(r"di[a-z]{3,}(?:kan|i)|di(?:bawa|buat|buka|gelar|tutup|terima|susun|rancang|mulai|bentuk)")
_LONGEST_NAME, _LONGEST_PHRASE, _NAMING_REACH = 10, 3, 6


def phrase_end(passage: Passage, head: int) -> int:
    """Where the phrase that begins with "program" at ``head`` ends; ``head`` itself where it names nothing."""
    first = name_start(passage, head)
    if first >= len(passage.tokens) or passage.gap(head + 1) != " ":
        return head
    if passage.words[head + 1] in DEICTIC:
        return head + 2
    if passage.tokens[first].text in '“"':
        return _quoted_end(passage, first, head)
    if passage.capital(first) and passage.words[first] in _BODIES:
        return head
    if passage.words[head] == "gerakan":
        return _movement_end(passage, head, first)
    if passage.capital(first):
        end = with_short_form(passage, with_owner(passage, _name_end(passage, first)))
        more = passage.tokens[end - 1].text == ")" and passage.capital(end)  # "… (TJSL) PLN 2024"
        return _name_end(passage, end) if more else end
    return with_short_form(passage, with_owner(passage, _noun_phrase_end(passage, head)))


def name_start(passage: Passage, head: int) -> int:
    """The first word of the name behind "program", past what only leads to it: "program nasional …"."""
    for position in range(head + 1, min(head + _NAMING_REACH, len(passage.tokens) - 1)):
        word = passage.words[position]
        if not word[0].isalpha() or "\n" in passage.gap(position):
            break
        named = word in _NAMING or (word == "nama" and passage.words[position - 1] == "diberi")
        if named and (passage.capital(position + 1) or passage.tokens[position + 1].text in '“"'):
            return position + 1
    first = head + 1
    while first + 1 < len(passage.tokens) and passage.words[first] in _ADJECTIVES and not passage.capital(first):
        first += 1
    begins = first < len(passage.tokens) and (passage.capital(first) or passage.tokens[first].text in '“"')
    return first if begins else head + 1


def _movement_end(passage: Passage, head: int, first: int) -> int:
    """The end of "Gerakan X"; in lower case ("gerakan X") only a name of several words names one."""
    end = _name_end(passage, first) if passage.capital(first) else first
    return with_short_form(passage, end) if end - first >= (1 if passage.capital(head) else 3) else head


def _quoted_end(passage: Passage, first: int, head: int) -> int:
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
        joins = _joins(passage, end)
        if joins and not (passage.capital(end + joins) and _list_goes_on(passage, end)):
            break
        if not (joins or passage.capital(end) or passage.tokens[end].text.isdigit()):
            break
        end += max(joins, 1)
    return end


def _joins(passage: Passage, position: int) -> int:
    """How many tokens at ``position`` join the words of one name: "dan", a comma, "(Sampai) ke", "dari balik"."""
    word = passage.words[position]
    if word in _LINKS or (passage.tokens[position].text == "," and passage.capital(position - 1)):
        return 1
    if word == "dari" and passage.words[position + 1 : position + 2] == ["balik"]:
        return 1
    return int(word == "ke" and passage.tokens[position - 1].text == "Sampai")


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
        ended = not word[0].isalpha() or word in _ENDS or word in _OWNER_LEADS or _PASSIVE.fullmatch(word)
        if ended or passage.gap(end) != " " or (word in _OWNERS and passage.capital(end)):
            break
        end += 1
    general = passage.words[head + 1] in _GENERAL and end - head < 3
    return head if general or end == head + 1 else end


def with_owner(passage: Passage, end: int) -> int:
    """``end``, or behind the office whose programme it is: "… Menteri Imigrasi dan Pemasyarakatan"."""
    start = end + 1 if end < len(passage.words) and passage.words[end] in _OWNER_LEADS else end
    if start >= len(passage.words) or passage.words[start] not in _OWNERS or not passage.capital(start):
        return end
    return _name_end(passage, start)


def with_short_form(passage: Passage, end: int) -> int:
    """``end``, or behind the short form in brackets that follows: "Makan Bergizi Gratis (MBG)"."""
    marks = [token.text for token in passage.tokens[end : end + 3]]
    short = len(marks) == 3 and marks[0] == "(" and marks[2] == ")" and marks[1][:2].isupper()
    return end + 3 if short else end
