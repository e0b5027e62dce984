from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store.virtuoso import may_be_cut, rows_as_json, triples_as_lines, with_filters

BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p 'GRAPH ?g { }' } # GRAPH ?g {",
        "ASK { ?graph ?p ?o }",
        "PREFIX graph: <urn:> SELECT (COUNT(*) AS ?n) { ?s graph:p ?o }",
        "SELECT (2 * 3 AS ?n) {}",
    ],
)
def test_what_names_no_graph_stays_as_it_is(text: str) -> None:
    assert with_filters(text, "urn:merge") == text


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ("SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } }", []),
        ("SELECT * { GRAPH <urn:a> { ?s ?p ?o } }", ["s", "p", "o"]),
        (
            "SELECT * { GRAPH ?g { ?s ?p ?o { ?x ?q ?o } } GRAPH <urn:b> { ?s ?p ?z } }",
            ["g", "s", "p", "o", "x", "q", "z"],
        ),
        ("SELECT DISTINCT * { ?s ?p ?o OPTIONAL { GRAPH <urn:b> { ?s ?p ?z } } }", ["s", "p", "o", "z"]),
        ("SELECT ?s { { SELECT * { GRAPH ?g { ?s ?p ?o } } } }", []),
    ],
)
def test_a_query_means_the_same_but_for_the_graphs_that_are_hidden(text: str, variables: list[str]) -> None:
    """On a store that keeps to the standard, with and without a graph that holds the merge."""
    data = "GRAPH <urn:a> { <urn:s> <urn:p> 1 , 2 } GRAPH <urn:b> { <urn:s> <urn:p> 2 }"
    merge = "<urn:s> <urn:p> 1 , 2 ."
    plain, merged = ox.Store(), ox.Store()
    plain.update(f"INSERT DATA {{ {data} {merge} }}")
    merged.update(f"INSERT DATA {{ {data} {merge} GRAPH <urn:merge> {{ {merge} }} }}")

    def answers(store: ox.Store, query: str) -> list[str]:
        found = store.query(query)
        assert isinstance(found, ox.QuerySolutions)
        names = [variable.value for variable in found.variables]
        return sorted(str(sorted(zip(names, map(str, row), strict=True))) for row in found)

    assert answers(merged, with_filters(text, "urn:merge", variables)) == answers(plain, text)
    assert answers(plain, text)


@given(st.lists(st.sampled_from(["nodeID://b1", '"},{"type":"bnode","value":"nodeID://b1"}', "1", "0", "true", "\\"])))
def test_no_value_is_taken_for_a_blank_node_or_a_truth(values: list[str]) -> None:
    bindings = [{"v": {"type": "literal", "value": value}} for value in values]
    content = json.dumps({"head": {"vars": ["v"]}, "results": {"bindings": bindings}}).encode()
    assert rows_as_json(content) == content
    lines = b"".join(f"<urn:s> <urn:p> {ox.Literal(value)} .\n".encode() for value in values)
    assert triples_as_lines(lines) == lines


def test_blank_nodes_and_truths_are_written_as_the_standard_has_them() -> None:
    said = {
        "b": {"type": "bnode", "value": "nodeID://b10000"},
        "t": {"type": "typed-literal", "datatype": BOOLEAN, "value": "1"},
    }
    content = json.dumps({"head": {"vars": ["b", "t"]}, "results": {"bindings": [said]}}).encode()
    rows = ox.parse_query_results(rows_as_json(content), ox.QueryResultsFormat.JSON)
    assert isinstance(rows, ox.QuerySolutions)
    assert list(next(rows)) == [ox.BlankNode("b10000"), ox.Literal("true", datatype=ox.NamedNode(BOOLEAN))]
    line = triples_as_lines(f'<urn:s> <urn:p> "0"^^<{BOOLEAN}> .'.encode())
    assert line == f'<urn:s> <urn:p> "false"^^<{BOOLEAN}> .'.encode()


@pytest.mark.parametrize(
    ("number", "text", "cut"),
    [
        (10_000, "", True),
        (10_000, "LIMIT 10000", False),
        (9_999, "", False),
        (0, "", False),
        (2_000, "LIMIT 20000", True),
    ],
)
def test_a_round_number_of_triples_may_be_all_that_is_given(number: int, text: str, cut: bool) -> None:
    assert may_be_cut(number, text) == cut
