from __future__ import annotations

import re
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import NotFoundError
from kg.store import EmbeddedStore
from kg.views.events import Events, Selection
from kg.views.question import Row, ask, node
from kg.views.questions import ROLES, Question, sparql

ID = "https://w3id.org/simpul/id/"
BAPAS, RUTAN = f"{ID}unit/bapas-purwokerto", f"{ID}unit/rutan-banjarnegara"
BREAKS = st.sampled_from(["\n", "\r", "\u2028", "\x85", "}", "{", ">", '"', "\\u000A", "\\U0000000D", "#", "DROP ALL"])


def written(question: Question, comments: dict[str, str] | None = None) -> str:
    return sparql(question, comments or {}, lambda field, value: f"{field}: {value}")


def answered(store: EmbeddedStore, question: Question) -> list[Row]:
    return ask(store, written(question))


def test_who_did_what_to_whom(demo_store: EmbeddedStore) -> None:
    kind = f"{ID}kind/event/visit"
    rows = answered(demo_store, Question(who=BAPAS, role="performedBy", kind=kind, whom=RUTAN))
    assert f"{ID}event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara" in {row["event"] for row in rows}
    assert {row["kind"] for row in rows} == {kind}
    assert all(int(row["articles"]) >= 1 for row in rows)


def test_another_role_is_another_question(demo_store: EmbeddedStore) -> None:
    every = {row["event"] for row in answered(demo_store, Question(who=BAPAS))}
    by_role = [{row["event"] for row in answered(demo_store, Question(who=BAPAS, role=role))} for role in ROLES]
    assert set().union(*by_role) == every
    assert min(map(len, by_role)) < len(every)


@pytest.mark.parametrize(
    ("question", "selection"),
    [
        (Question(program=f"{ID}program/remisi"), Selection(program=f"{ID}program/remisi")),
        (Question(start="2025-10-01", end="2025-10-31"), Selection(start="2025-10-01", end="2025-10-31")),
        (Question(kind=f"{ID}kind/event/visit"), Selection(kind=f"{ID}kind/event/visit")),
        (Question(where=RUTAN), Selection(place=RUTAN)),
    ],
)
def test_the_query_finds_what_the_page_of_events_finds(
    demo_store: EmbeddedStore, question: Question, selection: Selection
) -> None:
    """The two are written apart; items of a programme count as the programme, so a question may find more."""
    found = [row["event"] for row in answered(demo_store, question)]
    page = Events.of(demo_store).chosen(demo_store, selection, 10_000)
    listed = {happening.event.iri for happening in page.events}
    assert listed
    assert len(found) == len(set(found))
    assert listed == set(found) if not question.program else listed <= set(found)


def test_the_latest_comes_first(demo_store: EmbeddedStore) -> None:
    days = [row.get("date", "") for row in answered(demo_store, Question(who=BAPAS))]
    assert len(set(days)) > 1
    assert days == sorted(days, reverse=True)


@given(st.lists(st.one_of(st.text(max_size=8), BREAKS), max_size=8).map("".join))
def test_no_comment_leaves_its_line(text: str) -> None:
    """Without the lines of comments, the query is the same whatever the names are."""
    comments = {field.name: text for field in fields(Question)}
    question = Question(BAPAS, "ledBy", f"{ID}kind/event/visit", RUTAN, BAPAS, f"{ID}program/remisi")
    assert _bare(written(question, comments)) == _bare(written(question))
    assert "\\" not in written(question, comments)


@given(st.lists(st.one_of(st.text(max_size=8), BREAKS), min_size=1, max_size=8).map("".join))
def test_a_value_is_a_term_or_refused(text: str) -> None:
    iri = ID + text
    try:
        term = str(node(iri))
    except NotFoundError:
        with pytest.raises(NotFoundError):
            written(Question(where=iri))
    else:
        assert _bare(written(Question(where=iri))) == _bare(written(Question(where=RUTAN))).replace(f"<{RUTAN}>", term)


@given(st.lists(st.one_of(st.text(max_size=8), BREAKS), min_size=1, max_size=8).map("".join).filter(bool))
def test_a_day_is_a_literal_whatever_it_is(text: str) -> None:
    query = written(Question(start=text))
    body = re.sub(r'"(?:[^"\\\n\r]|\\.)*"', '""', query[query.index("FILTER") :])
    plain = written(Question(start="2025"))
    assert body == plain[plain.index("FILTER") :].replace('"2025"', '""')


def test_a_role_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="role must be one of"):
        Question(role="ledBy> ?x")


def _bare(query: str) -> str:
    return re.sub(r"(?m)^  #[^\n\r]*$", "", query)
