"""Posts: who holds which post where, and who takes over from whom."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.mentions.lexicon import GOVERNED, Lexicon, bare_degree, fold_text, lexicon
from kg.extraction.mentions.posts import PostMention
from kg.extraction.mentions.titles import Holding
from kg.extraction.mentions.unit_names import UnitMention, compared_tail
from kg.extraction.mentions.words import Words, read_words
from kg.extraction.statements.draft import Draft
from kg.extraction.statements.succession import inherited, successions
from kg.model import Mention, Span
from kg.vocabulary import Vocabulary

_CORRECTIONAL = frozenset(
    {"Bapas", "Lapas", "Rutan", "LPKA", "LPP", "Rupbasan", "Kanwil", "Rudenim", "Kantor Imigrasi"}
)
_PRISONS = frozenset({"Lapas", "Rutan", "LPKA", "LPP"})
_DIVISIONS = frozenset({"Kanwil"})
# Which kinds of units have such posts and sections; their holders are often named without the office. The longest entry
# that a post begins with counts.
_HOMES = {
    "Kepala Seksi": _CORRECTIONAL | {"Kejaksaan", "Dinas"}, "Kepala Subseksi": _CORRECTIONAL,
    "Kepala Sub": _CORRECTIONAL | {"Dinas"}, "Kepala Urusan": _CORRECTIONAL, "Kepala Kesatuan": _CORRECTIONAL,
    "Kepala Divisi": _DIVISIONS, "Kepala Satuan": frozenset({"Polisi"}), "Kepala Unit": frozenset({"Polisi"}),
    "Kepala Keasistenan": frozenset({"Lainnya"}), "Kepala Regu Pengamanan": _PRISONS, "Komandan Regu": _PRISONS,
    "Kepala Bagian": frozenset({"Kanwil", "Pemda", "Polisi", "Perusahaan", "Ditjen", "Kementerian", "Legislatif"}),
    "Kepala Bidang": frozenset({"Kanwil", "Dinas", "Lapas", "Ditjen", "Organisasi", "BNN", "Polisi"}),
    "Kepala Kesatuan Pengamanan Rutan": frozenset({"Rutan"}), "Kepala Seksi Bimbingan Klien": frozenset({"Bapas"}),
    "Kepala Kesatuan Pengamanan Lembaga Pemasyarakatan": frozenset({"Lapas", "LPP"}),
    "Kepala Seksi Pelayanan Tahanan": frozenset({"Rutan"}), "Kepala Seksi Binadik": frozenset({"Lapas", "LPP"}),
    "Kepala Subseksi Pelayanan Tahanan": frozenset({"Rutan"}), "Kepala Subseksi Bimbingan Klien": frozenset({"Bapas"}),
    "Kepala Seksi Bimbingan Narapidana": frozenset({"Lapas", "LPP"}),
    "Kepala Seksi Giatja": frozenset({"Lapas", "LPP"}),
    "Kepala Seksi Kegiatan Kerja": frozenset({"Lapas", "LPP"}),
    "Kepala Seksi Administrasi Keamanan": frozenset({"Lapas", "LPP"}),
    "Kepala Seksi Pidana": frozenset({"Kejaksaan"}), "Kepala Seksi Pidum": frozenset({"Kejaksaan"}),
    "Kepala Seksi Pidsus": frozenset({"Kejaksaan"}), "Kepala Seksi Datun": frozenset({"Kejaksaan"}),
    "Kepala Seksi Perdata": frozenset({"Kejaksaan"}), "Kepala Seksi Barang Bukti": frozenset({"Kejaksaan"}),
    "Kepala Seksi Intelijen dan Penindakan": frozenset({"Kantor Imigrasi"}),
    "Kepala Seksi Inteldakim": frozenset({"Kantor Imigrasi"}), "Kepala Seksi Lalu": frozenset({"Kantor Imigrasi"}),
    "Kepala Seksi Lantaskim": frozenset({"Kantor Imigrasi"}), "Kepala Seksi Tikim": frozenset({"Kantor Imigrasi"}),
    "Kepala Seksi Tikkim": frozenset({"Kantor Imigrasi"}), "Kepala Seksi Izin": frozenset({"Kantor Imigrasi"}),
    "Kepala Seksi Teknologi": frozenset({"Kantor Imigrasi"}), "Analis Keimigrasian": frozenset({"Kantor Imigrasi"}),
    "Petugas Imigrasi": frozenset({"Kantor Imigrasi"}), "Pembimbing Kemasyarakatan": frozenset({"Bapas"}),
    "Asisten Pembimbing Kemasyarakatan": frozenset({"Bapas"}), "Wali Pemasyarakatan": _PRISONS,
    "Komandan Jaga": _PRISONS, "Petugas": _CORRECTIONAL, "Pegawai": _CORRECTIONAL, "Staf": _CORRECTIONAL,
    "Hakim": frozenset({"Pengadilan"}), "Ketua Majelis Hakim": frozenset({"Pengadilan"}),
    "Panitera": frozenset({"Pengadilan"}), "Juru Sita": frozenset({"Pengadilan"}),
    "Jaksa": frozenset({"Kejaksaan"}), "Penyidik": frozenset({"Polisi", "BNN"}), "Babinsa": frozenset({"TNI"}),
    "Bhabinkamtibmas": frozenset({"Polisi"}), "Rektor": frozenset({"Pendidikan"}),
    "Wakil Rektor": frozenset({"Pendidikan"}), "Dekan": frozenset({"Pendidikan"}),
    "Guru": frozenset({"Pendidikan"}), "Dosen": frozenset({"Pendidikan"}), "Kepala Sekolah": frozenset({"Pendidikan"}),
    "Sekretaris Daerah": frozenset({"Pemda"}), "Asisten": frozenset({"Pemda", "Lainnya", "Perusahaan"}),
}  # fmt: skip
# Divisions of a regional office; where the text names none, a prison or a service of the first class has them.
_REGIONAL = ("Kepala Bidang Pelayanan dan Pembinaan", "Kepala Bidang Pembimbingan", "Kepala Bidang Perawatan",
             "Kepala Bagian Tata Usaha dan Umum")  # fmt: skip
# Posts at an event or in a group, which the office that the text is about does not have.
_FOREIGN = frozenset({"Ketua Panitia", "Ketua Pelaksana", "Ketua Kelompok", "Ketua Tim", "Ketua RT", "Ketua RW"})
_REGIONS = frozenset({"pemprov", "pemkab", "pemkot"})
_WHO = ("yang", "kini", "kemudian", "saat", "ini")


def post_statements(reading: Reading, vocabulary: Vocabulary) -> list[Draft]:
    """``holdsPost`` for every title that stands beside a name, and ``succeeds``.

    The unit is the one inside the title; else the place that the title governs, or the body that governs it; else the
    office that the text is about (a section's head named without the office).
    """
    offices = Offices(reading, lexicon(vocabulary))
    held = list(offices.holdings())
    taken_over = list(successions(reading))
    return [*held, *inherited(reading, held, taken_over, offices.office), *taken_over]


class Offices:
    """Finds the unit of each title of one reading."""

    def __init__(self, reading: Reading, terms: Lexicon) -> None:
        self._reading = reading
        self._terms = terms
        self._units = reading.mentions("Unit")
        self._person_of = {m.span: c for m, c in reading.mentions("Person")}

    def holdings(self) -> Iterator[Draft]:
        """One draft for every title beside a name whose unit or place is known, and which is still held."""
        for holding, office, told in self.resolved():
            if not holding.post.past:
                yield self._draft(holding, office, told)
        if any(verb in self._reading.document.text for verb in self._terms.words["leads"]):
            yield from self._leaders(read_words(self._reading.document))

    def resolved(self) -> Iterator[tuple[Holding, Cluster, bool]]:
        """Every title beside a name, held or past, with its unit or place, and whether the title itself tells it."""
        reading = self._reading
        previous: tuple[int, Cluster] | None = None
        for holding in reading.holdings:
            sentence = reading.document.sentence_index(holding.span.start)
            told = self._named_office(holding.post)
            office = told or self._office_of_text(holding, sentence, previous)
            if office is None:
                continue
            previous = (sentence, office) if office.type == "Unit" else previous
            yield holding, office, told is not None

    def office(self, post: PostMention) -> Cluster | None:
        """The unit or the place that a title names or governs."""
        return self._named_office(post)

    def _leaders(self, words: Words) -> Iterator[Draft]:
        """The head's post, by the type of the unit: "Hanna Sinurat yang memimpin Lapas Perempuan Jayapura"."""
        tokens = self._reading.document.token_range
        units = {tokens(m.span).start: (m, c) for m, c in self._units if not m.anaphoric}
        for mention, person in self._reading.mentions("Person"):
            position = tokens(mention.span).stop
            while words.is_(position, ",", *_WHO) or self._is_degree(words, position):
                position += 1
            unit = units.get(position + 1)
            if unit is None or not words.is_(position, *self._terms.words["leads"]):
                continue
            if words.is_(position, "memimpin") and not words.is_(position - 1, *_WHO):
                continue  # who leads a meeting at the unit does not head it
            if self._is_over(words, position):
                continue
            span = Span(mention.span.start, unit[0].span.end)
            post = self._head_post(unit[0])
            if post and words.same_sentence(tokens(mention.span).start, position):
                yield Draft(person.id, "holdsPost", unit[1].id, (span,), 0.8, "leads the unit", post=post)

    def _is_over(self, words: Words, position: int) -> bool:
        """Whether the sentence says before the verb that it was so once: "Sebelum ini, Felix mengepalai ..."."""
        sentence = self._reading.document.sentences
        index = self._reading.document.sentence_index(words.tokens[position].span.start)
        told = words.folded[self._reading.document.token_range(sentence[index]).start : position]
        return bool(self._terms.words["former"] & set(told)) or ("sebelum", "ini") in pairwise(told)

    def _is_degree(self, words: Words, position: int) -> bool:
        return position < words.count and bare_degree(words.tokens[position].text) in self._terms.degrees

    def _head_post(self, unit: Mention) -> str:
        if not isinstance(unit, UnitMention):
            return ""
        unit_type = self._terms.vocabulary.unit_type_by_id.get(unit.unit_type)
        return unit_type.head_titles[0].split()[0] if unit_type and unit_type.head_titles else ""

    def _draft(self, holding: Holding, office: Cluster, told: bool) -> Draft:
        person = self._person_of[holding.person.span]
        rule = "title beside name" if told else "title without its office"
        return Draft(
            person.id,
            "holdsPost",
            office.id,
            (holding.span,),
            0.95 if told else 0.75,
            rule,
            post=holding.post.name,
        )

    def _named_office(self, post: PostMention) -> Cluster | None:
        """The unit or the governed place inside the title."""
        inside = [(m, c) for m, c in self._units if post.span.covers(m.span)]
        if inside:
            headed = [c for m, c in inside if post.role == "head" and m.span.start == post.span.start]
            return headed[0] if headed else inside[0][1]
        if post.unit_type in GOVERNED or post.governs:
            return self._governed(post)
        return (
            self._seat_of_secretary(post) if post.name.endswith(("Sekretaris Daerah", "Sekretaris Provinsi")) else None
        )

    def _seat_of_secretary(self, post: PostMention) -> Cluster | None:
        """The region of the governor, regent or mayor named last before a secretary whose region is not told."""
        heads = [
            p
            for p in self._reading.posts
            if isinstance(p, PostMention) and p.unit_type in _REGIONS and p.span.end <= post.span.start
        ]
        return self._governed(heads[-1]) if heads else None

    def _governed(self, post: PostMention) -> Cluster | None:
        """The body that governs ("Pemkab Tegal") where the text names it, else the place."""
        name = post.governs or next(
            (
                p.governs
                for p in self._reading.posts
                if isinstance(p, PostMention) and p.governs and _same_seat(p, post)
            ),
            "",
        )
        tail = compared_tail(name, self._terms)
        bodies = [c for c in self._reading.of_type("Unit") if c.kind == "Pemda" and _is_seat(c, post.unit_type)]
        if not tail and len(bodies) != 1:
            return self._governed_near(post)
        if tail:
            bodies = [c for c in bodies if compared_tail(c.name, self._terms).endswith(f" {tail}")]
        if len(bodies) == 1 or (bodies and tail):
            return bodies[0]
        places = [c for c in self._reading.of_type("Place") if tail and compared_tail(c.name, self._terms) == tail]
        named = [c for c in self._reading.of_type("Place") if tail and fold_text(c.name).endswith(f" {tail}")]
        return next(iter(places or named), None)

    def _governed_near(self, post: PostMention) -> Cluster | None:
        """The area of the right kind named before in the sentence ("Khusus Pacitan, ... bersama Bupati Indrata").

        Else the only one of that kind in the text.
        """
        kind = {"pemprov": "province", "pemkab": "regency", "pemkot": "city"}.get(post.unit_type, "")
        index = self._reading.document.sentence_index
        areas = [(m, c) for m, c in self._reading.mentions("Place") if c.kind == kind]
        near = [c for m, c in areas if m.span.end <= post.span.start and index(m.span.start) == index(post.span.start)]
        return near[-1] if near else _only(areas)

    def _office_of_text(self, holding: Holding, sentence: int, previous: tuple[int, Cluster] | None) -> Cluster | None:
        """The office that a title without one means.

        Of the units that may have such a post: that of the title before in the sentence, the one named before in the
        sentence, that of the title before in the sentence before, the one that the text is about.
        """
        post = holding.post
        homes = self._homes(post)
        if not self._is_sought(post, homes):
            return None
        index = self._reading.document.sentence_index
        fitting = [(m, c) for m, c in self._units if self._may_have(post, m, c, homes)]
        before = [(m, c) for m, c in fitting if m.span.end <= holding.span.start]
        same = [c for m, c in before if index(m.span.start) == sentence]
        if post.kinds:
            return _of_noun(post, before) or _only(fitting)
        if post.role == "owned":
            return same[-1] if same else (before[-1][1] if before else _only(fitting))
        possible = {c.id for _, c in before}
        if previous is not None and sentence - previous[0] == 0 and previous[1].id in possible:
            return previous[1]
        if same:
            return same[-1]
        if previous is not None and sentence - previous[0] == 1 and previous[1].id in possible:
            return previous[1]
        if post.role in ("section", "function") or homes is not None:
            return _most_mentioned(before, self._reading) if before else _only(fitting)
        near = [c for m, c in before if sentence - index(m.span.start) == 1]
        return near[-1] if near else None

    def _is_sought(self, post: PostMention, homes: frozenset[str] | None) -> bool:
        """Whether the office of a title without one is told by the rest of the text."""
        if post.role == "owned" or post.kinds:
            return True
        if post.unit_type or post.name in _FOREIGN:
            return False
        return post.role in ("section", "office") or (post.role == "function" and homes is not None)

    def _homes(self, post: PostMention) -> frozenset[str] | None:
        """The kinds of units that have such a post; None where any may."""
        if post.kinds:
            return frozenset(post.kinds)
        name = post.name.removeprefix("Plt. ").removeprefix("Plh. ").removeprefix("Pj. ")
        words = name.split()
        found = (_HOMES.get(" ".join(words[:length])) for length in range(len(words), 0, -1))
        homes = next((kinds for kinds in found if kinds is not None), None)
        regional = name.startswith(_REGIONAL) and any(c.kind == "Kanwil" for c in self._reading.of_type("Unit"))
        return _DIVISIONS if regional else homes

    def _may_have(self, post: PostMention, mention: Mention, cluster: Cluster, homes: frozenset[str] | None) -> bool:
        if post.role == "owned" and not post.kinds:
            return not post.unit_type or _family(mention) == post.unit_type.partition("-")[0]
        return homes is None or cluster.kind in homes


def _of_noun(post: PostMention, before: list[tuple[Mention, Cluster]]) -> Cluster | None:
    """The unit named last that bears the noun of a title ("Ketua koperasi"); of public bodies, any of the kind."""
    noun = fold_text(post.text).split()[-1].removesuffix("nya")
    named = [c for m, c in before if noun in fold_text(m.text).split() or noun in fold_text(c.name).split()]
    if named or "Organisasi" in post.kinds or "Perusahaan" in post.kinds:
        return named[-1] if named else None
    return before[-1][1] if before else None


def _only(fitting: list[tuple[Mention, Cluster]]) -> Cluster | None:
    """The one unit that a title can be held in, where there is no other."""
    return fitting[0][1] if len({cluster.id for _, cluster in fitting}) == 1 else None


def _family(mention: Mention) -> str:
    return mention.unit_type.partition("-")[0] if isinstance(mention, UnitMention) else ""


def _most_mentioned(before: list[tuple[Mention, Cluster]], reading: Reading) -> Cluster:
    """The unit that the text is about: the one with most mentions, of equal ones the one named first."""
    clusters = {cluster.id: cluster for _, cluster in before}
    order = [c.id for c in reading.of_type("Unit")]
    return max(clusters.values(), key=lambda c: (len(c.mentions), -order.index(c.id)))


def _same_seat(post: PostMention, other: PostMention) -> bool:
    return post.unit_type == other.unit_type


def _is_seat(cluster: Cluster, unit_type: str) -> bool:
    words = {"pemkab": "kabupaten", "pemkot": "kota", "pemprov": "provinsi", "desa": "desa"}
    name = cluster.name.lower()
    return not unit_type or unit_type in name or words.get(unit_type, "-") in name or name.startswith("pemda")
