"""Frames: the parts that the wording of an event itself gives, and who has a part where no cue says so.

"Bapas Purwokerto mengunjungi Rutan Banjarnegara": the subject of an event's verb carries it out, the object of a visit
hosts it; "kunjungan Bapas ke Rutan", "penandatanganan antara A dan B" say the same with a noun. Where nothing does, the
first unit of the lead that the title names too carries out the main event, what belongs to it has the same performer,
and a person told of without being quoted attends.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.entities.reading import Cluster
from kg.extraction.statements.cues import actors_after, actors_before, event_of
from kg.extraction.statements.event_book import EventBook
from kg.extraction.statements.scenes import Actor, Happening, Scene, verb_between
from kg.model import Predicate

# Kinds whose verb tells of what someone else does to the subject, or of nobody's doing.
_NO_AGENT = frozenset(["incident", "release", "award", "exhibition"])
# Incidents that are somebody's deed.
_DEEDS = ("Penangkapan", "Pengejaran", "Penggerebekan", "Pengungkapan", "Penggagalan", "Pemadaman")
# Kinds that a person leads rather than carries out.
_LED = frozenset(["ceremony", "award", "release"])
_OWNED = frozenset(["visit", "meeting", "inspection", "social", "training", "sport", "harvest"])
_AGENT_WITHIN = 3
# "oleh" stands at most this many words behind an event's noun, in the same clause.
_BY_WITHIN = 10
_CLAUSE = frozenset([",", "yang", ";"])
_TRAVEL = frozenset(["visit", "transfer"])
_OBLIQUE = frozenset(["di", "ke", "dari", "pada", "milik"])
# Behind one of these a unit is where people are, or what they hold, and does nothing itself.
_INMATES = _OBLIQUE | {
    *["penghuni", "menghuni", "sel", "wbp", ")", "napi", "narapidana", "tahanan", "binaan", "kursi", "komando"],
    *["terbakarnya", "peserta", "pembesuk"],
}
_LEAD_SCENES = 2
# Kinds of parts of an event that are mostly carried out by who carries out the whole.
_SHARED = frozenset(["release", "training", "meeting", "award", "inspection", "social", "sport"])


def add_frames(book: EventBook) -> None:
    """Add the parts that the words of the events give."""
    for scene in book.scenes:
        for happening in scene.happenings:
            if happening.form in {"verb", "headline"}:
                _verb(book, scene, happening)
            elif happening.form == "noun":
                _noun(book, scene, happening)
                _by(book, scene, happening)
            _destination(book, scene, happening)
            _parties(book, scene, happening)


def _verb(book: EventBook, scene: Scene, happening: Happening) -> None:
    """ "X meninjau Y": the subject carries it out, the object of a visit hosts it; "ditinjau X": so does the agent."""
    event = happening.cluster
    if not _has_agent(event) or book.quoted(happening.start):
        return
    passive = book.passage.words[happening.start].startswith(("di", "ter"))
    behind = actors_after(book, scene, happening.end)
    if passive:
        near = [a for a in behind[:1] if a.start - happening.end <= _AGENT_WITHIN]
        agents = behind if near and event.kind != "ceremony" else []
        for actor in agents:
            book.add(event, "performedBy", actor.cluster.id, scene.span, 0.6, "agent of the event's verb")
        return
    for actor in actors_before(book, scene, happening.start):
        book.add(event, _part(event, actor), actor.cluster.id, scene.span, 0.7, "subject of the event's verb")
    if event.kind == "visit":
        for actor in behind:
            if actor.cluster.type == "Unit":
                book.add(event, "hostedBy", actor.cluster.id, scene.span, 0.7, "object of the visit's verb")


def _part(event: Cluster, actor: Actor) -> Predicate:
    """What a subject or agent does: persons lead a ceremony, an award, a release; all else is carried out."""
    return "ledBy" if event.kind in _LED and actor.cluster.type == "Person" else "performedBy"


def _has_agent(event: Cluster) -> bool:
    return event.kind not in _NO_AGENT or event.name.startswith(_DEEDS)


def _noun(book: EventBook, scene: Scene, happening: Happening) -> None:
    """ "kunjungan Bapas Purwokerto": the name right behind the noun of a journey or the like is whose it is."""
    if happening.cluster.kind not in _OWNED or happening.end - happening.start > 2:
        return
    for actor in scene.actors:
        if actor.start == happening.end:
            book.add(happening.cluster, "performedBy", actor.cluster.id, scene.span, 0.6, "named with the event")


def _by(book: EventBook, scene: Scene, happening: Happening) -> None:
    """ "Pemindahan napi oleh Kanwil Ditjenpas Aceh": who stands behind "oleh" carries it out."""
    words = book.passage.words[happening.end : min(scene.end, happening.end + _BY_WITHIN)]
    by = happening.end + words.index("oleh") if "oleh" in words else 0
    if by and not verb_between(book.passage, happening.end, by) and not _CLAUSE & set(words[: by - happening.end]):
        for actor in actors_after(book, scene, by + 1):
            part = _part(happening.cluster, actor)
            book.add(happening.cluster, part, actor.cluster.id, scene.span, 0.8, "named behind oleh")


def _destination(book: EventBook, scene: Scene, happening: Happening) -> None:
    if happening.cluster.kind not in _TRAVEL:
        return
    for actor in scene.actors:
        behind = actor.start >= happening.end
        if behind and actor.cluster.type == "Unit" and _led_to(book, actor):
            book.add(happening.cluster, "hostedBy", actor.cluster.id, scene.span, 0.7, "destination")


def _led_to(book: EventBook, actor: Actor) -> bool:
    return book.passage.before(actor.start) == "ke" or book.passage.words[max(0, actor.start - 2) : actor.start] == [
        "ke",
        "kantor",
    ]


def _parties(book: EventBook, scene: Scene, happening: Happening) -> None:
    """All units that a sentence about a signing names sign it, but for where it is and who watches."""
    if happening.cluster.kind != "signing" or scene.title:
        return
    for actor in scene.actors:
        if actor.cluster.type == "Unit" and book.passage.before(actor.start) not in _OBLIQUE:
            book.add(happening.cluster, "performedBy", actor.cluster.id, scene.span, 0.5, "party to a signing")


def add_offices(book: EventBook) -> None:
    """Let the unit of who leads or signs carry the event out, and the unit of who receives host it."""
    offices = {a.cluster.id: a.offices for scene in reversed(book.scenes) for a in scene.actors if a.offices}
    for event in book.events:
        for draft in book.objects(event, "ledBy") if not book.has(event, "performedBy") else []:
            for unit in offices.get(draft.object, ())[:1]:
                book.add(event, "performedBy", unit.id, draft.spans[0], 0.6, "unit of who leads")
        for draft in book.objects(event, "performedBy") if event.kind == "signing" else []:
            for unit in offices.get(draft.object, ())[:1]:
                book.add(event, "performedBy", unit.id, draft.spans[0], 0.7, "unit of who signs")
        for draft in book.objects(event, "receivedBy"):
            for unit in offices.get(draft.object, ())[:1]:
                book.add(event, "hostedBy", unit.id, draft.spans[0], 0.7, "unit of who receives")


def add_default_performers(book: EventBook) -> None:
    """Give the main event, and the events that belong to it, a performer where nothing has."""
    main = book.main
    if not book.has(main, "performedBy") and main.kind != "incident":
        for scene, actor, confidence, rule in _likely_performers(book):
            if not book.role(main, actor.cluster.id):
                book.add(main, "performedBy", actor.cluster.id, scene.span, confidence, rule)
                break
    for event in book.events[1:]:
        belongs = any(d.object == main.id for d in book.objects(event, "subEventOf"))
        if belongs and not book.has(event, "performedBy"):
            beside = _beside(book, event)
            for draft in book.objects(main, "performedBy"):
                if book.type_of(draft.object) == "Unit" and (event.kind in _SHARED or draft.object in beside):
                    book.add(event, "performedBy", draft.object, draft.spans[0], 0.4, "performer of the whole")


def _beside(book: EventBook, event: Cluster) -> set[str]:
    """Who acts in a sentence that names the event."""
    scenes = (s for s in book.scenes if any(h.cluster.id == event.id for h in s.happenings))
    return {actor.cluster.id for scene in scenes for actor in scene.actors}


def _likely_performers(book: EventBook) -> Iterator[tuple[Scene, Actor, float, str]]:
    """Units of the lead, of the title, then the unit that the text names most often, each where it acts itself."""
    for actor, scene in _leading_units(book):
        yield scene, actor, 0.6, "first unit of the lead"
    for scene in book.scenes:
        if scene.title:
            for actor in scene.actors:
                if actor.cluster.type == "Unit" and book.passage.before(actor.start) not in _INMATES:
                    yield scene, actor, 0.5, "first unit of the title"
    found = [(scene, actor) for scene in book.body for actor in scene.actors if actor.cluster.type == "Unit"]
    for scene, actor in sorted(found, key=lambda pair: (-len(pair[1].cluster.mentions), pair[1].start)):
        yield scene, actor, 0.5, "unit named most often"


def _leading_units(book: EventBook) -> Iterator[tuple[Actor, Scene]]:
    scenes = book.body[:_LEAD_SCENES]
    title = {a.cluster.id for s in book.scenes if s.title for a in s.actors}
    title |= {
        c.id for c in book.reading.of_type("Unit") for m in c.mentions if m.span.start < book.reading.document.body
    }
    found = [
        (actor, scene)
        for scene in scenes
        for actor in scene.actors
        if actor.cluster.type == "Unit" and book.passage.before(actor.start) not in _INMATES
    ]
    yield from sorted(found, key=lambda pair: (pair[0].cluster.id not in title, pair[0].start))


def add_default_attendance(book: EventBook, speech: frozenset[str]) -> None:
    """Let a person whose first sentence tells of no speech attend the event named there, else the main one."""
    seen: set[str] = set()
    for scene in book.body:
        speaks = bool(speech & set(book.passage.words[scene.start : scene.end])) or _speaks(scene)
        for actor in scene.actors:
            if actor.cluster.type != "Person" or actor.cluster.id in seen:
                continue
            seen.add(actor.cluster.id)
            event = event_of(scene, actor.start, actor.end, book.main)
            if (
                not speaks
                and not _owns_program(book, scene, actor)
                and event.kind != "incident"
                and not book.takes_part(actor.cluster.id)
            ):
                book.add(event, "attendedBy", actor.cluster.id, scene.span, 0.5, "told of in the event's sentence")


def _owns_program(book: EventBook, scene: Scene, actor: Actor) -> bool:
    """Whether the name belongs to a programme: "program akselerasi Menteri Imipas, Agus Andrianto"."""
    ends = {book.reading.document.token_range(mention.span).stop for mention, _ in scene.named("Program")}
    return bool(ends & {actor.start, actor.start - 1})


def _speaks(scene: Scene) -> bool:
    return any(role.role == "speaks" for cue in scene.cues for role in cue.roles)
