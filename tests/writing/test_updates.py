from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from kg.errors import QueryError, SimpulError
from kg.settings import Settings
from kg.writing import DerivedGraphError, Update, Written
from kg.writing.draft import Draft, own_default
from kg.writing.updates import carry_out

from .conftest import quads, recorded, triples

BASE = Settings().base_iri
OWN = f"<{BASE}graph/default>"
Writer = Callable[..., Written]


def test_data_goes_to_graphs_of_the_users_own(update: Writer, settings: Settings) -> None:
    assert update("INSERT DATA { <a> <b> 1 . GRAPH <urn:g> { <a> <b> 1, 'x'@id } }").added == 3
    one = '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'
    expected = {
        f"<{BASE}a> <{BASE}b> {one} {OWN}",
        f"<{BASE}a> <{BASE}b> {one} <urn:g>",
        f'<{BASE}a> <{BASE}b> "x"@id <urn:g>',
    }
    assert quads(settings) == recorded(settings) == expected
    assert triples(settings) == 2


def test_a_triple_is_asked_for_as_long_as_one_graph_has_it(update: Writer, settings: Settings) -> None:
    update("INSERT DATA { GRAPH <urn:g> { <a> <b> 1 } GRAPH <urn:h> { <a> <b> 1 } }")
    update("DELETE DATA { GRAPH <urn:g> { <a> <b> 1 } }")
    assert triples(settings) == 1
    update("DROP GRAPH <urn:h>")
    assert triples(settings) == 0


def test_patterns_see_everything_and_templates_write_where_they_say(update: Writer, settings: Settings) -> None:
    update("INSERT DATA { <x> <n> 1 . GRAPH <urn:g> { <y> <n> 2 } }")
    update(
        "PREFIX t: <urn:t:> DELETE { GRAPH <urn:g> { ?s <n> ?n } } "
        "INSERT { GRAPH ?g { ?s t:twice [ t:is ?m ; t:of ?n ] } } "
        "WHERE { ?s <n> ?n BIND(?n * 2 AS ?m) BIND(IRI(CONCAT('urn:', STR(?n))) AS ?g) }"
    )
    found = quads(settings)
    assert found == recorded(settings)
    assert len(found) == 7
    assert {line.rsplit(" ", 1)[1] for line in found} == {OWN, "<urn:1>", "<urn:2>"}


def test_what_is_computed_once_is_the_same_in_every_template(update: Writer, settings: Settings) -> None:
    update("INSERT DATA { <x> <n> 1 }")
    update(
        "INSERT { GRAPH <urn:a> { ?s <id> ?u } GRAPH <urn:b> { ?u <of> _:b . _:b <is> ?s } } "
        "WHERE { ?s <n> 1 BIND(UUID() AS ?u) }"
    )
    lines = sorted(line for line in quads(settings) if "urn:uuid" in line)
    assert lines[0].split()[2 if "<urn:a>" in lines[0] else 0] == lines[1].split()[0 if "<urn:b>" in lines[1] else 2]


def test_a_graph_that_is_not_there_is_not_copied_over_another(update: Writer, settings: Settings) -> None:
    """Oxigraph would empty the other one; Jena, as here, takes SILENT to mean that nothing happens."""
    update("INSERT DATA { GRAPH <urn:a> { <x> <y> 1 } }")
    update("COPY SILENT <urn:none> TO <urn:a> ; MOVE SILENT <urn:none> TO <urn:a> ; ADD SILENT <urn:none> TO <urn:a>")
    assert len(quads(settings)) == 1


def test_numbers_are_recorded_as_they_are_given_back(update: Writer, settings: Settings) -> None:
    update("INSERT DATA { <a> <b> 01, 1.50 }")
    assert quads(settings) == recorded(settings)
    update("DELETE DATA { <a> <b> 1 }")
    update("DELETE { ?s ?p ?o } WHERE { ?s ?p ?x BIND(STRDT('1.500', xsd:decimal) AS ?o) }")
    assert quads(settings) == recorded(settings) == set()


def test_graph_operations(update: Writer, settings: Settings) -> None:
    update("INSERT DATA { GRAPH <urn:a> { <x> <y> 1 } GRAPH <urn:b> { <x> <y> 2 } }")
    update(
        "COPY <urn:a> TO <urn:c> ; ADD <urn:b> TO <urn:c> ; MOVE <urn:b> TO DEFAULT ; "
        "CREATE GRAPH <urn:empty> ; CLEAR GRAPH <urn:a>"
    )
    assert {line.rsplit(" ", 1)[1] for line in quads(settings)} == {"<urn:c>", OWN}
    assert len(quads(settings)) == 3
    update("DROP ALL")
    assert quads(settings) == recorded(settings) == set()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("DROP GRAPH <urn:none>", "no graph"),
        ("CREATE GRAPH <urn:there>", "already"),
        ("INSERT DATA { <a> <b>", "early"),
        ("INSERT DATA { <a> <b> }", "malformed"),
        ("CLEAR XYZ", "malformed"),
        ("DELETE DATA { _:b <b> 1 }", "malformed"),
        ("SELECT * { ?s ?p ?o }", "an operation is expected"),
        ("INSERT DATA { <a> <b> 1 } INSERT DATA { <a> <b> 2 }", "expected"),
        ("LOAD <http://127.0.0.1/>", "LOAD is not allowed"),
        ("LOAD SILENT <file:///etc/passwd>", "LOAD is not allowed"),
        ("INSERT { <a> <b> ?o } WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE is not allowed"),
        ("INSERT { <a> <b> 1 } WHERE { " + "{" * 70 + "}" * 71, "nested"),
        ("INSERT DATA { <a> <b> " + "[ <c> " * 70 + "1" + "]" * 70 + "}", "nested"),
        ("WITH <urn:there> DELETE { ?s ?p ?o } WHERE { " + "?s ?p ?o . " * 200 + "}", "patterns"),
    ],
)
def test_what_cannot_be_done_says_why_and_changes_nothing(
    update: Writer, settings: Settings, text: str, reason: str
) -> None:
    update("INSERT DATA { GRAPH <urn:there> { <a> <b> 1 } }")
    before = quads(settings)
    with pytest.raises(QueryError, match=reason):
        update("INSERT DATA { <new> <b> 1 } ; " + text)
    assert quads(settings) == recorded(settings) == before


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { GRAPH <article/a> { <a> <b> 1 } }",
        "INSERT DATA { GRAPH <graph/reference> { <a> <b> 1 } }",
        "INSERT { GRAPH ?g { <a> <b> 1 } } WHERE { VALUES ?g { <urn:own> <graph/identity> } }",
        "PREFIX a: <article/> WITH a:b INSERT { <a> <b> 1 } WHERE {}",
        "DELETE DATA { GRAPH <article/a> { <a> <b> 1 } }",
        "DROP SILENT GRAPH <article/a>",
        "COPY DEFAULT TO <article/a>",
        "CREATE GRAPH <article/a>",
    ],
)
def test_derived_graphs_are_refused(update: Writer, settings: Settings, text: str) -> None:
    with pytest.raises(DerivedGraphError, match="derived"):
        update(text)
    assert quads(settings) == set()


def test_the_prologue_may_stand_before_every_operation(update: Writer, settings: Settings) -> None:
    update(
        "PREFIX a: <urn:a:> INSERT DATA { a:x a:y 1 } ; "
        "PREFIX b: <urn:b:> BASE <http://c/> INSERT DATA { b:x a:y <z> } ;"
    )
    assert any(line.startswith("<urn:b:x> <urn:a:y> <http://c/z>") for line in quads(settings))
    for nothing in ("", "PREFIX a: <urn:a:>", "# only a comment"):
        assert update(nothing) == Written()


def test_the_dataset_of_the_protocol(update: Writer, settings: Settings) -> None:
    update("INSERT DATA { GRAPH <urn:a> { <x> <y> 1 } GRAPH <urn:b> { <x> <y> 2 } }")
    copy = "INSERT { GRAPH <urn:out> { ?s ?p ?o } } WHERE { ?s ?p ?o }"
    update(copy, using=("urn:a",))
    update("INSERT { GRAPH <urn:named> { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", using_named=("urn:b",))
    found = quads(settings)
    assert sum("<urn:out>" in line for line in found) == sum("<urn:named>" in line for line in found) == 1
    for clause in ("USING <urn:b>", "USING NAMED <urn:b>"):
        with pytest.raises(QueryError, match="exclude"):
            update(copy.replace("WHERE", f"{clause} WHERE"), using=("urn:a",))


TERMS = st.sampled_from(["<urn:x>", "<urn:y>", "1", "'a'", "?s", "?o"])
NODES = st.sampled_from(["<urn:x>", "<urn:y>", "?s"])
TRIPLE = st.builds(lambda s, o: f"{s} <urn:p> {o} .", NODES, TERMS)
GRAPHS = st.sampled_from(["<urn:g>", "<urn:h>"])
BLOCK = st.builds(lambda g, ts: f"GRAPH {g} {{ {' '.join(ts)} }}", GRAPHS, st.lists(TRIPLE, min_size=1, max_size=3))
OPERATION = st.one_of(
    st.builds(lambda b: "INSERT DATA { " + b.replace("?s", "<urn:s>").replace("?o", "2") + " }", BLOCK),
    st.builds(lambda b: "DELETE DATA { " + b.replace("?s", "<urn:s>").replace("?o", "2") + " }", BLOCK),
    st.builds(
        lambda d, i: f"DELETE {{ {d} }} INSERT {{ {i} }} WHERE {{ GRAPH <urn:g> {{ ?s <urn:p> ?o }} }}", BLOCK, BLOCK
    ),
    st.builds(lambda b: f"DELETE WHERE {{ {b} }}", BLOCK),
    st.builds(lambda g, d: f"WITH {g} INSERT {{ ?o <urn:q> ?s }} USING {d} WHERE {{ ?s <urn:p> ?o }}", GRAPHS, GRAPHS),
    st.builds(
        lambda v, g, h: f"CREATE SILENT GRAPH {g} ; {v} {g} TO {h}",
        st.sampled_from(["COPY", "MOVE", "ADD"]),
        GRAPHS,
        GRAPHS,
    ),
    st.builds(lambda v, g: f"{v} SILENT GRAPH {g}", st.sampled_from(["CLEAR", "DROP", "CREATE"]), GRAPHS),
)


@hypothesis_settings(suppress_health_check=[HealthCheck.too_slow], max_examples=150)
@given(st.lists(OPERATION, max_size=6))
def test_operations_do_what_oxigraph_does(operations: list[str]) -> None:
    """Named graphs alone, and none copied that is not there: the rest is our own choice."""
    text, settings = " ; ".join(operations), Settings()
    draft, peer = Draft(ox.Store(), (), settings), ox.Store()
    peer.update(text or "CLEAR DEFAULT")
    carry_out(Update(text, settings.base_iri), draft)
    named = {quad for quad in draft.store if not isinstance(quad.graph_name, ox.DefaultGraph)}
    assert named == set(peer)
    change = draft.change()
    assert len(change.new) == len(named)
    assert not change.gone
    merge = {quad.triple for quad in draft.store.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    assert merge == {quad.triple for quad in named}


@given(st.text(alphabet="INSERT DATAWHELCO{}<>?:;.'\"\\ugsx1 \n#", max_size=60))
def test_any_text_is_done_or_refused(text: str) -> None:
    draft = Draft(ox.Store(), (), Settings())
    try:
        carry_out(Update(text, BASE), draft)
    except SimpulError:
        return
    assert all(quad.graph_name in (ox.DefaultGraph(), own_default(Settings())) for quad in draft.store)
