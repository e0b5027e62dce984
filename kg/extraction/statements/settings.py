"""Settings: where an event is held, what it is part of, and which programme it serves."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.entities.reading import Cluster
from kg.extraction.statements.event_book import EventBook, is_commemoration
from kg.extraction.statements.scenes import Scene

_AT = frozenset(["di", "pada"])
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
    """Say what is part of what: events of the main event's day are part of it, and it of the day it marks."""
    main = book.main
    for event in book.events[1:]:
        span = event.mentions[0].span
        sentence = book.reading.document.sentences[book.reading.document.sentence_index(span.start)]
        if is_commemoration(event):
            book.add(main, "subEventOf", event.id, sentence, 0.9, "held for a commemoration")
        elif event.date and event.date == main.date and event.kind != "incident" and main.kind != "incident":
            book.add(event, "subEventOf", main.id, sentence, 0.5, "on the day of the main event")


def add_places(book: EventBook) -> None:
    """Say where each event is held."""
    for event in book.events:
        if not is_commemoration(event):
            _held_at(book, event)
    for event in book.events[1:]:
        whole = book.objects(event, "subEventOf")
        if whole and not book.has(event, "heldAt"):
            for draft in book.objects(book.main, "heldAt"):
                book.add(event, "heldAt", draft.object, draft.spans[0], 0.5, "place of the whole")


def _held_at(book: EventBook, event: Cluster) -> None:
    hosts = book.objects(event, "hostedBy")
    site = next(_sites(book, event), None)
    if site is not None:
        scene, cluster = site
        book.add(event, "heldAt", cluster.id, scene.span, 0.7, "place in the event's sentence")
    elif hosts:
        for draft in hosts:
            book.add(event, "heldAt", draft.object, draft.spans[0], 0.8, "at its host's")
    elif event.kind in _INDOORS:
        units = {c.id: c for c in book.reading.of_type("Unit")}
        for draft in book.objects(event, "performedBy"):
            if draft.object in units and units[draft.object].kind in _PREMISES:
                book.add(event, "heldAt", draft.object, draft.spans[0], 0.5, "on its performer's premises")


def _sites(book: EventBook, event: Cluster) -> Iterator[tuple[Scene, Cluster]]:
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
    for *_, scene, cluster in sorted(found, key=lambda item: item[:3]):
        yield scene, cluster


def add_support(book: EventBook) -> None:
    """Say which programmes an event serves: those named in its sentence, and for the main event all of them."""
    for scene in book.body:
        programs = [c for _, c in scene.named("Program")]
        for happening in scene.happenings:
            if not is_commemoration(happening.cluster) and happening.cluster.kind != "incident":
                for program in programs:
                    book.add(
                        happening.cluster, "supports", program.id, scene.span, 0.8, "programme in the event's sentence"
                    )
    for program in book.reading.of_type("Program"):
        span = program.mentions[0].span
        sentence = book.reading.document.sentences[book.reading.document.sentence_index(span.start)]
        if book.main.kind != "incident":
            book.add(book.main, "supports", program.id, sentence, 0.6, "programme of the article")
