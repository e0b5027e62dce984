"""Posts: the titles of officials, with the section and the unit that are part of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extraction.mentions.lexicon import GOVERNED, Lexicon
from kg.extraction.mentions.post_tails import PostTails
from kg.extraction.mentions.unit_names import UnitMention
from kg.extraction.mentions.words import Words
from kg.model import Mention
from kg.vocabulary import TitleWord

_JOINERS = frozenset({"dan", "&", "/", "serta"})
_BRACKET = re.compile(r"\s*\([^)]*\)")
_NUMERAL = re.compile(r"[IVX]+|\d+")
_ADVISERS = frozenset({"Staf Khusus", "Staf Ahli", "Tenaga Ahli"})
_HEADS_OF_STATE = frozenset({"Presiden", "Wakil Presiden"})
_HEADS = frozenset({"kepala", "ketua", "direktur", "pimpinan"})
_OWNED = _HEADS | {"wakil"}
_UNIT_LINKS = frozenset({"di", "pada", "dari"})


@dataclass(frozen=True, slots=True)
class PostMention(Mention):
    """A title: the span covers prefix, section and unit ("Plt. Kasi Giatja Lapas Ambon"), ``name`` the post alone.

    ``unit_type`` is the type of unit that the title itself heads ("Karutan": rutan), empty where any may be;
    ``governs`` is the name of the place that it governs ("Bupati Aceh Jaya"), ``past`` whether it is held no longer, or
    not yet ("calon Bupati Aceh Jaya"); ``kinds`` are those of the unit that a common noun in the title means ("dokter
    lapas", "Kepala Dinas, ...").
    """

    unit_type: str = ""
    governs: str = ""
    past: bool = False
    role: str = ""
    kinds: tuple[str, ...] = ()


def find_posts(words: Words, lexicon: Lexicon, units: Sequence[UnitMention]) -> list[PostMention]:
    """Every title of a document in text order, none overlapping; the units inside them stay mentions of their own."""
    return list(PostGrammar(words, lexicon, units).scan())


class PostGrammar:
    """Reads titles off one document whose units are known."""

    def __init__(self, words: Words, lexicon: Lexicon, units: Sequence[UnitMention]) -> None:
        self._words = words
        self._lexicon = lexicon
        self._unit_at: dict[int, tuple[int, UnitMention]] = {}
        for unit in units:
            tokens = words.document.token_range(unit.span)
            self._unit_at[tokens.start] = (tokens.stop, unit)
        self._tails = PostTails(words, lexicon, self._unit_at)
        self._read_tokens = {i for unit in units for i in words.document.token_range(unit.span)}

    def scan(self) -> Iterator[PostMention]:
        """The titles in text order."""
        position = 0
        while position < self._words.count:
            read = self._read(position)
            if read is None:
                unit = self._unit_at.get(position)
                position = unit[0] if unit is not None else position + 1
            else:
                self._read_tokens.update(range(position, read[0]))
                position, mention = read
                yield mention

    def _owned(self, start: int) -> tuple[int, PostMention] | None:
        """The head of the unit mentioned last: "kepalanya", "wakil ketuanya", "kepala kantornya"."""
        words = self._words
        if not words.folded[start].endswith("nya") and words.folded[start] not in _OWNED:
            return None
        phrase: tuple[str, ...] = ()
        kinds: tuple[str, ...] = ()
        end = start
        if words.is_(start, "wakil") and words.same_sentence(start, start + 1):
            phrase, end = ("wakil",), start + 1
        word = words.folded[end]
        end += 1
        if word in _HEADS and words.same_sentence(end - 1, end):
            if not words.folded[end].endswith("nya"):
                return None
            kinds = self._tails.kinds_of_noun((words.folded[end].removesuffix("nya"),), 0)[1]
            end, stem = end + 1, word
        elif word.endswith("nya"):
            stem = word.removesuffix("nya")
        else:
            return None
        title = self._lexicon.titles.longest((*phrase, stem), 0)
        if title is None or title[0] <= len(phrase) or title[1].role not in ("head", "office"):
            return None
        span = words.span(start, end)
        post = PostMention("Post", span, span.of(words.document.text), title[1].post, role="owned", kinds=kinds)
        return end, replace(post, unit_type=title[1].unit_type)

    def _read(self, start: int) -> tuple[int, PostMention] | None:
        if not self._words.capital[start] or self._words.first[start]:
            owned = self._owned(start)
            if owned is not None:
                return owned
        words, titles = self._words, self._lexicon.titles
        position, prefix, past = start, "", False
        found = titles.longest(words.folded, position)
        while found is not None and found[1].role in ("prefix", "past"):
            end, row = found
            bracketed = words.closing(end)  # "pelaksana tugas (Plt.) Kepala"
            prefix, past = row.post or prefix, past or row.role == "past"
            position = bracketed + 1 if bracketed == end + 2 else end
            found = titles.longest(words.folded, position)
        if found is None or not words.same_sentence(start, position) or self._names_no_person(start):
            return None
        end, title = found
        past = past or self._was_held(start) or words.is_(start - 1, *self._lexicon.words["prospective"])
        follows = end in self._unit_at and words.capital[end]
        lower = title.role in ("office", "function", "section") and follows
        lower = lower or (title.role == "function" and self._leads_to_name(end))
        if not (words.capital[position] or lower) or self._is_surname(start, end, title):
            return None
        return self._post(start, position, end, title, prefix, past)

    def _was_held(self, start: int) -> bool:
        """Whether "semula", "sebelumnya" and the like stand before a title, but not "lebih dulu" or an opener."""
        words, former = self._words, self._lexicon.words["former"]
        return any(
            words.is_(i, *former)
            and words.same_sentence(i, start)
            and not words.is_(i - 1, "lebih", "terlebih")
            and not (words.first[i] and (i == start - 1 or words.is_(i + 1, ",")))
            for i in range(start - 3, start)
        )

    def _is_surname(self, start: int, end: int, title: TitleWord) -> bool:
        """Whether a title of one word ends a name: "Syamsuar Hakim", "Edyward Kaban"."""
        words, lexicon = self._words, self._lexicon
        if end != start + 1 or title.role not in ("function", "office") or not words.same_sentence(start - 1, start):
            return False
        before = words.folded[start - 1]
        if not (words.capital[start - 1] and words.capital[start]) or before in lexicon.words["legal"]:
            return False
        if start - 1 in self._read_tokens or end in self._unit_at:
            return False
        if before in lexicon.words["given_name"] or before in ("al", "abdul"):
            return True
        runs_on = end < words.count and words.capital[end] and words.same_sentence(start, end)
        return not runs_on and not (lexicon.is_topic(before) or lexicon.stops(before))

    def _leads_to_name(self, end: int) -> bool:
        """Whether a name begins behind a title in small letters, perhaps after a noun: "dokter lapas, dr."."""
        position = self._tails.past_qualifier(self._tails.kinds_of_noun(self._words.folded, end)[0])
        position += self._words.is_(position, ",")
        return self._words.same_sentence(end - 1, position) and self._tails.begins_styled(position)

    def _names_no_person(self, start: int) -> bool:
        """Whether the title is part of the name of a rule or a street: "Peraturan Presiden"."""
        return self._words.is_(start - 1, *self._lexicon.words["legal"])

    def _post(
        self, start: int, position: int, end: int, title: TitleWord, prefix: str, past: bool
    ) -> tuple[int, PostMention] | None:
        words = self._words
        name, governs = title.post, ""
        kinds: tuple[str, ...] = ()
        if title.role == "head" and title.unit_type in GOVERNED:
            end, governs = self._with_governed(end, village=title.unit_type in ("desa", "kelurahan"))
            end = end if governs else self._through_unit(end, *_UNIT_LINKS)
        elif title.role == "head":
            end = max(end, self._unit_at[position][0]) if position in self._unit_at else end
            end = self._through_unit(end, "pada")
        else:
            found = self._office(end, title)
            if found is None:
                return None
            end, name = found
            if end - 1 not in self._read_tokens:
                end, kinds = self._tails.past_common_unit(end)
            if title.post in ("Sekretaris Daerah", "Sekretaris Provinsi"):
                end, governs = self._with_governed(end)
        end += words.is_(end, "setempat") and words.is_(end + 1, ",")  # "Camat setempat, Ridwan"
        if words.is_(end, *self._lexicon.words["occasion"]) and words.is_(end + 1, "itu"):
            end, past = end + 2, True  # "Bupati Limapuluh Kota kala itu"
        past = past or self._term_is_over(end)
        span = words.span(start, end)
        return end, PostMention(
            "Post",
            span,
            span.of(words.document.text),
            f"{prefix} {name}".strip(),
            unit_type=title.unit_type,
            governs=governs,
            past=past,
            role=title.role,
            kinds=kinds,
        )

    def _term_is_over(self, position: int) -> bool:
        """Whether "periode 2021-2025" follows, of years before that of publication."""
        words = self._words
        if not words.is_(position, "periode") or position + 3 >= words.count:
            return False
        last, year = words.tokens[position + 3].text, words.document.article.published[:4]
        return last.isdigit() and len(last) == 4 and bool(year) and last <= year

    def _office(self, end: int, title: TitleWord) -> tuple[int, str] | None:
        """The end of a title with its section and unit, and the post in words; None for a contraction that is none."""
        words, name = self._words, title.post
        topic = end = self._tails.past_bracket(end)
        if title.role in ("section", "office"):
            topic = self._topic(end, title)
            name = f"{title.post} {_BRACKET.sub('', words.text(end, topic))}" if topic > end else title.post
        kind = self._tails.past_qualifier(topic) if title.role == "function" else topic
        if kind > topic and not self._tails.kinds_of_noun(words.folded, topic)[1]:
            known = words.folded[topic] in self._lexicon.words["describing"]
            name, topic = (name if known else f"{name} {words.text(topic, kind)}"), kind
        level = self._tails.past_level(topic)
        if level > topic and title.role in ("section", "function"):
            name, topic = f"{name} {words.text(topic, level)}", level
        links = _UNIT_LINKS if title.post not in _HEADS_OF_STATE else frozenset[str]()
        bare = title.role == "section" and topic == end and " " not in title.post.removeprefix("Kepala ")
        if bare and self._through_unit(end, *links) == end:
            return None  # "Kaur" with no section is a regency
        end = self._through_unit(self._tails.past_bracket(topic) if topic > end else topic, *links)
        if title.post in _ADVISERS and end in self._unit_at and self._unit_at[end][1].titled:
            return self._adviser(end, title)
        return end, name

    def _with_governed(self, end: int, village: bool = False) -> tuple[int, str]:
        after = self._tails.past_governed(end, village)
        return after, self._words.text(end, after) if after > end else ""

    def _adviser(self, end: int, title: TitleWord) -> tuple[int, str]:
        """A minister's title that stays in the post: "Staf Khusus Menteri Hukum dan HAM Bidang Keamanan"."""
        unit_end, unit = self._unit_at[end]
        topic = self._topic(unit_end, title)
        field = f" {self._words.text(unit_end, topic)}" if topic > unit_end else ""
        return topic, f"{title.post} {unit.text.split()[0]}{field}"

    def _through_unit(self, end: int, *links: str) -> int:
        """Past the unit that follows, perhaps after one of ``links`` ("pada"), and the one that it is part of."""
        words = self._words
        unit = self._unit_at.get(end)
        if unit is None and words.is_(end, *links) and words.same_sentence(end - 1, end):
            unit = self._unit_at.get(end + 1)
        if unit is None or unit[1].titled or not words.same_sentence(end - 1, unit[0] - 1):
            return end
        if words.is_(unit[0], "dari"):  # "Ketua Komisi III DPRD Bali dari Fraksi Partai Gerindra"
            second = self._unit_at.get(unit[0] + 1)
            return second[0] if second is not None and not second[1].titled else unit[0]
        parent = self._unit_at.get(unit[0])  # "Koramil 04/Tigalingga Kodim 0206/Dairi"
        if parent is not None and not parent[1].titled and words.same_sentence(unit[0] - 1, unit[0]):
            return parent[0]
        return unit[0]

    def _topic(self, start: int, title: TitleWord) -> int:
        """Past the words that name the section: "Pelayanan dan Pembinaan", "III", "RW 04".

        A capitalised word that is no word of offices is the section's name only where the unit follows it; else it
        begins the person's name.
        """
        words, lexicon = self._words, self._lexicon
        position = end = start
        while position < words.count and words.same_sentence(start - 1, position) and position not in self._unit_at:
            word = words.folded[position]
            if word in _JOINERS or (word == "," and self._topic_goes_on(position)):
                position += 1
                continue
            if word == "(" and position > start and self._tails.past_bracket(position) > position:
                position = self._tails.past_bracket(position)  # "Asisten Daerah (Asda) II"
                continue
            numeral = _NUMERAL.fullmatch(words.tokens[position].text) is not None
            if not numeral and not (words.capital[position] and lexicon.is_topic(word)):
                break
            position += 1
            end = position
        if title.role == "section":
            closed = self._closed_run(end)
            return closed if closed > end else end
        return end

    def _topic_goes_on(self, position: int) -> bool:
        """Whether the comma at ``position`` enumerates topics: "Pencegahan, Humas dan Parmas"."""
        words, lexicon = self._words, self._lexicon
        for index in range(position + 1, min(position + 7, words.count)):
            word = words.folded[index]
            if word in _JOINERS:
                return (
                    index + 1 < words.count and words.capital[index + 1] and lexicon.is_topic(words.folded[index + 1])
                )
            if word != "," and not (words.capital[index] and lexicon.is_topic(word)):
                return False
        return False

    def _begins_name(self, position: int) -> bool:
        """Whether a person's name, its style or another title begins here."""
        folded, lexicon = self._words.folded, self._lexicon
        return (
            folded[position] in lexicon.words["given_name"]
            or lexicon.before.longest(folded, position) is not None
            or (self._words.capital[position] and lexicon.titles.longest(folded, position) is not None)
        )

    def _closed_run(self, start: int) -> int:
        """Past capitalised words that the name of a unit closes ("Kasat Lantas Polres Tarakan"); else ``start``."""
        words = self._words
        position = start
        while position < words.count and words.same_sentence(start - 1, position):
            if position in self._unit_at:
                return position if not self._unit_at[position][1].titled else start
            word = words.folded[position]
            if not (words.capital[position] or word in _JOINERS) or self._begins_name(position):
                return start
            position += 1
        return start
