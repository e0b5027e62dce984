from __future__ import annotations

import shutil
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


@pytest.mark.parametrize(
    ("form", "codec"),
    [
        ("nquads", RdfFormat.N_QUADS),
        ("trig", RdfFormat.TRIG),
        ("turtle", RdfFormat.TURTLE),
        ("jsonld", RdfFormat.JSON_LD),
        ("rdf12", RdfFormat.N_QUADS),
    ],
)
def test_the_graph_in_every_format_of_rdf(
    kg: Any, gold_workspace: Path, tmp_path: Path, form: str, codec: RdfFormat
) -> None:
    file = tmp_path / "graph"
    run = kg("export", "--format", form, "-o", file, "-w", gold_workspace)
    assert (run.code, run.out) == (0, "")
    quads = list(parse(file.read_bytes(), codec))
    type_, article = f"{RDF}type", "https://w3id.org/simpul/ns#Article"
    articles = {q.subject for q in quads if (q.predicate.value, str(q.object)) == (type_, f"<{article}>")}
    assert len(articles) == 3


def test_nquads_are_sorted_and_the_default(kg: Any, gold_workspace: Path) -> None:
    out = kg("export", "-w", gold_workspace).out
    lines = out.splitlines()
    assert lines == sorted(lines)
    assert all(line.endswith("> .") for line in lines), "every quad is in a named graph"


def test_graphml_is_xml_with_typed_nodes(kg: Any, gold_workspace: Path) -> None:
    out = kg("export", "--format", "graphml", "-w", gold_workspace).out
    root = ET.fromstring(out)
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    assert len(root.findall(".//g:node", space)) > 20
    assert len(root.findall(".//g:edge", space)) > 20
    assert kg("export", "--format", "graphml", "-w", gold_workspace).out == out


def test_a_file_that_cannot_be_written_is_an_error(kg: Any, gold_workspace: Path, tmp_path: Path) -> None:
    run = kg("export", "-o", tmp_path / "no" / "such" / "folder.nq", "-w", gold_workspace)
    assert run.code == 1
    assert "cannot be written" in run.err


def test_validate_says_yes_of_a_good_graph(kg: Any, gold_workspace: Path) -> None:
    run = kg("validate", "-w", gold_workspace)
    assert (run.code, run.out) == (0, "The graph conforms to the shapes.\n")


def test_validate_reports_a_broken_graph_shape_by_shape(kg: Any, gold_workspace: Path, tmp_path: Path) -> None:
    from kg.store.builds import publish, write_all

    lines = kg("export", "-w", gold_workspace).out.splitlines()
    person = next(line.split()[0] for line in lines if line.split()[2].endswith("ns#Person>"))
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    kept = [line for line in lines if not line.startswith(f"{person} {label}")]
    broken = tmp_path / "ws"
    shutil.copytree(gold_workspace, broken)
    write_all(broken, 2, parse("\n".join(kept), RdfFormat.N_QUADS))
    publish(broken, 2)
    run = kg("validate", "-w", broken)
    assert run.code == 1
    assert "label (1): There must be exactly one rdfs:label" in run.out
    assert person.strip("<>") in run.out
    assert "rdfs:label" in kg("validate", "--language", "id", "-w", broken).out
    results = kg("validate", "--json", "-w", broken).json
    assert [(result["shape"], result["focus"]) for result in results] == [("label", person.strip("<>"))]
