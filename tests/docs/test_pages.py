"""The pages that lead through something work: what they say to run runs, and shows what they say it shows.

``shell``, ``python`` and ``sparql`` blocks run in the order of the page; a ``text`` block is what the block before it
wrote, in which a line "…" stands for any lines. Blocks of other languages (``console``, ``toml``) are not run. A
tutorial begins in an empty folder, every other page beside the workspace of the demo. Articles are read with the rules
alone, which need no model.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial"
PAGES = [
    ROOT / "README.md",
    *sorted(p for part in ("explanation", "how-to", "tutorial") for p in (ROOT / "docs" / part).glob("*.md")),
]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace that ``make demo`` makes."""
    workspace = tmp_path_factory.mktemp("demo") / "simpul-workspace"
    run(["kg", "build", "-w", str(workspace), "data/gold/dev", "data/gold/train"], ROOT)
    return workspace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data").symlink_to(ROOT / "data", target_is_directory=True)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_shows_what_happens(page: Path, folder: Path, request: pytest.FixtureRequest) -> None:
    blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
    if page.parent != TUTORIAL and blocks:
        shutil.copytree(request.getfixturevalue("demo"), folder / "simpul-workspace")
    output = ""
    program = ""
    for language, block in blocks:
        if language == "shell":
            output = run(["bash", "-euc", block], folder)
        elif language == "sparql":
            output = run(["kg", "query", block], folder)
        elif language == "python":
            program += block
            output = run([sys.executable, "-c", program], folder)
        elif language == "text":
            assert re.fullmatch(pattern(block), lines(output)), f"{block}\nbut the output is\n{output}"


def test_the_first_screen_runs() -> None:
    """README and tutorial have something to run: the test above does not pass for want of blocks."""
    for page in (ROOT / "README.md", *TUTORIAL.glob("*.md")):
        assert {"shell", "text", "python"} <= {
            language for language, _ in BLOCK.findall(page.read_text(encoding="utf-8"))
        }


def run(command: list[str], folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SIMPUL_")}
    environment |= {"PATH": path, "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, f"{command[-1]}\n{done.stdout}{done.stderr}"
    return done.stdout


def pattern(expected: str) -> str:
    """The text as a regular expression in which a line "…" stands for any lines."""
    return "".join(r"(.*\n)*" if line == "…" else f"{re.escape(line)}\n" for line in lines(expected).splitlines())


def lines(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())
