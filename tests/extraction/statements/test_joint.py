from __future__ import annotations

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.statements.draft import Draft
from kg.extraction.statements.joint import joint_action_statements
from kg.extraction.text.document import make_document
from kg.model import Article, Span

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
    (draft,) = joint_action_statements(READING, performs("e1", "u1", "p1", "u2"))
    assert (draft.subject, draft.predicate, draft.object) == ("u1", "cooperatesWith", "u2")
    assert draft.spans == SPAN * 2


def test_one_performer_or_an_incident_is_no_cooperation() -> None:
    assert joint_action_statements(READING, performs("e1", "u1", "u1", "p1")) == []
    assert joint_action_statements(READING, performs("e2", "u1", "u2")) == []
