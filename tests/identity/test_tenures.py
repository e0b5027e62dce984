from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg.identity.tenures import Held, Observation, Seat, Stated, Succession, observations, tenure_quads
from kg.model import Article, Boundary, Certainty, Entity, Evidence, Extraction, Side, Span, Statement
from kg.rdf.iris import Canonical
from kg.rdf.tenures import Limit
from kg.rdf.terms import TYPE, ontology
from kg.settings import Settings
from kg.vocabulary import load_vocabulary

SETTINGS = Settings()
BASE = SETTINGS.base_iri
KG = ontology(SETTINGS.ontology_iri)
EVIDENCE = (Evidence("text", Span(0, 1), "x"),)
ARTICLE = Article("a", "x", published="2025-10-31")
SEAT = Seat(f"{BASE}person/s", f"{BASE}post/kepala-x", f"{BASE}unit/x", "S: Kepala X", "kepala", False)
HELD = Held(SEAT, "2025-10-31")


def stated(side: Side, day: str, dated: bool = True, seat: Seat = SEAT) -> Stated:
    return Stated(seat, Limit(side, "stated", day, dated), f"{side}-{day}-{dated}", "a")


def followed(day: str, dated: bool = True, seat: Seat = SEAT) -> Succession:
    limit = Limit("end", "proposed", day, dated)
    return Succession(SEAT.person, replace(seat, person=f"{BASE}person/t"), limit, f"{day}-{dated}", "a")


def read(
    post: str = "Kepala",
    certainty: Certainty = "asserted",
    published: str = "2025-10-31",
    boundaries: tuple[Boundary, ...] = (),
) -> list[Observation]:
    """What an article says: S holds the post in X and succeeds T."""
    entities = (
        Entity("p1", "Person", "S", EVIDENCE),
        Entity("p2", "Person", "T", EVIDENCE),
        Entity("u1", "Unit", "X", EVIDENCE),
    )
    held = Statement("p1", "holdsPost", "u1", EVIDENCE, 0.9, post, certainty)
    names = {
        ("a", "p1"): Canonical(f"{BASE}person/s", "S"),
        ("a", "p2"): Canonical(f"{BASE}person/t", "T"),
        ("a", "u1"): Canonical(f"{BASE}unit/x", "X"),
        ("a", f"u1/{post}"): Canonical(f"{BASE}post/kepala-x", post),
    }
    succeeds = Statement("p1", "succeeds", "p2", EVIDENCE, 0.9)
    extraction = Extraction("a", "e", entities, (held, succeeds), (), boundaries)
    return observations(replace(ARTICLE, published=published), extraction, names, load_vocabulary())


def seen(post: str, certainty: Certainty = "asserted", published: str = "2025-10-31") -> list[Held]:
    return [o for o in read(post, certainty, published) if isinstance(o, Held)]


def tenures(*observed: Observation) -> dict[str, dict[str, str]]:
    """Each tenure's days, by what its IRI says after ``tenure/``."""
    quads = tenure_quads(observed, SETTINGS)
    nodes = {q.subject for q in quads if (q.predicate, q.object) == (TYPE, KG["Tenure"])}
    names = {KG[name]: name for name in ("firstObserved", "lastObserved", "start", "end", "proposedEnd")}
    found: dict[str, dict[str, str]] = {node.value.partition("/tenure/")[2]: {} for node in nodes}  # type: ignore[union-attr]
    for q in quads:
        if q.predicate in names and q.subject in nodes:
            found[q.subject.value.partition("/tenure/")[2]][names[q.predicate]] = q.object.value  # type: ignore[union-attr]
    return found


def test_an_article_observes_who_holds_which_post_when() -> None:
    assert seen("Kepala") == [HELD]


@pytest.mark.parametrize("post", ["Plt. Kepala", "Plh. Kepala", "Pj. Kepala", "Penjabat Kepala"])
def test_a_post_held_for_the_time_being_is_acting_and_has_the_same_title(post: str) -> None:
    assert [(held.seat.acting, held.seat.title) for held in seen(post)] == [(True, "kepala")]


@pytest.mark.parametrize("post", ["Kepala", "Pjabat", "Wakil Bupati"])
def test_other_posts_are_not_acting(post: str) -> None:
    assert [held.seat.acting for held in seen(post)] == [False]


@pytest.mark.parametrize("certainty", ["planned", "negated", "alleged"])
def test_what_is_not_asserted_is_no_observation(certainty: Certainty) -> None:
    assert read("Kepala", certainty) == []


def test_an_article_without_a_date_observes_without_a_day() -> None:
    assert [held.day for held in seen("Kepala", published="kemarin")] == [""]


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("2025-10-29", ("2025-10-29", True)),
        ("2025-09", ("2025-09-30", False)),
        ("2025-10", ("2025-10-31", False)),
        ("2025", ("2025-10-31", False)),
        ("", ("2025-10-31", False)),
    ],
)
def test_what_has_no_day_of_its_own_was_so_by_the_day_of_publication(day: str, known: tuple[str, bool]) -> None:
    told = read(boundaries=(Boundary("p1", "u1", "Kepala", "start", EVIDENCE, 0.9, day),))
    assert [(o.limit.day, o.limit.dated) for o in told if isinstance(o, Stated)] == [known]
    (succession,) = (o for o in told if isinstance(o, Succession))
    assert (succession.limit.day, succession.limit.dated) == known
    assert (succession.predecessor, succession.limit.status) == (f"{BASE}person/t", "proposed")


def test_a_boundary_that_nothing_dates_is_left_out() -> None:
    told = read(published="", boundaries=(Boundary("p1", "u1", "Kepala", "end", EVIDENCE, 0.9),))
    assert [type(one) for one in told] == [Held]


def test_a_tenure_runs_from_the_first_to_the_last_day_observed() -> None:
    quads = tenure_quads([replace(HELD, day=day) for day in ("2025-11-02", "2024-01-15", "", "2025-03-01")], SETTINGS)
    assert {quad.subject for quad in quads} == {NamedNode(f"{BASE}tenure/s/kepala-x")}
    assert {quad.graph_name for quad in quads} == {NamedNode(f"{BASE}graph/identity")}
    assert tenures(replace(HELD, day="2025-11-02"), replace(HELD, day="2024-01-15")) == {
        "s/kepala-x": {"firstObserved": "2024-01-15", "lastObserved": "2025-11-02"}
    }


def test_a_tenure_that_no_dated_article_saw_has_no_dates() -> None:
    assert tenures(replace(HELD, day="")) == {"s/kepala-x": {}}


def test_stated_limits_are_the_tenures_days_each_with_its_basis() -> None:
    start, end = stated("start", "2024-01-10"), stated("end", "2025-11-03")
    days = {"firstObserved": "2025-10-31", "lastObserved": "2025-10-31", "start": "2024-01-10", "end": "2025-11-03"}
    assert tenures(HELD, start, end) == {"s/kepala-x": days}
    facts = {q.predicate: q.object for q in tenure_quads([end], SETTINGS) if "/end/" in str(q.subject)}
    assert facts[KG["basis"]] == NamedNode(f"{BASE}claim/{end.claim}")
    told = [facts[KG[name]] for name in ("side", "status", "day", "dated")]
    assert [term.value for term in told if isinstance(term, Literal)] == ["end", "stated", "2025-11-03", "true"]


def test_a_given_day_counts_before_one_that_is_only_the_latest() -> None:
    told = [stated("end", "2025-06-01", dated=False), stated("end", "2025-06-20"), stated("end", "2025-08-01")]
    assert tenures(replace(HELD, day="2025-01-01"), *told)["s/kepala-x"]["end"] == "2025-06-20"


def test_a_post_held_again_after_an_end_is_a_second_tenure() -> None:
    first, second = replace(HELD, day="2020-01-01"), replace(HELD, day="2023-01-01")
    assert set(tenures(first, second)) == {"s/kepala-x"}
    assert tenures(first, second, stated("end", "2021-05-01", dated=False)) == {
        "s/kepala-x": {"firstObserved": "2020-01-01", "lastObserved": "2020-01-01", "end": "2021-05-01"},
        "s/kepala-x/2023-01-01": {"firstObserved": "2023-01-01", "lastObserved": "2023-01-01"},
    }


def test_a_late_report_opens_no_second_tenure_but_a_new_start_does() -> None:
    told: list[Observation] = [
        replace(HELD, day="2025-01-01"),
        stated("end", "2025-03-01"),
        replace(HELD, day="2025-03-20"),
    ]
    assert list(tenures(*told)) == ["s/kepala-x"]
    assert set(tenures(*told, stated("start", "2025-03-15"))) == {"s/kepala-x", "s/kepala-x/2025-03-15"}


def test_an_end_alone_makes_a_tenure_of_which_only_the_end_is_known() -> None:
    assert tenures(stated("end", "2025-03-01")) == {"s/kepala-x": {"end": "2025-03-01"}}


@pytest.mark.parametrize("acting", [False, True])
def test_a_succession_proposes_the_end_in_the_same_post_acting_or_not(acting: bool) -> None:
    held = replace(HELD, seat=replace(SEAT, acting=acting), day="2025-01-01")
    assert tenures(held, followed("2025-02-01"))["s/kepala-x"]["proposedEnd"] == "2025-02-01"


@pytest.mark.parametrize("other", [{"title": "sekretaris"}, {"unit": f"{BASE}unit/y"}])
def test_a_succession_in_another_post_proposes_nothing(other: dict[str, str]) -> None:
    found = tenures(replace(HELD, day="2025-01-01"), followed("2025-02-01", seat=replace(SEAT, **other)))  # type: ignore[arg-type]
    assert "proposedEnd" not in found["s/kepala-x"]


def test_a_proposal_yields_to_what_is_stated_or_seen() -> None:
    held, proposed = replace(HELD, day="2025-01-01"), followed("2025-02-01")
    ended = tenures(held, proposed, stated("end", "2025-01-20"))["s/kepala-x"]
    assert (ended["end"], "proposedEnd" in ended) == ("2025-01-20", False)
    later = tenures(held, proposed, replace(HELD, day="2025-06-01"))
    assert later == {"s/kepala-x": {"firstObserved": "2025-01-01", "lastObserved": "2025-06-01"}}


def test_a_proposal_never_comes_before_the_tenure() -> None:
    assert "proposedEnd" not in tenures(HELD, followed("2025-02-01"))["s/kepala-x"]


_DAYS = st.dates(date(2020, 1, 1), date(2020, 1, 1) + timedelta(days=400)).map(date.isoformat)
_SEATS = st.sampled_from(
    [SEAT, replace(SEAT, acting=True, label="S: Plt. Kepala X"), replace(SEAT, person=f"{BASE}person/u")]
)
_OBSERVED = st.lists(
    st.builds(Held, _SEATS, st.just("") | _DAYS)
    | st.builds(stated, st.sampled_from(["start", "end"]), _DAYS, st.booleans(), _SEATS)
    | st.builds(followed, _DAYS, st.booleans()),
    max_size=12,
)


@given(_OBSERVED, st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_matter(observed: list[Observation], shuffler: object) -> None:
    other = list(observed)
    shuffler.shuffle(other)  # type: ignore[attr-defined]
    assert tenure_quads(observed, SETTINGS) == tenure_quads([*other, *other], SETTINGS)


@given(_OBSERVED)
def test_terms_do_not_overlap_and_every_observation_lies_in_one(observed: list[Observation]) -> None:
    found = tenures(*observed)
    for person in ("s", "u"):
        spans = sorted(
            (days["firstObserved"], days["lastObserved"])
            for name, days in found.items()
            if name.startswith(f"{person}/") and "firstObserved" in days
        )
        assert all(before[1] < after[0] for before, after in pairwise(spans))
        for one in observed:
            if isinstance(one, Held) and one.day and one.seat.person.endswith(f"/{person}"):
                assert sum(first <= one.day <= last for first, last in spans) == 1
    for days in found.values():
        assert days.get("start", "") <= days.get("end", "9")


@given(_OBSERVED)
def test_every_boundary_is_of_one_tenure_and_whole(observed: list[Observation]) -> None:
    quads = tenure_quads(observed, SETTINGS)
    links = [q for q in quads if q.predicate == KG["boundary"]]
    parts: dict[object, list[Quad]] = {link.object: [] for link in links}
    assert len(parts) == len(links)
    for q in quads:
        if q.subject in parts:
            parts[q.subject].append(q)
    assert all(len(own) == len({q.predicate for q in own}) == 7 for own in parts.values())
