from __future__ import annotations

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.statements.draft import Draft
from kg.extraction.statements.implied import implied_statements
from kg.extraction.text.document import make_document
from kg.model import Article, Predicate, Span

READING = Reading(
    make_document(Article("a", "Isi.")),
    (
        Cluster("u1", "Unit", "Bapas A", ()),
        Cluster("u2", "Unit", "Dinas B", ()),
        Cluster("p1", "Person", "Ana", ()),
        Cluster("e1", "Event", "Penandatanganan PKS", (), kind="signing"),
        Cluster("e2", "Event", "Kebakaran", (), kind="incident"),
    ),
)
SPAN = (Span(0, 4),)


def performs(event: str, *actors: str) -> list[Draft]:
    return [Draft(event, "performedBy", actor, SPAN, 0.8, "r") for actor in actors]


def test_signatories_cooperate_with_the_first_of_them() -> None:
    (draft,) = implied_statements(READING, performs("e1", "u1", "p1", "u2"))
    assert (draft.subject, draft.predicate, draft.object) == ("u1", "cooperatesWith", "u2")
    assert draft.spans == SPAN * 2


def test_one_performer_or_an_incident_is_no_cooperation() -> None:
    assert implied_statements(READING, performs("e1", "u1", "u1", "p1")) == []
    assert implied_statements(READING, performs("e2", "u1", "u2")) == []


VISIT = Reading(
    make_document(Article("a", "Isi.")),
    (
        Cluster("u1", "Unit", "Bapas A", ()),
        Cluster("u2", "Unit", "Rutan B", ()),
        Cluster("e1", "Event", "Kunjungan", (), kind="visit"),
        Cluster("e2", "Event", "Upacara", (), kind="ceremony"),
    ),
)


def claim(event: str, predicate: Predicate, unit: str) -> Draft:
    return Draft(event, predicate, unit, SPAN, 0.8, "r")


def implied(*drafts: Draft) -> list[tuple[str, str, str]]:
    return [(d.subject, d.predicate, d.object) for d in implied_statements(VISIT, drafts)]


def test_where_others_act_is_the_host_and_where_the_host_is_it_happens() -> None:
    guest = claim("e1", "performedBy", "u1")
    assert implied(guest, claim("e1", "heldAt", "u2")) == [("e1", "hostedBy", "u2")]
    assert implied(guest, claim("e1", "hostedBy", "u2")) == [("e1", "heldAt", "u2")]


def test_who_acts_at_home_has_no_host() -> None:
    assert implied(claim("e1", "performedBy", "u1"), claim("e1", "heldAt", "u1")) == []
    assert implied(claim("e1", "heldAt", "u2")) == []
    assert implied(claim("e2", "performedBy", "u1"), claim("e2", "heldAt", "u2")) == []
