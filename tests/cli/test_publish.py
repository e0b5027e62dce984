from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode, Quad

from kg.cli.main import cli
from kg.rdf.terms import LABEL, TYPE, ontology
from kg.settings import Settings
from kg.store.builds import publish, write_all


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A graph of one person."""
    settings, graph = Settings(), NamedNode("urn:written")
    person = NamedNode(f"{settings.base_iri}person/siti-aminah")
    quads = [
        Quad(person, TYPE, ontology(settings.ontology_iri)["Person"], graph),
        Quad(person, LABEL, Literal("Siti Aminah"), graph),
    ]
    write_all(tmp_path / "workspace", 1, quads)
    publish(tmp_path / "workspace", 1)
    return tmp_path / "workspace"


def test_the_command_says_what_it_wrote_and_where_to_look(workspace: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["publish", "-w", str(workspace), "-o", str(tmp_path / "site")])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"{tmp_path}/site/index.html: ")
    assert "Siti Aminah" in (tmp_path / "site" / "en" / "page" / "person" / "siti-aminah.html").read_text("utf-8")


def test_programs_read_counts_as_json(workspace: Path, tmp_path: Path) -> None:
    command = ["publish", "-w", str(workspace), "-o", str(tmp_path / "site"), "--json"]
    first, second = (json.loads(CliRunner().invoke(cli, command).stdout) for _ in range(2))
    assert first["changed"] == first["files"] == second["files"] > 20
    assert (second["changed"], second["removed"]) == (0, 0)


def test_a_folder_with_other_files_is_refused_and_kept(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.doc").write_text("mine")
    command = ["publish", "-w", str(workspace), "-o", str(tmp_path / "site")]
    result = CliRunner().invoke(cli, command)
    assert "--force" in str(result.exception)
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["thesis.doc"]
    assert CliRunner().invoke(cli, [*command, "--force"]).exit_code == 0
    assert (tmp_path / "site" / "thesis.doc").read_text() == "mine"
