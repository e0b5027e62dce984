from __future__ import annotations

from typing import get_args

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf.files import FileFormat, nquads, read, write
from kg.settings import Settings

WITH_GRAPHS: list[FileFormat] = ["nquads", "trig", "jsonld"]


@pytest.mark.parametrize("name", WITH_GRAPHS)
def test_what_is_written_is_read_again(name: FileFormat, small_quads: list[Quad], settings: Settings) -> None:
    assert set(read(write(small_quads, name, settings), name)) == set(small_quads)


def test_turtle_is_the_union_of_the_graphs(small_quads: list[Quad], settings: Settings) -> None:
    again = read(write(small_quads, "turtle", settings), "turtle")
    assert {quad.triple for quad in again} == {quad.triple for quad in small_quads}


@pytest.mark.parametrize("name", get_args(FileFormat))
def test_the_order_and_number_of_the_quads_does_not_change_the_bytes(
    name: FileFormat, small_quads: list[Quad], settings: Settings
) -> None:
    assert write(small_quads, name, settings) == write([*reversed(small_quads), *small_quads[:20]], name, settings)


def test_turtle_and_trig_are_written_with_prefixes(small_quads: list[Quad], settings: Settings) -> None:
    for name in ("turtle", "trig"):
        assert b"@prefix kg: <https://w3id.org/simpul/ns#>" in write(small_quads, name, settings)


def test_n_quads_are_sorted_lines() -> None:
    a, b = NamedNode("https://a.example/a"), NamedNode("https://a.example/b")
    assert nquads([Quad(b, a, a), Quad(a, a, Literal("x\ny"), b), Quad(b, a, a)]) == (
        b'<https://a.example/a> <https://a.example/a> "x\\ny" <https://a.example/b> .\n'
        b"<https://a.example/b> <https://a.example/a> <https://a.example/a> .\n"
    )
    assert nquads([]) == b""


def test_a_file_of_another_format_is_refused() -> None:
    with pytest.raises(SyntaxError):
        read(b"<a> <b>", "nquads")
