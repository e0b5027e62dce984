from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.writing.operations import operations


def test_an_update_is_taken_apart() -> None:
    text = """PREFIX a: <urn:a:> # begin; not an end
      WITH <urn:g> DELETE { ?s a:p '};' } INSERT { ?s a:p "}" } USING <urn:h> USING NAMED a:n
      WHERE { ?s a:p ?o FILTER(?o < 3) } ;
      BASE <urn:b:> DELETE WHERE { ?s ?p ?o } ; DELETE DATA { <x> <y> <z;> } ; MOVE SILENT GRAPH a:x TO DEFAULT"""
    first, second, third, fourth = operations(text)
    assert (first.verb, first.with_graph, first.using) == ("MODIFY", "<urn:g>", ["<urn:h>", "NAMED a:n"])
    assert (first.delete, first.insert) == ("{ ?s a:p '};' }", '{ ?s a:p "}" }')
    assert first.where == "{ ?s a:p ?o FILTER(?o < 3) }"
    assert (second.verb, second.prologue.strip()) == ("DELETE WHERE", "PREFIX a: <urn:a:> BASE <urn:b:>")
    assert (third.verb, third.delete) == ("DELETE DATA", "{ <x> <y> <z;> }")
    assert (fourth.verb, fourth.silent, fourth.targets) == ("MOVE", True, ["a:x", "DEFAULT"])
    assert fourth.text == "MOVE SILENT GRAPH a:x TO DEFAULT"


@pytest.mark.parametrize("text", ["CLEAR", "INSERT", "INSERT DATA", "COPY a: b:", "PREFIX", "DELETE {}", ";", "LOAD"])
def test_what_ends_too_early_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="malformed"):
        list(operations(text))
