from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from kg import __version__
from kg.cli.main import COMMANDS, cli


def test_help_lists_every_command_with_what_it_does(kg: Any) -> None:
    run = kg("--help")
    assert run.code == 0
    for name, entry in COMMANDS.items():
        assert name in run.out
        assert entry.help.split()[0] in run.out


def test_help_imports_no_command_and_nothing_heavy() -> None:
    code = (
        "import sys; from kg.cli.main import cli; cli.main(['--help'], standalone_mode=False); "
        "print('|', *sorted(m for m in sys.modules if m.split('.')[0] in "
        "{'pyoxigraph', 'rdflib', 'rich', 'pyshacl', 'networkx', 'starlette', 'jinja2', 'trafilatura', 'sqlite3'} "
        "or m.startswith('kg.')))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.rpartition("|")[2].split() == ["kg.cli", "kg.cli.main", "kg.errors"]


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_of_the_table_is_there_and_explains_itself(name: str, kg: Any) -> None:
    command = importlib.import_module(COMMANDS[name].module).command
    assert isinstance(command, click.Command)
    assert command.help
    run = kg(name, "--help")
    assert run.code == 0
    assert f"kg {name}" in run.out


def test_every_command_of_a_workspace_takes_w() -> None:
    context = click.Context(cli)
    for name in ("init", "build", "remove", "query", "explain", "stats", "validate", "export", "view", "serve"):
        command = cli.get_command(context, name)
        assert command is not None
        assert any("-w" in parameter.opts for parameter in command.params), name


def test_version(kg: Any) -> None:
    assert kg("--version").out == f"kg, version {__version__}\n"


def test_an_unknown_command_is_a_usage_error(kg: Any) -> None:
    run = kg("no-such-command")
    assert run.code == 2
    assert "No such command" in run.err


def test_an_error_is_one_line_and_status_one(kg: Any, tmp_path: Path) -> None:
    run = kg("stats", "-w", tmp_path / "nothing")
    assert run.code == 1
    assert run.err.startswith("Error: ")
    assert run.err.count("\n") == 1
    assert "kg build" in run.err


def test_ctrl_c_is_status_130(kg: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.cli.build.build", interrupted)
    run = kg("build", "-w", tmp_path)
    assert run.code == 130
    assert "run the command again" in run.err


def test_the_module_runs_like_the_command() -> None:
    run = subprocess.run([sys.executable, "-m", "kg", "--version"], capture_output=True, text=True, check=True)
    assert run.stdout == f"kg, version {__version__}\n"


def test_the_workspace_can_be_named_by_the_environment(
    kg: Any, gold_workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIMPUL_WORKSPACE", str(gold_workspace))
    assert kg("query", "ASK {}").out == "yes\n"
