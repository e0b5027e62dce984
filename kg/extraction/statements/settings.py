"""Settings: where an event is held, what it is part of, and which programme it serves."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.extraction.entities.reading import Cluster
from kg.extraction.mentions.events import EventMention
from kg.extraction.statements.event_book import EventBook, is_commemoration
from kg.extraction.statements.scenes import Scene
from kg.model import Span

# Id of the place or unit, the words that say so, confidence, rule.
_Where = tuple[str, Span, float, str]
_AT = frozenset(["di", "pada"])
_TOWARDS = frozenset(["di", "ke", "menuju", "halaman", "aula", "kantor"])
_TRAVEL = frozenset(["visit", "transfer"])
_NO_WHOLE = frozenset(["incident", "transfer", "other", "meeting", "award"])
_NO_PART = frozenset(["incident", "transfer", "visit"])
_PART_WORDS = frozenset(["bagian", "rangkaian", "kelanjutan"])
_ADDING = frozenset(
    ["dirangkai", "dirangkaikan"]
)  # "pelepasan dirangkai dengan penandatanganan": the second is the part
_LONGEST_LINK = 10
_LEAD_SCENES = 3
_NEAR = 4
_CELLS = frozenset(["Lapas", "Rutan", "LPKA", "LPP", "Rudenim"])
_SUPPORT_REACH = 12
_ABOUT_THE_SAME = frozenset(["signing", "training", "harvest"])
# Of several places in a sentence the most specific one is where the event is.
_SPECIFIC = {
    "site": 0,
    "unit": 1,
    "village": 2,
    "other": 3,
    "district": 4,
    "regency": 5,
    "city": 5,
    "island": 6,
    "province": 7,
}
_INDOORS = frozenset(["inspection", "sport", "religious", "harvest", "release", "training", "meeting", "ceremony"])
_PREMISES = frozenset(["Lapas", "Rutan", "LPKA", "LPP", "Bapas", "Rudenim", "Pendidikan", "Kesehatan"])


def add_whole(book: EventBook) -> None:
    """Say what is part of what: as the text puts it, events of the main event's day, and that of the day it marks."""
    for scene in book.body:
        for first, second in pairwise(scene.happenings):
            between = set(book.passage.words[first.end : second.start][:_LONGEST_LINK])
            part, whole = (second, first) if between & _ADDING else (first, second)
            if part.cluster.id != whole.cluster.id and between & (_ADDING | _PART_WORDS):
                book.add(part.cluster, "subEventOf", whole.cluster.id, scene.span, 0.8, "called a part")
    main = book.main
    for event in book.events[1:]:
        span = event.mentions[0].span
        sentence = book.reading.document.sentences[book.reading.document.sentence_index(span.start)]
        if is_commemoration(event):
            book.add(main, "subEventOf", event.id, sentence, 0.9, "held for a commemoration")
        elif _within(event.date, main.date) and _may_hold(main, event) and not _holds(book, event, main):
            book.add(event, "subEventOf", main.id, sentence, 0.5, "on the day of the main event")


def _holds(book: EventBook, whole: Cluster, part: Cluster) -> bool:
    return any(draft.object == whole.id for draft in book.objects(part, "subEventOf"))


def _within(part: str, whole: str) -> bool:
    """Whether the days of the one event are among those of the other."""
    first, _, last = part.partition("/")
    begin, _, end = whole.partition("/")
    return bool(part and whole) and begin <= first and (last or first) <= (end or begin)


def _may_hold(whole: Cluster, part: Cluster) -> bool:
    """Whether an event of the one kind can be part of one of the other: a journey is no part, an accident no whole."""
    if whole.kind in _NO_WHOLE or part.kind in _NO_PART:
        return False
    if not any(not isinstance(m, EventMention) or m.strong for m in part.mentions):
        return False
    return part.kind != "inspection" or whole.kind == "inspection"


def add_hosts(book: EventBook) -> None:
    """Let the unit that the lead goes to host a main event that is a visit or a transfer."""
    if book.main.kind not in _TRAVEL or book.has(book.main, "hostedBy"):
        return
    for scene, cluster in _lead_places(book, with_sites=False):
        book.add(book.main, "hostedBy", cluster.id, scene.span, 0.8, "where the lead goes to")
        break


def add_places(book: EventBook) -> None:
    """Say where each event is held; what belongs to the main event is where that is."""
    for event in book.events:
        if not is_commemoration(event):
            _held_at(book, event)
    for event in book.events[1:]:
        if book.objects(event, "subEventOf") and not book.has(event, "heldAt"):
            for draft in book.objects(book.main, "heldAt"):
                book.add(event, "heldAt", draft.object, draft.spans[0], 0.5, "place of the whole")


def _held_at(book: EventBook, event: Cluster) -> None:
    """Where, by the first of several ways to tell that tells anything."""
    for way in (_in_its_sentence, _at_its_host, _in_the_lead, _in_its_prison, _on_premises, _named_with_area):
        found = list(way(book, event))
        for other, span, confidence, rule in found:
            book.add(event, "heldAt", other, span, confidence, rule)
        if found:
            return


def _in_its_sentence(book: EventBook, event: Cluster) -> Iterator[_Where]:
    """The most specific site, unit or village behind "di" in a sentence that names the event."""
    exact = [(scene, cluster) for size, scene, cluster in _sites(book, event) if size <= _SPECIFIC["village"]]
    for scene, cluster in exact[:1]:
        yield cluster.id, scene.span, 0.7, "place in the event's sentence"


def _at_its_host(book: EventBook, event: Cluster) -> Iterator[_Where]:
    for draft in book.objects(event, "hostedBy"):
        yield draft.object, draft.spans[0], 0.8, "at its host's"


def _in_the_lead(book: EventBook, event: Cluster) -> Iterator[_Where]:
    """Where lead or title are, for the main event."""
    for scene, cluster in _lead_places(book, with_sites=True) if event is book.main else ():
        yield cluster.id, scene.span, 0.7, "place in the lead"
        return


def _in_its_prison(book: EventBook, event: Cluster) -> Iterator[_Where]:
    """The prison named with an incident, else in lead or title."""
    near = [s for s in book.scenes if any(h.cluster.id == event.id for h in s.happenings)]
    lead = book.body[:_LEAD_SCENES]
    for scene in (*near, *lead, *book.scenes[:1]) if event.kind == "incident" else ():
        for _, unit in scene.named("Unit"):
            if unit.kind in _CELLS:
                yield unit.id, scene.span, 0.6, "prison of the incident"
                return


def _on_premises(book: EventBook, event: Cluster) -> Iterator[_Where]:
    """The premises of who carries it out, for what is mostly done there; a guest is not at home."""
    of_journey = any(draft.object == book.main.id for draft in book.objects(event, "subEventOf"))
    guests = {d.object for d in book.objects(book.main, "performedBy") if of_journey and book.main.kind in _TRAVEL}
    for draft in book.objects(event, "performedBy") if event.kind in _INDOORS else ():
        if book.kind_of(draft.object) in _PREMISES and draft.object not in guests:
            yield draft.object, draft.spans[0], 0.5, "on its performer's premises"


def _named_with_area(book: EventBook, event: Cluster) -> Iterator[_Where]:
    """The area that "di" joins to a mention of the event: "banjir bandang di Lebak"."""
    for scene in book.scenes:
        ends = [h.end for h in scene.happenings if h.cluster.id == event.id]
        for mention, cluster in scene.named("Place"):
            position = book.reading.document.token_range(mention.span).start
            near = any(0 < position - end <= _NEAR for end in ends)
            if near and book.passage.before(position) == "di":
                yield cluster.id, scene.span, 0.5, "area named with the event"
                return


def _lead_places(book: EventBook, with_sites: bool) -> Iterator[tuple[Scene, Cluster]]:
    """The sites of the lead, then units behind "di" or "ke" there, then such places in the title."""
    lead, title = book.body[:_LEAD_SCENES], [scene for scene in book.scenes if scene.title]
    if with_sites:
        yield from ((s, c) for s in lead for _, c in s.named("Place") if c.kind == "site")
    for scene in (*lead, *title):
        for mention, cluster in scene.named("Unit", "Place"):
            site = with_sites and scene.title and cluster.kind in {"site", "village"}
            position = book.reading.document.token_range(mention.span).start
            if (cluster.type == "Unit" or site) and book.passage.before(position) in _TOWARDS:
                yield scene, cluster


def _sites(book: EventBook, event: Cluster) -> Iterator[tuple[int, Scene, Cluster]]:
    """The places behind "di" in the sentences that name the event, most specific first."""
    found = []
    for scene in book.body:
        if not any(h.cluster.id == event.id for h in scene.happenings):
            continue
        for mention, cluster in scene.named("Place", "Unit"):
            position = book.reading.document.token_range(mention.span).start
            kind = "unit" if cluster.type == "Unit" else cluster.kind
            if book.passage.before(position) in _AT and kind in _SPECIFIC:
                found.append((_SPECIFIC[kind], scene.start, mention.span, scene, cluster))
    for size, *_, scene, cluster in sorted(found, key=lambda item: item[:3]):
        yield size, scene, cluster


def add_support(book: EventBook) -> None:
    """Say which programmes an event serves.

    Those that its own sentence names; for the main event those that the title names, and those behind a cue of support
    ("sejalan dengan Asta Cita") anywhere; a signing or training that is part of the main event serves the same.
    """
    for scene in book.body:
        programs = [c for _, c in scene.named("Program")]
        for happening in scene.happenings:
            if not is_commemoration(happening.cluster) and happening.cluster.kind != "incident":
                for program in programs:
                    book.add(
                        happening.cluster, "supports", program.id, scene.span, 0.8, "programme in the event's sentence"
                    )
    if book.main.kind == "incident":
        return
    for scene in book.scenes:
        for mention, program in scene.named("Program"):
            position = book.reading.document.token_range(mention.span).start
            if scene.title:
                book.add(book.main, "supports", program.id, scene.span, 0.7, "programme of the title")
            elif _is_served(scene, position):
                book.add(book.main, "supports", program.id, scene.span, 0.7, "programme that is served")
    _pass_on_support(book)


def _is_served(scene: Scene, position: int) -> bool:
    """Whether a cue of support stands before ``position`` in the sentence."""
    served = (cue for cue in scene.cues if any(role.role == "supports" for role in cue.roles))
    return any(0 <= position - cue.end <= _SUPPORT_REACH for cue in served)


def _pass_on_support(book: EventBook) -> None:
    for event in book.events[1:]:
        if event.kind in _ABOUT_THE_SAME and book.objects(event, "subEventOf"):
            for draft in book.objects(book.main, "supports"):
                book.add(event, "supports", draft.object, draft.spans[0], 0.5, "programme of the whole")
