"""Rows: one frozen type per vocabulary file; the fields are the file's columns, in order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnitType:
    """A kind of organisation (``unit_types.tsv``).

    ``short`` are its short forms, the usual one first; ``parent_type`` the id of the next higher kind of unit; ``kind``
    the unit kind by the annotation guidelines; ``classes`` its levels ("Kelas IIA"); ``head_titles`` the posts of who
    heads it, ``head_contractions`` their contractions ("Karutan"). ``follows`` says what may follow the head in a name
    and ``naming`` how the canonical name is made; the values are listed at the top of the file.
    """

    id: str
    label_id: str
    short: tuple[str, ...]
    label_en: str
    parent_type: str
    kind: str
    classes: tuple[str, ...]
    head_titles: tuple[str, ...]
    head_contractions: tuple[str, ...]
    follows: str
    naming: str


@dataclass(frozen=True, slots=True)
class AuthorityUnit:
    """One unit of the corrections service (``units.tsv``).

    ``name`` is the canonical short form, ``type`` the unit kind by the guidelines, ``unit_class`` I, IIA, IIB, II or
    III (empty where unknown), ``regency`` and ``province`` names of regions, ``kanwil`` the regional office in charge,
    ``evidence`` the list it stands in (see the file's head).
    """

    id: str
    name: str
    type: str
    subtype: str
    unit_class: str
    town: str
    regency: str
    province: str
    kanwil: str
    owner: str
    evidence: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostType:
    """A post that persons hold (``posts.tsv``).

    ``broader`` is the id of the more general post that it is a case of; rank "awalan jabatan" marks prefixes (Plt.).
    """

    id: str
    label_id: str
    aliases: tuple[str, ...]
    label_en: str
    broader: str
    rank: str
    sector: str


@dataclass(frozen=True, slots=True)
class TitleWord:
    """A word that begins the title of a post (``titles.tsv``): ``form`` as written, ``post`` written out.

    ``role`` says what it does: head (heads a unit of type ``unit_type``), section (heads a section, named by the words
    that follow), office (a post in the unit that follows), function (a post whole in itself), prefix (Plt.), past.
    """

    form: str
    post: str
    role: str
    unit_type: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word that the grammar knows by its class (``words.tsv``): pronoun, opener, weekday, month, ..."""

    word: str
    word_class: str


@dataclass(frozen=True, slots=True)
class ProgramType:
    """A named programme, scheme, policy, predicate or campaign (``programs.tsv``), perhaps an item of another.

    ``read`` says when its forms name it in running text: name (always), program (only with that word), never.
    """

    id: str
    label_id: str
    label_en: str
    kind: str
    parent_id: str
    owner: str
    since: str
    aliases: tuple[str, ...]
    read: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind that units, events, places or programmes are sorted into (``kinds.tsv``): Bapas, visit, regency."""

    type: str
    id: str
    label_id: str
    label_en: str


@dataclass(frozen=True, slots=True)
class NamePart:
    """What stands in or around a person's name (``name_parts.tsv``): degree, rank, honorific, particle.

    ``belongs_to_name`` is "yes" where the canonical name keeps it, else "no"; ``forms`` are spelling variants.
    """

    id: str
    form: str
    kind: str
    position: str
    belongs_to_name: str
    label_id: str
    label_en: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """A verb of saying (``speech_verbs.tsv``); ``position`` says on which side of a quotation it stands."""

    verb: str
    nya_form: str
    active: str
    passive: str
    gloss_en: str
    position: tuple[str, ...]
    register: str


@dataclass(frozen=True, slots=True)
class Region:
    """An administrative area (``regions.tsv``): ``code`` of the Ministry of Home Affairs, ``33.04`` or ``33.04.06``.

    ``kind`` is province, regency, city or district; ``label`` the name without "Kabupaten" or "Kota".
    """

    code: str
    name: str
    kind: str
    label: str
    aliases: tuple[str, ...]

    @property
    def level(self) -> int:
        """1 for a province, 2 for a regency or city, 3 for a district."""
        return self.code.count(".") + 1

    @property
    def parent(self) -> str:
        """The code of the area it lies in; empty for a province."""
        return self.code.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class RegionPoint:
    """Where the middle of a regency or city lies (``region_points.tsv``), in degrees north and east (WGS 84)."""

    code: str
    latitude: str
    longitude: str


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place that is no administrative area by that name (``places.tsv``): a country, an island, a town, a site.

    ``kind`` is the place kind by the guidelines, ``region`` the code of the area it lies in (empty where none).
    """

    id: str
    name: str
    kind: str
    region: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegionName:
    """How news names an area (``region_names.tsv``), where that differs from its official name."""

    code: str
    label: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventTrigger:
    """Words that name or tell an event (``event_triggers.tsv``), with the noun that its name begins with.

    ``headline`` are forms that count in titles only; ``objects``, where given, are words one of which must follow;
    ``weight`` is telling, strong or weak; rows of one ``family`` may name the same event (see the file's head).
    """

    name: str
    kind: str
    nouns: tuple[str, ...]
    verbs: tuple[str, ...]
    headline: tuple[str, ...]
    objects: tuple[str, ...]
    weight: str
    family: str


@dataclass(frozen=True, slots=True)
class RoleCue:
    """A phrase that tells which part someone plays in events of ``kinds``, or of every kind (``role_cues.tsv``)."""

    cue: str
    role: str
    direction: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """A class word that opens a place's name (``place_words.tsv``); ``keep`` is "yes" where the name never drops it."""

    word: str
    kind: str
    keep: str
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CertaintyCue:
    """Words that make their clause planned, negated or alleged, or only seem to (``certainty_cues.tsv``).

    ``place`` is where they stand: right before the event's verb ("next"), before its word, also in the predicate behind
    it ("both"), or anywhere in the clause. ``certainty`` is "asserted" for words that only look like a cue.
    """

    cue: str
    certainty: str
    place: str


@dataclass(frozen=True, slots=True)
class TenureCue:
    """Words that tell the start or the end of a term of office (``tenure_cues.tsv``).

    ``who`` is whose it is: the nearest holder "before" or "after" the cue, or the "successor" of the sentence; of
    "both", the successor's begins and the predecessor's is over.
    ``dated`` is "yes" where a date of the sentence is that of the start or end.
    """

    cue: str
    side: str
    who: str
    dated: str


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A commemoration with a fixed day of the year, "MM-DD" (``named_days.tsv``)."""

    words: str
    day: str


@dataclass(frozen=True, slots=True)
class DescriptiveNoun:
    """A common noun that stands for somebody or something named before (``descriptions.tsv``).

    ``stands_for`` is "Person", "Unit", or "Owner" (the unit of whom the sentence is about); ``kinds`` are kinds of
    units, ``trait`` what a person must be ("male", "ranked", "first" in office, ...).
    """

    noun: str
    stands_for: str
    kinds: tuple[str, ...]
    trait: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """A written form and the one that it sounds like (``spellings.tsv``): letters, a whole word, or a class word."""

    written: str
    heard: str
    scope: str


@dataclass(frozen=True, slots=True)
class Succession:
    """Which type of unit took over from which (``successions.tsv``), and from which date (ISO; empty if unknown)."""

    predecessor: str
    successor: str
    since: str
    source: str


@dataclass(frozen=True, slots=True)
class AuthorityLink:
    """The IRI under which another authority knows a row (``links.tsv``); ``relation`` is sameAs or exactMatch."""

    file: str
    id: str
    relation: str
    iri: str


@dataclass(frozen=True, slots=True)
class AmbiguousForm:
    """A form that names several rows of a file (``ambiguous.tsv``); the words around it must decide.

    A text with one of the words ``beside`` means the first, another the second; where there are none, code decides.
    """

    file: str
    form: str
    ids: tuple[str, ...]
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulePrecision:
    """How often a rule of the extraction is right (``rule_precision.tsv``): ``right`` of its ``claims`` are in gold."""

    rule: str
    predicate: str
    right: str
    claims: str
