"""The tutorial works: its commands and its Python run in a clean folder, and show what the page says they show."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "tutorial").glob("*.md"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data").symlink_to(ROOT / "data", target_is_directory=True)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_tutorial_shows_what_happens(page: Path, folder: Path) -> None:
    output = ""
    program = ""
    blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
    assert {"shell", "text", "python"} <= {language for language, _ in blocks}
    for language, block in blocks:
        if language == "shell":
            output = run(["bash", "-euc", block], folder)
        elif language == "python":
            program += block
            run([sys.executable, "-c", program], folder)
        elif language == "text":
            assert re.fullmatch(pattern(block), lines(output)), f"{block}\nbut the output is\n{output}"


def run(command: list[str], folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, f"{command[-1]}\n{done.stdout}{done.stderr}"
    return done.stdout


def pattern(expected: str) -> str:
    """The text as a regular expression in which a line "…" stands for any lines."""
    return "".join(r"(.*\n)*" if line == "…" else f"{re.escape(line)}\n" for line in lines(expected).splitlines())


def lines(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())
