"""Lexicon: the vocabulary compiled into what the name grammars look up, once per vocabulary."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extraction.mentions.gazetteer import Gazetteer, fold, fold_phrase
from kg.vocabulary import AuthorityUnit, NamePart, TitleWord, UnitType, Vocabulary

# Nouns of work made by affixes, as sections are called: "pelayanan", "perdagangan", "kesehatan", "rehabilitasi".
_NOMINAL = re.compile(r"(?:ke|pe|per|pem|pen|peng|peny)[a-z]{3,}an\b|[a-z]{4,}(?:isasi|asi|logi|istik)\b")
# Governed places: their heads' titles name a place, not a unit ("Bupati Banjarnegara").
# Words that say what kind of area follows.
AREA_WORDS = frozenset(
    [
        *["kabupaten", "kab", "kota", "provinsi", "prov", "kecamatan", "kec", "desa", "kelurahan"],
        *["daerah", "perwakilan", "wilayah", "cabang", "administrasi"],
    ]
)
GOVERNED = frozenset({"pemprov", "pemkab", "pemkot", "kecamatan", "kelurahan", "desa"})


@dataclass(frozen=True, slots=True)
class Head:
    """The first words of a unit's name, or the title of who heads it: ``title`` is None for the former.

    ``upper`` marks acronyms that are words in small letters ("IDI", "MAN"): they count in capitals only.
    """

    unit_type: UnitType
    title: TitleWord | None = None
    upper: bool = False


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Gazetteers and word classes for units, posts and persons.

    ``heads`` finds the beginning of a unit's name, ``titles`` of a post, ``places`` a place (value: a canonical folded
    name, so that "Sumsel" and "Sumatera Selatan" are one), ``before`` what stands before a person's name (rank,
    honorific, degree). ``words`` maps each class of ``words.tsv`` to its words. ``topics`` are words of section names.
    ``authority`` maps kind and place to units of the corrections service, ``regional`` a body's type to that of its
    regional offices, ``rivals`` a short form to the type that it is of where no place follows, ``subtypes`` a type and
    a subtype to the type of its own; ``provinces`` are the names of provinces as ``places`` gives them;
    ``noble`` finds what a name begins with although it is another word too ("Lalu", "I Made"), ``sites`` are words
    that a place's name begins with.
    """

    vocabulary: Vocabulary
    heads: Gazetteer[Head]
    titles: Gazetteer[TitleWord]
    places: Gazetteer[str]
    before: Gazetteer[NamePart]
    degrees: frozenset[str]
    words: Mapping[str, frozenset[str]]
    topics: frozenset[str]
    authority: Mapping[tuple[str, str], tuple[AuthorityUnit, ...]]
    rivals: Mapping[str, UnitType]
    regional: Mapping[str, UnitType]
    subtypes: Mapping[tuple[str, str], UnitType]
    provinces: frozenset[str]
    noble: Gazetteer[bool]
    sites: frozenset[str]

    def stops(self, word: str, inside: bool = False) -> bool:
        """Whether a word is a function word, a weekday or a month, which no proper name begins with.

        ``inside`` a name, words that only open sentences are let pass ("Persatuan ... Seluruh Indonesia").
        """
        return any(word in self.words[name] for name in _STOP_CLASSES if not (inside and name == "opener"))

    def ranked(self, folded: Sequence[str], position: int) -> bool:
        """Whether a rank of police or army stands at ``position``."""
        found = self.before.longest(folded, position) if position < len(folded) else None
        return found is not None and found[1].kind.startswith("rank")

    def is_topic(self, word: str) -> bool:
        """Whether a word can name a field of work ("Pelayanan", "Tahanan", "Giatja")."""
        return word in self.topics or _NOMINAL.fullmatch(word) is not None


_CUE_CLASSES = ("person_cue", "name_link", "post_link", "adverb", "topic", "kin", "legal", "given_name",
                "person_noun", "occasion", "former", "leads", "filled_by", "nickname", "thing", "prospective",
                "addresses_man", "addresses_woman", "describing")  # fmt: skip
_STOP_CLASSES = ("pronoun", "conjunction", "preposition", "opener", "former", "weekday", "month")


@cache
def lexicon(vocabulary: Vocabulary) -> Lexicon:
    """The lexicon of a vocabulary."""
    words: dict[str, set[str]] = defaultdict(set)
    for row in vocabulary.words:
        words[row.word_class].add(row.word)
    classes = {name: frozenset(found) for name, found in words.items()}
    for name in (*_STOP_CLASSES, *_CUE_CLASSES):
        classes.setdefault(name, frozenset())
    return Lexicon(
        vocabulary=vocabulary,
        heads=Gazetteer(_heads(vocabulary)),
        titles=Gazetteer((row.form, row) for row in vocabulary.titles),
        places=Gazetteer(_places(vocabulary)),
        before=Gazetteer(_before(vocabulary)),
        degrees=frozenset(_degrees(vocabulary)),
        words=classes,
        topics=classes["topic"] | _topics(vocabulary) - frozenset().union(*(classes[name] for name in _STOP_CLASSES)),
        authority=_authority(vocabulary),
        rivals=_rivals(vocabulary),
        regional=_regional(vocabulary),
        subtypes=_subtypes(vocabulary),
        provinces=frozenset(" ".join(fold_phrase(r.label)) for r in vocabulary.regions if r.level == 1),
        noble=Gazetteer(_noble(vocabulary)),
        sites=frozenset(fold_phrase(row.word)[0] for row in vocabulary.place_words) | AREA_WORDS,
    )


def _heads(vocabulary: Vocabulary) -> Iterable[tuple[str, Head]]:
    by_id = vocabulary.unit_type_by_id
    for title in vocabulary.titles:
        if title.role == "head" and title.unit_type not in GOVERNED:
            yield title.form, Head(by_id[title.unit_type], title)
    for row in vocabulary.unit_types:
        if row.follows != "section":
            for form in (row.label_id, *row.short):
                yield form, Head(row, upper=form.isupper() and len(form) < 5)
                if row.kind in ("Polisi", "TNI") and " " not in form:  # Mapolda, Makodim: the headquarters
                    yield f"Ma{form.lower()}", Head(row)


def _places(vocabulary: Vocabulary) -> Iterable[tuple[str, str]]:
    for region in vocabulary.regions:
        for form in (region.label, region.name, *region.aliases):
            yield form, " ".join(fold_phrase(region.label))
    for place in vocabulary.places:
        if place.kind != "site":
            for form in (place.name, *place.aliases):
                yield form, " ".join(fold_phrase(place.name))
    for unit in vocabulary.units:
        if unit.town:
            yield unit.town, " ".join(fold_phrase(unit.town))


def _before(vocabulary: Vocabulary) -> Iterable[tuple[str, NamePart]]:
    for row in vocabulary.name_parts:
        if row.belongs_to_name == "no" and row.position in ("before", "after rank"):
            for form in (row.form, *row.forms):
                yield form, row


def _noble(vocabulary: Vocabulary) -> Iterable[tuple[str, bool]]:
    for row in vocabulary.name_parts:
        if row.belongs_to_name == "yes" and row.position == "before":
            for form in (row.form, *row.forms):
                yield form, True


def _degrees(vocabulary: Vocabulary) -> Iterable[str]:
    for row in vocabulary.name_parts:
        if row.kind in ("degree", "rank suffix") and row.position == "after":
            for form in (row.form, *row.forms):
                yield bare_degree(form)


def bare_degree(form: str) -> str:
    """A degree without dots, blanks and case, so that "S. Kom.", "S.Kom" and "SKom" are one."""
    return re.sub(r"[^a-z]", "", form.lower())


def _topics(vocabulary: Vocabulary) -> frozenset[str]:
    """The words that the tables use in names of sections, but for those that begin a unit's name themselves."""
    forms = [f for row in vocabulary.unit_types if row.follows != "section" for f in (row.label_id, *row.short)]
    return frozenset(_section_words(vocabulary)) - AREA_WORDS - {fold_phrase(form)[0] for form in forms}


def _section_words(vocabulary: Vocabulary) -> Iterable[str]:
    for post in vocabulary.posts:
        if post.label_id.startswith(("Kepala ", "Direktur ", "Ketua Tim")) and "Desa" not in post.label_id:
            for phrase in (post.label_id, *post.aliases):
                yield from (word for word in fold_phrase(phrase)[1:] if word[0].isalpha())
    for row in vocabulary.unit_types:
        if row.kind in ("Dinas", "Ditjen", "Kementerian") or row.follows == "section":
            yield from (word for word in fold_phrase(row.label_id)[1:] if word[0].isalpha())


def _authority(vocabulary: Vocabulary) -> Mapping[tuple[str, str], tuple[AuthorityUnit, ...]]:
    found: dict[tuple[str, str], list[AuthorityUnit]] = defaultdict(list)
    for unit in vocabulary.units:
        town = unit.name.removeprefix("Kanwil Ditjenpas ") if unit.type == "Kanwil" else unit.town
        key = (unit.type, " ".join(fold_phrase(town)))
        found[key].append(unit)
    return {key: tuple(units) for key, units in found.items()}


def _rivals(vocabulary: Vocabulary) -> Mapping[str, UnitType]:
    """Short forms of a type that needs a place which another type has with a proper name: "PT Ambon", "PT Bayan"."""
    placed = {form for row in vocabulary.unit_types if row.follows == "place" for form in row.short}
    named = [(form, row) for row in vocabulary.unit_types if row.follows == "name" for form in row.short]
    return {fold(form): row for form, row in named if form in placed}


def _regional(vocabulary: Vocabulary) -> Mapping[str, UnitType]:
    """The regional office ("Kanwil ...") of each ministry and directorate general that has one, by the body's id."""
    offices = {row.parent_type: row for row in vocabulary.unit_types if row.kind == "Kanwil" and row.parent_type}
    return {**offices, "kanim": offices["ditjenim"]} if "ditjenim" in offices else offices


def _subtypes(vocabulary: Vocabulary) -> Mapping[tuple[str, str], UnitType]:
    """The types with a subtype: "lapas" and "narkotika" to "lapas-narkotika"."""
    return {
        (base, subtype): row
        for row in vocabulary.unit_types
        for base, _, subtype in [row.id.partition("-")]
        if base in ("lapas", "rutan") and subtype
    }


def fold_text(text: str) -> str:
    """A phrase as folded tokens joined by blanks, for comparison."""
    return " ".join(fold_phrase(text))


__all__ = ["GOVERNED", "Head", "Lexicon", "bare_degree", "fold", "fold_text", "lexicon"]
