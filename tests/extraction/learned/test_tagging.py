from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.learned.tagging import Tagged, add_tagged
from kg.extraction.mentions.events import EventMention
from kg.extraction.mentions.unit_names import UnitMention
from kg.extraction.text.document import make_document
from kg.model import ENTITY_TYPES, Article, Mention, Span

TEXT = "Kegiatan Griya Abhipraya di Bapas Purwokerto pada Rabu dihadiri Siti. Kegiatan ini ramai."
DOCUMENT = make_document(Article("a", TEXT))
STARTS = [token.span.start for token in DOCUMENT.tokens]
ENDS = [token.span.end for token in DOCUMENT.tokens]


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def mention(kind: str, words: str) -> Mention:
    return Mention(kind, span_of(words), words, words)  # type: ignore[arg-type]


SPANS = st.tuples(st.sampled_from(STARTS), st.sampled_from(ENDS)).filter(lambda p: p[0] < p[1]).map(lambda p: Span(*p))
MENTIONS = st.lists(
    st.builds(lambda t, s: Mention(t, s, s.of(TEXT), s.of(TEXT)), st.sampled_from((*ENTITY_TYPES, "Date")), SPANS),
    max_size=4,
)
TAGGED = st.lists(st.builds(Tagged, st.sampled_from(ENTITY_TYPES), SPANS, st.just(""), st.floats(0, 1)), max_size=6)


@given(mentions=MENTIONS, tagged=TAGGED)
def test_trusted_mentions_stay_and_no_tagged_one_overlaps_them(mentions: list[Mention], tagged: list[Tagged]) -> None:
    trusted = {(m.type, m.span) for m in mentions[:2]}
    found = add_tagged(DOCUMENT, mentions, tagged, trusted)
    assert all(m in found for m in mentions if (m.type, m.span) in trusted)
    added = [m for m in found if m not in mentions]
    rivals = [m for m in mentions if (m.type, m.span) in trusted and m.type != "Date"]
    assert not any(one.span.overlaps(other.span) for one in added for other in rivals)


@given(mentions=MENTIONS, tagged=TAGGED)
def test_what_is_found_is_in_text_order_with_the_documents_words(mentions: list[Mention], tagged: list[Tagged]) -> None:
    found = add_tagged(DOCUMENT, mentions, tagged)
    assert [(m.span, m.type) for m in found] == sorted((m.span, m.type) for m in found)
    assert all(m.text == TEXT[m.span.start : m.span.end] for m in found)


@given(tagged=TAGGED)
def test_tagged_mentions_do_not_overlap_each_other(tagged: list[Tagged]) -> None:
    found = add_tagged(DOCUMENT, [], tagged)
    assert not any(a.span.overlaps(b.span) for k, a in enumerate(found) for b in found[k + 1 :])


def test_of_two_tags_over_each_other_the_surer_stands() -> None:
    words = span_of("Griya Abhipraya")
    tagged = [Tagged("Program", words, score=0.7), Tagged("Unit", words, score=0.9), Tagged("Event", words, score=0.8)]
    assert [m.type for m in add_tagged(DOCUMENT, [], tagged)] == ["Unit"]


def test_a_mention_that_is_not_trusted_gives_way() -> None:
    rules = [mention("Place", "Purwokerto"), mention("Date", "Rabu")]
    found = add_tagged(DOCUMENT, rules, [Tagged("Unit", span_of("Bapas Purwokerto"), "Bapas")])
    assert [(m.type, m.text) for m in found] == [("Unit", "Bapas Purwokerto"), ("Date", "Rabu")]


def test_words_that_point_back_are_left_to_the_rules() -> None:
    assert add_tagged(DOCUMENT, [], [Tagged("Event", span_of("Kegiatan ini"))]) == []


def test_tagged_mentions_are_what_rules_would_have_made() -> None:
    unit, event = add_tagged(
        DOCUMENT, [], [Tagged("Unit", span_of("Bapas Purwokerto"), "Bapas"), Tagged("Event", span_of("ramai"), "sport")]
    )
    assert isinstance(unit, UnitMention)
    assert (unit.name, unit.kind) == ("Bapas Purwokerto", "Bapas")
    assert isinstance(event, EventMention)
    assert (event.phrase, event.kind) == ("Ramai", "sport")
