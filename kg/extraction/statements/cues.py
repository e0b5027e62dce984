"""Cues: the parts in an event that a phrase of ``role_cues.tsv`` tells ("dihadiri X, Y dan Z", "X memimpin").

The cue's direction says on which side the names stand; names joined by commas, conjunctions and "bersama" share the
part. The event is the one that the sentence names nearest to the cue, else the main one.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.entities.reading import Cluster
from kg.extraction.statements.event_book import PARTICIPATION, EventBook, is_commemoration
from kg.extraction.statements.scenes import Actor, Cue, Scene, verb_between
from kg.model import Predicate
from kg.vocabulary import RoleCue

_EVENT_ROLES = PARTICIPATION | {"partner"}
_LONGEST_REACH = 14
_LONGEST_JOINT = 16
# An actor behind one of these is where or to whom, not who.
_OBLIQUE = frozenset(["di", "ke", "dari", "pada", "kepada", "untuk", "bagi", "terhadap", "milik", "dalam", "soal"])
_JOINTS = frozenset([",", "dan", "bersama", "beserta", "serta", "&", "maupun", "dengan"])
# These tell of an event by themselves; the other cues of leading need an event in their sentence ("pintu dibuka").
_ACTS = {"membuka": "Pembukaan", "dibuka": "Pembukaan", "menutup": "Penutupan", "ditutup": "Penutupan"}
# Words for any event, as subject of a cue among the first words of its sentence: "Kegiatan di aula itu dibuka X".
_SUBJECT_WITHIN = 6
_GENERAL = frozenset(["kegiatan", "acara", "forum", "agenda", "ajang", "gelaran", "sidang", "bursa"])
_LEADING_ALONE = frozenset(["dipimpin", "dikomandoi", "memimpin", "dikomandani", "mengomandoi", "pimpinan", "irup"])


def add_cued_roles(book: EventBook) -> None:
    """Add the parts that cues tell: leading, hosting and carrying out before attending."""
    attending: list[tuple[Cluster, Predicate, Actor, Scene, str]] = []
    for event, predicate, actor, scene, rule in _told(book):
        if predicate == "attendedBy":
            attending.append((event, predicate, actor, scene, rule))
        else:
            book.add(event, predicate, actor.cluster.id, scene.span, 0.7, rule)
    for event, predicate, actor, scene, rule in attending:
        book.add(event, predicate, actor.cluster.id, scene.span, 0.7, rule)


def _told(book: EventBook) -> Iterator[tuple[Cluster, Predicate, Actor, Scene, str]]:
    for scene in book.scenes:
        for cue in scene.cues:
            event = _opened(book, cue) or event_of(scene, cue.start, cue.end, book.main)
            suits = (r for r in cue.roles if r.role in _EVENT_ROLES and (not r.kinds or event.kind in r.kinds))
            role = next(suits, None)
            if role is None or not _applies(book, scene, cue, role):
                continue
            for actor in _seekers(book, scene, cue, role):
                yield event, "performedBy", actor, scene, "looks for partners"
            for actor in _fillers(book, scene, cue, role):
                yield event, _predicate(role, actor), actor, scene, f"cue {role.cue}"


def _opened(book: EventBook, cue: Cue) -> Cluster | None:
    """The opening or closing that the document names as an event of its own, where the cue tells of one."""
    named = next((_ACTS[word] for word in book.passage.words[cue.start : cue.end] if word in _ACTS), "")
    return next((event for event in book.events if named and event.name.startswith(named)), None)


def event_of(scene: Scene, start: int, end: int, main: Cluster) -> Cluster:
    """The event of the sentence that stands nearest to the tokens ``start`` to ``end``, else ``main``."""
    named = [h for h in scene.happenings if not is_commemoration(h.cluster)] or list(scene.happenings)
    if not named:
        return main
    return min(named, key=lambda h: (max(h.start - end, start - h.end), h.start)).cluster


def _applies(book: EventBook, scene: Scene, cue: Cue, role: RoleCue) -> bool:
    words = book.passage.words
    if words[cue.start] == "selain" and words[cue.end : cue.end + 1] in (["itu"], ["ini"]):
        return False  # "Selain itu, X ..." only goes on
    told = (
        scene.happenings
        or _LEADING_ALONE & set(words[cue.start : cue.end])
        or set(words[cue.end : cue.end + 1]) & _GENERAL
        or (role.direction == "after" and set(words[scene.start : cue.start][:_SUBJECT_WITHIN]) & _GENERAL)
    )
    if role.role == "ledBy" and not told:
        return False
    heads_a_unit = any(a.start == cue.end and a.cluster.type == "Unit" for a in scene.actors)
    return not (words[cue.end - 1] == "memimpin" and heads_a_unit)


def _predicate(role: RoleCue, actor: Actor) -> Predicate:
    """The predicate of a cue for this actor: a unit that opens or installs carries out, a partner attends."""
    if role.role == "partner":
        return "attendedBy"
    if role.role == "ledBy" and actor.cluster.type == "Unit":
        return "performedBy"
    if role.role == "receivedBy" and actor.cluster.type == "Unit":
        return "hostedBy"
    return role.role  # type: ignore[return-value]


def _fillers(book: EventBook, scene: Scene, cue: Cue, role: RoleCue) -> list[Actor]:
    if role.direction == "opening" and cue.start != scene.start:
        return []
    opens = cue.start <= scene.start + 1 or role.direction == "opening"
    if role.direction == "after" or opens:
        return actors_after(book, scene, cue.end)
    found = actors_before(book, scene, cue.start)
    return found or (actors_after(book, scene, cue.end) if role.direction == "both" else [])


def _seekers(book: EventBook, scene: Scene, cue: Cue, role: RoleCue) -> list[Actor]:
    """The units that look for partners: "Kanwil X menggandeng TNI"; "didukung" tells of whom its subject is not."""
    passive = book.passage.words[cue.start].startswith("di")
    if role.role != "partner" or role.direction != "after" or passive:
        return []
    return [actor for actor in actors_before(book, scene, cue.start) if actor.cluster.type == "Unit"]


def _partners_between(scene: Scene, start: int, end: int) -> bool:
    """Whether who stands behind is only a partner of who stands before: "A bekerja sama dengan B menggelar"."""
    return any(start <= c.start and c.end <= end and any(r.role == "partner" for r in c.roles) for c in scene.cues)


def actors_after(book: EventBook, scene: Scene, position: int) -> list[Actor]:
    """The actors right behind ``position``, joined to each other by commas and conjunctions."""
    found: list[Actor] = []
    reach = _LONGEST_REACH
    for actor in scene.actors:
        if actor.start < position:
            continue
        far = actor.start - position > reach or verb_between(book.passage, position, actor.start)
        if far or book.passage.before(actor.start) in _OBLIQUE:
            break
        found.append(actor)
        position, reach = actor.end, _LONGEST_JOINT
    return found


def actors_before(book: EventBook, scene: Scene, position: int) -> list[Actor]:
    """The actor right before ``position``, and those joined to it."""
    found: list[Actor] = []
    reach = _LONGEST_REACH
    for actor in reversed(scene.actors):
        if actor.end > position:
            continue
        if position - actor.end > reach or verb_between(book.passage, actor.end, position):
            break
        if found and not _JOINTS & set(book.passage.words[actor.end : position]):
            break
        if found and _partners_between(scene, actor.end, position):
            found.clear()
        if book.passage.before(actor.start) in _OBLIQUE:
            break
        found.append(actor)
        position, reach = actor.start, _LONGEST_JOINT
    return found
