from __future__ import annotations

import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from kg.cli.main import cli
from kg.errors import MissingExtraError, NotFoundError, QueryError, StoreError
from kg.store.builds import publish, write_all

KG = "https://w3id.org/simpul/ns#"
GRAPH = f"""
<urn:a> {{
  <urn:a> <https://schema.org/mentions> <urn:bapas>, <urn:visit>, <urn:rutan> .
  <urn:bapas> a <{KG}Unit> ; <http://www.w3.org/2000/01/rdf-schema#label> "Bapas Purwokerto" .
  <urn:rutan> a <{KG}Unit> ; <http://www.w3.org/2000/01/rdf-schema#label> "Rutan Banjarnegara" .
  <urn:visit> a <{KG}Event> ; <http://www.w3.org/2000/01/rdf-schema#label> "Kunjungan" ;
    <{KG}performedBy> <urn:bapas> ; <{KG}hostedBy> <urn:rutan> .
}}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    write_all(folder, 1, ox.parse(GRAPH, ox.RdfFormat.TRIG))
    publish(folder, 1)
    return folder


def view(workspace: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["view", "-w", str(workspace), *arguments])


def test_an_entity_is_named_as_people_name_it(workspace: Path, tmp_path: Path) -> None:
    page = tmp_path / "bapas.html"
    result = view(workspace, "bapas purwokerto", "-o", str(page))
    assert result.output == f"{page}: 2 nodes, 1 edges\n"
    assert "<h1>Bapas Purwokerto</h1>" in page.read_text(encoding="utf-8")


def test_steps_widen_the_picture_and_a_limit_is_reported(workspace: Path, tmp_path: Path) -> None:
    page = tmp_path / "graph.html"
    assert ": 3 nodes, 2 edges\n" in view(workspace, "urn:bapas", "--steps", "2", "-o", str(page)).output
    output = view(workspace, "--all", "--limit", "2", "--lang", "en", "-o", str(page)).output
    assert ": 2 of 3 nodes (more with --limit), 1 edges\n" in output
    assert "This file holds 2 of 3 nodes" in page.read_text(encoding="utf-8")


def test_a_query_file_is_drawn(workspace: Path, tmp_path: Path) -> None:
    query = tmp_path / "hosts.rq"
    query.write_text("CONSTRUCT WHERE { ?visit kg:hostedBy ?host }", encoding="utf-8")
    assert ": 2 nodes, 1 edges\n" in view(workspace, "--query", str(query), "-o", str(tmp_path / "g.html")).output


@pytest.mark.parametrize("arguments", [(), ("urn:bapas", "--all"), ("urn:bapas", "--steps", "7")])
def test_what_to_draw_must_be_clear(workspace: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = view(workspace, *arguments, "-o", str(tmp_path / "g.html"))
    assert result.exit_code == 2
    assert not (tmp_path / "g.html").exists()


def test_errors_are_those_of_the_project(workspace: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "g.html")
    asking = tmp_path / "ask.rq"
    asking.write_text("ASK {}", encoding="utf-8")
    assert isinstance(view(workspace, "Nusakambangan", "-o", out).exception, NotFoundError)
    assert isinstance(view(workspace, "-q", str(asking), "-o", out).exception, QueryError)
    assert isinstance(view(tmp_path / "none", "--all", "-o", out).exception, StoreError)


def test_files_that_cannot_be_read_or_written_are_named(workspace: Path, tmp_path: Path) -> None:
    binary = tmp_path / "q.rq"
    binary.write_bytes(b"\xff\xfe")
    unread = view(workspace, "-q", str(binary), "-o", str(tmp_path / "g.html"))
    assert "q.rq" in unread.output
    assert "not UTF-8" in unread.output
    unwritten = view(workspace, "--all", "-o", str(tmp_path / "no" / "g.html"))
    assert "No such file or directory" in unwritten.output
    assert unread.exit_code == unwritten.exit_code == 1


def test_without_pyvis_the_extra_is_named(workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyvis.network", None)
    result = view(workspace, "--all", "-o", str(tmp_path / "g.html"))
    assert isinstance(result.exception, MissingExtraError)
    assert "simpul[view]" in str(result.exception)
