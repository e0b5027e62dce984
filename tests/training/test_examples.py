from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluation.annotation import AnnotatedEntity, Annotation
from kg.extraction.learned.sheet import KINDS, RELATIONS, ROLES
from kg.extraction.learned.tags import runs
from kg.extraction.text.document import make_document
from kg.model import ENTITY_TYPES, Article, Document
from kg.training.examples import UNKNOWN, Example, gold_spans
from tests.training.conftest import ARTICLE, ENTITIES, FACTS, GOLD, ExampleMaker

DOCUMENT = make_document(ARTICLE)


def _words(document: Document, entities: tuple[AnnotatedEntity, ...]) -> dict[str, list[str]]:
    return {i: [s.of(document.text) for s in spans] for i, spans in gold_spans(document, entities).items()}


def _named(name: str, *mentions: str, kind: str = "Unit") -> AnnotatedEntity:
    return AnnotatedEntity(name, kind, name, mentions)


def test_every_mention_is_found_in_title_and_text() -> None:
    found = _words(DOCUMENT, ENTITIES)
    assert found["bapas"] == [
        "Bapas Purwokerto",
        "Balai Pemasyarakatan (Bapas) Kelas II Purwokerto",
        "Bapas Purwokerto",
    ]
    assert found["visit"] == ["Kunjungi", "mengunjungi", "Kunjungan kerja tersebut"]
    assert found["mbah"] == ["Mbah Jenggot Putih"]


def test_a_place_inside_a_units_name_is_no_mention_of_it() -> None:
    assert _words(DOCUMENT, ENTITIES)["place"] == ["BANJARNEGARA", "Banjarnegara"]
    last = gold_spans(DOCUMENT, ENTITIES)["place"][-1]
    assert DOCUMENT.text[: last.start].endswith("warga ")


def test_the_longest_mention_comes_first_whatever_the_order_of_entities() -> None:
    document = make_document(Article("a", "Kanwil Ditjenpas Jateng dan Kanwil."))
    long, short = _named("long", "Kanwil Ditjenpas Jateng"), _named("short", "Kanwil")
    for entities in ((long, short), (short, long)):
        assert _words(document, entities) == {"long": ["Kanwil Ditjenpas Jateng"], "short": ["Kanwil"]}


def test_types_may_overlap_where_neither_is_a_place() -> None:
    document = make_document(Article("a", "Kunjungan Bapas Purwokerto selesai."))
    unit, event = _named("u", "Bapas Purwokerto"), _named("e", "Kunjungan Bapas Purwokerto", kind="Event")
    assert _words(document, (unit, event)) == {"u": ["Bapas Purwokerto"], "e": ["Kunjungan Bapas Purwokerto"]}


def test_mentions_are_whole_words_as_they_are_written() -> None:
    document = make_document(Article("a", "Bapasnya, bapas, eBapas, Bapas-2, (Bapas)."))
    spans = gold_spans(document, (_named("u", "Bapas", "Bapas", "(Rutan)"),))["u"]
    assert [document.text[s.start - 1 : s.end + 1] for s in spans] == [" Bapas-", "(Bapas)"]


_WORD = st.text("abC", min_size=1, max_size=2)
_PHRASE = st.lists(_WORD, min_size=1, max_size=3).map(" ".join)


@given(
    st.lists(_WORD, min_size=1, max_size=25).map(" ".join),
    st.lists(_PHRASE, max_size=2).map(" ".join),
    st.lists(st.tuples(st.sampled_from(ENTITY_TYPES), st.lists(_PHRASE, max_size=3)), max_size=4),
)
def test_spans_hold_the_mentions_words_and_never_overlap_within_a_type(
    text: str, title: str, drawn: list[tuple[str, list[str]]]
) -> None:
    document = make_document(Article("a", text, title=title))
    entities = tuple(_named(str(n), *mentions, kind=kind) for n, (kind, mentions) in enumerate(drawn))
    found = gold_spans(document, entities)
    assert list(found) == [e.id for e in entities]
    placed = [(e.type, span) for e in entities for span in found[e.id]]
    for entity in entities:
        assert {s.of(document.text) for s in found[entity.id]} <= set(entity.mentions)
        assert found[entity.id] == sorted(found[entity.id])
    for k, (kind, span) in enumerate(placed):
        assert not any(span.overlaps(other) for other_kind, other in placed[k + 1 :] if other_kind == kind)
    units = [span for kind, span in placed if kind == "Unit"]
    assert not any(u.covers(s) and u != s for kind, s in placed if kind == "Place" for u in units)


def _tagged(example: Example, kind: str) -> list[str]:
    column = example.tags[:, ENTITY_TYPES.index(kind)]
    spans = [example.pieces.spans[r.start : r.stop] for r in runs(np.eye(3)[column])]
    return [DOCUMENT.text[s[0].start : s[-1].end] for s in spans]


@pytest.mark.parametrize("kind", ENTITY_TYPES)
def test_tags_are_of_the_pieces_of_the_mentions(example: Example, kind: str) -> None:
    spans = gold_spans(DOCUMENT, ENTITIES)
    expected = sorted(s for e in ENTITIES if e.type == kind for s in spans[e.id])
    assert _tagged(example, kind) == [s.of(DOCUMENT.text) for s in expected]


def test_kinds_are_told_where_a_mention_has_one(example: Example) -> None:
    kinds = {e.type: KINDS.index(e.kind) for e in ENTITIES if e.id in ("visit", "place")}
    for kind, number in kinds.items():
        inside = example.tags[:, ENTITY_TYPES.index(kind)] > 0
        assert set(example.kinds[inside]) == {number}
    with_kind = [ENTITY_TYPES.index(t) for t in ("Unit", "Event", "Place")]
    assert ((example.kinds != UNKNOWN) == (example.tags[:, with_kind] > 0).any(1)).all()


def _ids(example: Example) -> list[str]:
    """The gold id of each row of the sheet, by the words of its first mention; empty where gold has no such words."""
    by_words = {(e.type, words): e.id for e in ENTITIES for words in e.mentions}
    found = []
    for row, kind in enumerate(example.sheet.types):
        pieces = example.pieces.spans[example.sheet.begins[row, 0] : example.sheet.ends[row, 0]]
        found.append(by_words.get((ENTITY_TYPES[kind], DOCUMENT.text[pieces[0].start : pieces[-1].end]), ""))
    return found


def _facts(example: Example) -> set[tuple[str, str, str]]:
    ids = _ids(example)
    found: set[tuple[str, str, str]] = set()
    for row, (i, j) in enumerate(example.sheet.pairs):
        named = [relation for k, relation in enumerate(RELATIONS) if example.relations[row, k]]
        named += [ROLES[example.roles[row] - 1]] if example.roles[row] > 0 else []
        found |= {(ids[i], predicate, ids[j]) for predicate in named}
    return found


GOLD_FACTS = {(f.subject, f.predicate, f.object) for f in FACTS} | {("rutan", "cooperatesWith", "bapas")}


def test_what_rules_miss_is_in_the_sheet_as_if_tagged_and_all_facts_are_said(example: Example) -> None:
    assert "mbah" in _ids(example)
    assert _facts(example) == GOLD_FACTS
    assert example.missed == 0


def test_without_completion_the_sheet_is_what_rules_see(example_of: ExampleMaker) -> None:
    found = example_of(complete=False)
    assert "mbah" not in _ids(found)
    assert _facts(found) == GOLD_FACTS - {("visit", "attendedBy", "mbah")}
    assert found.missed == 1
    assert _tagged(found, "Person")[-1] == "Mbah Jenggot Putih"  # what is tagged is gold all the same


def test_roles_are_asked_of_an_event_and_who_can_act_in_it(example: Example) -> None:
    types = example.sheet.types[example.sheet.pairs]
    actor = np.isin(types[:, 1], [ENTITY_TYPES.index("Person"), ENTITY_TYPES.index("Unit")])
    assert ((example.roles != UNKNOWN) == ((types[:, 0] == ENTITY_TYPES.index("Event")) & actor)).all()


def test_entities_that_gold_lacks_are_wrong(example: Example, example_of: ExampleMaker) -> None:
    assert example.entities.tolist() == [float(bool(i)) for i in _ids(example)]
    fewer = replace(GOLD, entities=tuple(e for e in ENTITIES if e.id != "dodik"), facts=FACTS[:1])
    found = example_of(gold=fewer)
    assert dict(zip(_ids(found), found.entities, strict=True))["dodik"] == 0.0


def test_an_article_without_annotation_teaches_silence(example_of: ExampleMaker) -> None:
    found = example_of(gold=Annotation("small"))
    assert not found.tags.any()
    assert not found.entities.any()
    assert not found.relations.any()
    assert set(found.roles) <= {0, UNKNOWN}
    assert set(found.kinds) == {UNKNOWN}
    assert found.missed == 0


def test_rows_fit_each_other(example: Example) -> None:
    pieces, pairs = len(example.pieces.ids), len(example.sheet.pairs)
    assert len(example.marks) == len(example.tags) == len(example.kinds) == pieces
    assert len(example.roles) == len(example.relations) == pairs
    assert (example.id, example.source) == ("small", "more")
