"""Units: mentions of one document gathered into the organisations they name."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.extraction.entities.reading import Cluster
from kg.extraction.mentions.lexicon import fold_text
from kg.extraction.mentions.posts import PostMention
from kg.extraction.mentions.unit_names import UnitMention

# Types that an article uses for one another.
_SAME = {
    "kankemenag": "kemenag",
    "kanwil": "kanwil-ditjenpas",
    "bnnk": "bnn",
    "pemda": "pemkab",
    "partai-singkat": "partai",
}
_AREA_OF = {"pemkab": "Kabupaten", "pemkot": "Kota", "pemprov": "Provinsi"}
_AREAS = frozenset({"kabupaten", "kota", "provinsi"})


@dataclass(slots=True)
class _Group:
    """Mentions of one unit while they are being gathered."""

    kind: str
    base: str
    tail: str
    level: str
    mentions: list[UnitMention] = field(default_factory=list)
    shorts: set[str] = field(default_factory=set)
    ends: list[int] = field(default_factory=list)
    area: str = ""

    def add(self, mention: UnitMention) -> None:
        """Take a mention in."""
        self.mentions.append(mention)
        insort(self.ends, mention.span.end)

    def last_before(self, position: int) -> int:
        """Where the last mention before ``position`` ends; -1 where none is."""
        index = bisect_right(self.ends, position)
        return self.ends[index - 1] if index else -1


def cluster_units(mentions: Sequence[UnitMention], posts: Sequence[PostMention] = ()) -> list[Cluster]:
    """The units of a document, ids ``u1``... in order of first mention.

    Names with the same type, place and class are one unit; a shorter end of a name belongs to the longer one that it
    begins ("Rutan Siak", "Rutan ... Siak Sri Indrapura"). A bare head ("Lapas") is the unit of that type named last;
    where the article names none it is left out. A department that says no place is that of the one government of the
    article, which a title among ``posts`` may name ("Bupati Pasuruan"), a faculty that of the one university.
    """
    groups: list[_Group] = []
    mentions = sorted([*mentions, *(whole for m in mentions for whole in m.wholes())], key=lambda m: m.span)
    named = [m for m in mentions if not m.anaphoric]
    for mention in sorted(named, key=lambda m: (not m.tail, -len(m.tail.split()), m.span.start)):
        home = _home(mention, groups)
        if home is None:
            home = _Group(mention.kind, _base(mention), mention.tail, mention.unit_class)
            groups.append(home)
        home.level = home.level or mention.unit_class
        home.area = home.area or _area(mention)
        home.shorts |= {fold_text(mention.short)} if mention.short else set()
        home.add(mention)
    for mention in mentions:
        if mention.anaphoric:
            target = _antecedent(mention, groups)
            if target is not None:
                target.add(mention)
    for group in groups:
        group.mentions.sort(key=lambda m: m.span)
    groups.sort(key=lambda group: group.mentions[0].span)
    return _completed([_cluster(f"u{i}", group) for i, group in enumerate(groups, 1)], posts)


def _completed(clusters: list[Cluster], posts: Sequence[PostMention]) -> list[Cluster]:
    """The clusters with the names of departments and faculties completed, so that two articles' do not seem one."""
    seats = {_seat(c.name) for c in clusters if c.kind == "Pemda"} - {""}
    seats = seats or {f"{_AREA_OF[p.unit_type]} {p.governs}" for p in posts if p.unit_type in _AREA_OF and p.governs}
    schools = {_shortest(c) for c in clusters if _first(c).unit_type.startswith(("universitas", "univ-"))}

    def completed(cluster: Cluster) -> Cluster:
        mention = _first(cluster)
        if any(m.placed for m in cluster.mentions if isinstance(m, UnitMention)):
            return cluster
        wholes = seats if mention.kind == "Dinas" else schools if mention.unit_type == "fakultas" else ()
        return replace(cluster, name=f"{cluster.name} {min(wholes)}") if len(wholes) == 1 else cluster

    return [completed(cluster) for cluster in clusters]


def _first(cluster: Cluster) -> UnitMention:
    return next(m for m in cluster.mentions if isinstance(m, UnitMention) and not m.anaphoric)


def _shortest(cluster: Cluster) -> str:
    """The short form that the article introduces ("Undana"), else the name."""
    shorts = [m.short for m in cluster.mentions if isinstance(m, UnitMention) and m.short]
    return shorts[0] if shorts else cluster.name


def _seat(name: str) -> str:
    """The area that a local government's name says: "Pemkab Pasuruan" is of "Kabupaten Pasuruan"."""
    head, _, place = name.partition(" ")
    area = _AREA_OF.get(head.lower(), "")
    return f"{area} {place.removeprefix(area).strip()}" if area and place else ""


def _base(mention: UnitMention) -> str:
    return _SAME.get(mention.unit_type, mention.unit_type)


def _home(mention: UnitMention, groups: list[_Group]) -> _Group | None:
    """The group that a named mention belongs to: same type, no other class, and ends of names that agree."""
    fitting = [
        group
        for group in groups
        if group.base == _base(mention)
        and not (group.level and mention.unit_class and group.level != mention.unit_class)
        and _tails_agree(group.tail, mention.tail)
        and not (group.area and _area(mention) and group.area != _area(mention))
    ]
    introduced = [group for group in groups if fold_text(mention.text) in group.shorts]
    if introduced:
        return introduced[0]
    exact = [group for group in fitting if group.tail == mention.tail]
    if exact or len(fitting) == 1:
        return (exact or fitting)[0]
    return max(fitting, key=lambda g: g.last_before(mention.span.start), default=None)


def _area(mention: UnitMention) -> str:
    """The kind of area that a name says its place is: a Forkopimda of the regency is not that of the province."""
    return next((word for word in mention.name.lower().split()[1:-1] if word in _AREAS), "")


def _tails_agree(longer: str, shorter: str) -> bool:
    if longer == shorter or not shorter:
        return True
    return f"{longer} ".startswith(f"{shorter} ") and longer != f"{shorter} kota"


def _antecedent(mention: UnitMention, groups: list[_Group]) -> _Group | None:
    """The group of the same type mentioned last before, or else the first one after."""
    family = mention.unit_type.partition("-")[0]
    fitting = [g for g in groups if g.base == _base(mention)]
    fitting = fitting or [g for g in groups if g.base.partition("-")[0] == family]
    if not fitting:
        return None
    return max(fitting, key=lambda g: (g.last_before(mention.span.start), -g.ends[0]))


def _cluster(identifier: str, group: _Group) -> Cluster:
    named = [m for m in group.mentions if not m.anaphoric]
    best = max(named, key=_fullness)
    references = {m.reference for m in named if m.reference}
    with_class = {m.reference for m in named if m.reference and m.unit_class}
    chosen = with_class or references
    return Cluster(
        identifier,
        "Unit",
        best.name,
        tuple(group.mentions),
        kind=best.kind,
        reference=chosen.pop() if len(chosen) == 1 else "",
    )


def _fullness(mention: UnitMention) -> tuple[bool, int, bool, bool, int]:
    """How much a mention's name tells: class, words of its end, not in capitals, not read off a title, length."""
    return (
        bool(mention.unit_class),
        len(mention.tail.split()),
        not mention.name.isupper(),
        not mention.titled,
        len(mention.name),
    )
