"""Events: who takes part in them, where they are held, what they belong to and serve, who works together in them."""

from __future__ import annotations

from functools import cache

from kg.extraction.entities.reading import Reading
from kg.extraction.statements.certainty import with_certainty
from kg.extraction.statements.cooperation import cooperation_drafts
from kg.extraction.statements.cues import add_cued_roles
from kg.extraction.statements.draft import Draft
from kg.extraction.statements.event_book import EventBook
from kg.extraction.statements.frames import add_default_attendance, add_default_performers, add_frames, add_offices
from kg.extraction.statements.settings import add_hosts, add_places, add_support, add_whole
from kg.vocabulary import Vocabulary


def event_statements(reading: Reading, vocabulary: Vocabulary) -> list[Draft]:
    """Everything that the rules read about the events of a document."""
    if not reading.of_type("Event"):
        return []
    book = EventBook(reading, vocabulary)
    add_cued_roles(book)
    add_frames(book)
    add_offices(book)
    add_hosts(book)
    add_whole(book)
    add_default_performers(book)
    add_default_attendance(book, _speech_words(vocabulary))
    add_places(book)
    add_support(book)
    return [*with_certainty(book, book.drafts, vocabulary), *cooperation_drafts(book)]


@cache
def _speech_words(vocabulary: Vocabulary) -> frozenset[str]:
    forms = (f for v in vocabulary.speech_verbs for f in (v.verb, v.nya_form, v.active, v.passive))
    return frozenset(form.lower() for form in forms if form and " " not in form)
