from __future__ import annotations

from kg.identity.copies import Copies
from kg.identity.support import support_quads
from kg.rdf.iris import Canonical
from kg.rdf.terms import named_graph
from kg.settings import Settings

SETTINGS = Settings()
VISIT = Canonical(f"{SETTINGS.base_iri}event/2025-10-29-visit-rutan-soe", "Kunjungan")
MEETING = Canonical(f"{SETTINGS.base_iri}event/2025-10-29-meeting-rutan-soe", "Rapat")
SUPARMAN = Canonical(f"{SETTINGS.base_iri}person/suparman", "Suparman")


def facts(names: dict[tuple[str, str], Canonical], original: dict[str, str]) -> set[tuple[str, str, str]]:
    """Ends of the IRIs of the quads, which all stand in the identity graph."""
    quads = support_quads(names, Copies(original), SETTINGS)
    assert all(quad.graph_name == named_graph("identity", SETTINGS) for quad in quads)
    assert len(set(quads)) == len(quads)
    ends = [[term.value.rpartition("/")[2] for term in (q.subject, q.predicate, q.object)] for q in quads]  # type: ignore[union-attr]
    return {(one, two.rpartition("#")[2], three) for one, two, three in ends}


def test_an_event_counts_its_articles_and_copies_as_one_source() -> None:
    names = {("a", "e1"): VISIT, ("b", "e1"): VISIT, ("c", "e2"): VISIT, ("c", "e1"): MEETING, ("a", "p1"): SUPARMAN}
    assert facts(names, {"a": "a", "b": "a", "c": "c"}) == {
        ("2025-10-29-visit-rutan-soe", "articleCount", "3"),
        ("2025-10-29-visit-rutan-soe", "sourceCount", "2"),
        ("2025-10-29-meeting-rutan-soe", "articleCount", "1"),
        ("2025-10-29-meeting-rutan-soe", "sourceCount", "1"),
        ("b", "nearCopyOf", "a"),
    }


def test_an_article_that_names_an_event_twice_is_one_article() -> None:
    names = {("a", "e1"): VISIT, ("a", "e2"): VISIT}
    assert ("2025-10-29-visit-rutan-soe", "articleCount", "1") in facts(names, {"a": "a"})


def test_without_events_and_copies_there_is_nothing_to_say() -> None:
    assert facts({("a", "p1"): SUPARMAN}, {"a": "a"}) == set()
