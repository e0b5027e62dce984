"""The first article that Simpul must read right, through ``kg build`` and SPARQL. It is not part of the repository."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.graph import Graph

SEED = Path(__file__).parents[1].parent / "shared" / "seed"
VISIT = "?visit kg:kind <https://w3id.org/simpul/id/kind/event/visit> ; kg:date ?date"

pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="the seed article is not here")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    workspace = tmp_path_factory.mktemp("seed")
    subprocess.run([sys.executable, "-m", "kg", "build", "-w", workspace, SEED], check=True)
    return Graph.open(workspace)


def answers(graph: Graph, query: str) -> set[tuple[str, ...]]:
    records = graph.query(query)
    return {tuple(str(getattr(record, name)) for name in records.variables) for record in records}


def test_the_head_of_the_text_file_is_read(graph: Graph) -> None:
    assert answers(
        graph,
        """SELECT ?title ?author ?publisher ?published WHERE { ?article a kg:Article ; schema:headline ?title ;
           schema:author ?author ; schema:publisher ?publisher ; schema:datePublished ?published }""",
    ) == {
        (
            "Bapas Purwokerto Perkuat Kolaborasi dan Inovasi, Gelar Kunjungan ke Rutan Banjarnegara Dukung 13 Program "
            "Akselerasi Pemasyarakatan",
            "Devira Arum",
            "PURWOKERTO.TELISIKFAKTA.COM",
            "2025-10-31",
        )
    }
    assert not graph.ask('ASK { ?article schema:articleBody ?text FILTER(CONTAINS(?text, "Image not found")) }')


def test_who_heads_the_two_units(graph: Graph) -> None:
    heads = """SELECT ?name ?title ?unit WHERE {
      ?person kg:holds ?post ; rdfs:label ?name . ?post kg:title ?title ; org:postIn ?in . ?in rdfs:label ?unit }"""
    assert answers(graph, heads) == {
        ("Bluri Wijaksono", "Kepala", "Bapas Kelas II Purwokerto"),
        ("Dodik Harmono", "Kepala", "Rutan Kelas IIB Banjarnegara"),
    }


def test_there_is_one_visit(graph: Graph) -> None:
    visits = f"SELECT ?visit ?date WHERE {{ {VISIT} }}"
    assert [date for _, date in answers(graph, visits)] == ["2025-10-29"]


@pytest.mark.parametrize(
    ("role", "names"),
    [
        ("performedBy", {"Bapas Kelas II Purwokerto"}),
        ("hostedBy", {"Rutan Kelas IIB Banjarnegara"}),
        ("ledBy", {"Bluri Wijaksono"}),
        ("receivedBy", {"Dodik Harmono"}),
    ],
)
def test_who_took_part_in_the_visit(graph: Graph, role: str, names: set[str]) -> None:
    found = answers(graph, f"SELECT ?name WHERE {{ {VISIT} ; kg:{role}/rdfs:label ?name }}")
    assert {name for (name,) in found} == names


def test_the_visit_supports_both_programmes(graph: Graph) -> None:
    found = answers(
        graph, f"SELECT ?program ?name WHERE {{ {VISIT} ; kg:supports ?program . ?program rdfs:label ?name }}"
    )
    assert any("13 Program Akselerasi" in name for _, name in found)
    assert "https://w3id.org/simpul/id/program/akselerasi-imipas-02" in {program for program, _ in found}


def test_the_session_is_a_part_of_the_visit(graph: Graph) -> None:
    parts = answers(graph, f"SELECT ?name WHERE {{ {VISIT} . ?part kg:subEventOf ?visit ; rdfs:label ?name }}")
    assert any("Sidang" in name and "Tim Pengamat Pemasyarakatan" in name for (name,) in parts), parts


def test_both_speakers_are_quoted(graph: Graph) -> None:
    quotes = "SELECT ?name ?words WHERE { ?q a kg:Quotation ; kg:speaker/rdfs:label ?name ; schema:text ?words }"
    found = {(name, words[:33]) for name, words in answers(graph, quotes)}
    assert found == {
        ("Bluri Wijaksono", "Kami berkomitmen untuk terus meni"),
        ("Dodik Harmono", "Kegiatan ini menjadi bukti bahwa "),
    }


def test_everything_said_has_its_words(graph: Graph) -> None:
    said = "VALUES ?type { kg:Claim kg:Quotation } ?said a ?type"
    assert not graph.ask(f"ASK {{ {said} FILTER NOT EXISTS {{ ?said oa:hasTarget/oa:hasSelector/oa:exact ?words }} }}")
    selected = """?target oa:hasSource ?article ; kg:field ?field ; oa:hasSelector ?selector .
      ?selector oa:start ?start ; oa:end ?end ; oa:exact ?words .
      ?article schema:headline ?title ; schema:articleBody ?body .
      BIND(SUBSTR(IF(?field = "title", ?title, ?body), ?start + 1, ?end - ?start) AS ?there)"""
    assert graph.ask(f"ASK {{ {selected} FILTER(?there = ?words) }}")
    assert not graph.ask(f"ASK {{ {selected} FILTER(?there != ?words) }}")
