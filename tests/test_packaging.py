"""What is shipped: the wheel works in an empty environment, away from the repository, with the data it needs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

import kg
from kg.cli.main import COMMANDS
from kg.serve.editor import FOLDER

ROOT = Path(__file__).parent.parent
VISIT = """\
Bapas Purwokerto Kunjungi Rutan Banjarnegara

Sari Wulandari - WARTA SERAYU
Oct 30, 2025 - 09:15

BANJARNEGARA - Kepala Bapas Kelas II Purwokerto, Bluri Wijaksono, memimpin kunjungan kerja ke Rutan Kelas IIB
Banjarnegara, Rabu (29/10/2025). Rombongan diterima Kepala Rutan Banjarnegara, Dodik Harmono.
"""
MEETING = """\
Lapas Purwokerto Gelar Rapat Koordinasi

PURWOKERTO - Kepala Lapas Kelas IIA Purwokerto, Ali Andra Harahap, memimpin rapat koordinasi, Senin (3/11/2025).
"""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the repository."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a new environment that holds the wheel and what it depends on, nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    run(python, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--no-compile", wheel, cwd=folder)
    return folder


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command that sees nothing of the repository; its standard output."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV", "SIMPUL"))
    }
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"
    return done.stdout


def test_the_wheel_carries_ontology_and_vocabulary(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for source in ("ontology", "data/vocabulary"):
        files = [path for path in (ROOT / source).iterdir() if path.suffix in (".ttl", ".tsv")]
        assert files
        assert {f"kg/_data/{Path(source).name}/{path.name}" for path in files} <= names
    assert {"kg/py.typed", "kg/serve/templates/base.html", "kg/views/assets/graph/page.html"} <= names
    editor = [path.relative_to(ROOT).as_posix() for path in FOLDER.rglob("*") if path.is_file()]  # git ignores these
    assert any(name.endswith("/LICENSE.txt") for name in editor), "run `make editor`"
    assert set(editor) <= names
    assert {name.partition("/")[0] for name in names} == {"kg", f"simpul-{kg.__version__}.dist-info"}


def test_the_installed_command_builds_a_graph_and_answers(installed: Path) -> None:
    (installed / "news").mkdir()
    (installed / "news" / "visit.txt").write_text(VISIT, encoding="utf-8")
    (installed / "news" / "meeting.txt").write_text(MEETING, encoding="utf-8")
    command = installed / "venv" / "bin" / "kg"

    assert run(command, "--version", cwd=installed).split()[-1] == kg.__version__
    assert run(command, "build", "news", cwd=installed).startswith("2 articles in the graph")

    heads = """SELECT ?name ?post ?published WHERE {
      GRAPH ?article { ?person kg:holds ?held ; rdfs:label ?name . ?held rdfs:label ?post }
      OPTIONAL { ?article schema:datePublished ?published }
    } ORDER BY ?name"""
    assert run(command, "query", heads, "--format", "csv", cwd=installed).splitlines() == [
        "name,post,published",
        "Ali Andra Harahap,Kepala Lapas Kelas IIA Purwokerto,",
        "Bluri Wijaksono,Kepala Bapas Kelas II Purwokerto,2025-10-30",
        "Dodik Harmono,Kepala Rutan Kelas IIB Banjarnegara,2025-10-30",
    ]
    assert "“Kepala Rutan Banjarnegara, Dodik Harmono”" in run(command, "explain", "Dodik Harmono", cwd=installed)


def test_the_installed_library_reads_an_article(installed: Path) -> None:
    program = (
        "import kg; a = kg.Article('a', 'Kepala Bapas Purwokerto, Bluri Wijaksono, hadir.');"
        "e = kg.extract(a); print(kg.__file__, *[x.name for x in e.entities], sep='\\n')"
    )
    file, *names = run(installed / "venv" / "bin" / "python", "-c", program, cwd=installed).splitlines()
    assert Path(file).is_relative_to(installed)
    assert "Bluri Wijaksono" in names


def test_the_newest_release_in_the_changelog_is_this_version() -> None:
    sections = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    releases = [section for section in sections if section != "Unreleased"]
    assert releases[0] == kg.__version__
    assert sections[0] == "Unreleased", "the next changes need a section"
    assert releases == sorted(releases, key=lambda version: [int(part) for part in version.split(".")], reverse=True)


def test_help_lists_every_command() -> None:
    sources = (ROOT / "kg" / "cli").glob("*.py")
    defined = {
        path.stem for path in sources if re.search(r"^def command\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert {entry.module.rpartition(".")[2] for entry in COMMANDS.values()} == defined
    shown = run(sys.executable, "-m", "kg", "--help", cwd=ROOT).partition("Commands:")[2]
    assert re.findall(r"^  (\w+)  +\S", shown, re.MULTILINE) == list(COMMANDS)
