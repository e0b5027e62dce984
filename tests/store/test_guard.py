from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.store.guard import MAX_CHARACTERS, check_query


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://other.example/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://other.example/> { ?s ?p ?o } }",
        "SELECT * { { OPTIONAL { SERVICE?x { ?s ?p ?o } } } }",
        "SELECT * {SERVICE<http://other.example/>{?s ?p ?o}}",
        "SELECT * { # harmless\nSERVICE <http://other.example/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://other.example/> { ?s ?p ?o } }",
        "SELECT * { S\\U00000045RVICE <http://other.example/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'it\\'s' . SERVICE <http://other.example/> { ?s ?p ?o } }",
        'SELECT * { ?s ?p """a"b""" . SERVICE <http://other.example/> { ?s ?p ?o } }',
    ],
)
def test_service_is_refused_wherever_it_stands(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        check_query(query)


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX ex: <http://e/service#> SELECT ?service { ?service ex:service <http://e/SERVICE> }",
        "SELECT * { ?s ?p 'SERVICE <http://x/>' } # SERVICE <http://x/>",
        "SELECT * { ?s ?p '''a' SERVICE <http://x/> { }''' }",
        "PREFIX ex: <http://e/> SELECT * { ?s ex:it\\'s ?o FILTER(?o < 3 && 1<?o) }",
        "PREFIX : <#> SELECT * { <#a> <http://e/it's> ?o }",
    ],
)
def test_the_word_is_allowed_where_it_calls_nobody(query: str) -> None:
    assert check_query(query) is False


@pytest.mark.parametrize(
    "query",
    [
        # Read as comparisons, these hide a call to another server in what looks like an IRI or a string.
        "SELECT * { FILTER(?a<'x>')SERVICE<http://o/>{?s ?p ?o} FILTER(''='') }",
        "SELECT * { FILTER(?a<?b)SERVICE?x#>\n{?s ?p ?o} }",
        "SELECT * { FILTER(?a<?b#>'\n)SERVICE<http://o/>{?s ?p ?o}#'\n }",
    ],
)
def test_what_could_be_an_iri_or_a_comparison_is_refused(query: str) -> None:
    with pytest.raises(QueryError):
        check_query(query)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * {" + "{" * 2000 + "}" * 2000 + "}", "nested"),
        ("SELECT * { FILTER(" + "(" * 2000 + "1" + ")" * 2000 + ") }", "nested"),
        ("SELECT * { FILTER(" + "IF(1,1," * 2000 + "1" + ")" * 2000 + ") }", "nested"),
        ("SELECT * { ?s ?p " + "[ ?p " * 100 + "1" + "]" * 100 + " }", "nested"),
        ("SELECT * { ?s ?p ?o " + "BIND(1 AS ?x) " * 2000 + "}", "operators"),
        ("SELECT * { ?s ?p ?o FILTER(" + "||".join(["?s"] * 9_000) + ") }", "operators"),
        ("SELECT * { ?s ?p ?o FILTER(" + "!" * 20_000 + "?s) }", "operators"),
        ("SELECT * { " + "?s ?p ?o . " * 200 + "}", "patterns"),
        ("SELECT * { " + "OPTIONAL { ?s ?p ?o } " * 200 + "}", "patterns"),
        ("SELECT * { ?s ?p (" + "1 " * 400 + ") }", "patterns"),
        ("SELECT * { ?s ?p " + ",".join(["?o"] * 200) + " }", "patterns"),
        ("SELECT * { ?s " + "/".join(["<http://e/p>"] * 200) + " ?o }", "patterns"),
        ("#" * (MAX_CHARACTERS + 1), "longer"),
    ],
)
def test_what_would_crash_or_stall_the_store_is_refused(query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        check_query(query)


def test_long_lists_of_values_are_allowed_and_end_at_their_brace() -> None:
    values = "SELECT * { VALUES ?s { " + "<http://e/a> " * 3000 + "} ?s ?p ?o }"
    assert check_query(values) is False
    with pytest.raises(QueryError, match="patterns"):
        check_query("SELECT * { VALUES ?s { 1 } " + "?s ?p ?o . " * 200 + "}")
    with pytest.raises(QueryError, match="SERVICE"):
        check_query("SELECT * { VALUES ?s { 1 } SERVICE <http://e/> { ?s ?p ?o } }")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("SELECT * FROM <http://e/g> { ?s ?p ?o }", True),
        ("SELECT * from named <http://e/g> { ?s ?p ?o }", True),
        ("SELECT ?from { ?from ?p 'FROM' }", False),
    ],
)
def test_a_query_that_names_its_dataset_is_recognised(query: str, names: bool) -> None:
    assert check_query(query) is names


@given(st.text(alphabet="<>'\"#\\ \n?ab:/(){}", max_size=30), st.text(alphabet="<>'\"#\\ \n?ab:/(){}", max_size=30))
def test_whatever_passes_makes_no_call(before: str, after: str) -> None:
    """A call that the parser sees is evaluated, and fails with an ``OSError``: port 1 takes no calls."""
    query = f"SELECT * {{ BIND(1 AS ?a) FILTER(?a{before})SERVICE<http://localhost:1>{{?s ?p ?o}}{after} }}"
    try:
        check_query(query)
        result = ox.Store().query(query)
    except (QueryError, SyntaxError, ValueError):
        return
    assert isinstance(result, ox.QuerySolutions)
    assert len(list(result)) <= 1
