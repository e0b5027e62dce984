"""The W3C suites for the SPARQL 1.1 Protocol and the Graph Store Protocol, where they are there."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kg.serve import create_app
from kg.serve.server import serve
from kg.settings import Settings
from kg.workspace import Workspace
from kg.writing import ensure_build

SUITES = Path(__file__).parents[2].parent / "shared" / "w3c" / "run_suites.py"
TOKEN = "a-token-for-the-suites"

if not SUITES.is_file():
    pytest.skip("the W3C suites are not there", allow_module_level=True)


def test_every_test_passes(tmp_path: Path) -> None:
    settings, told, ready = Settings(workspace=tmp_path), [], threading.Event()
    with Workspace.create(tmp_path) as record:
        ensure_build(record, settings)

    def remember(address: str) -> None:
        told.append(address)
        ready.set()

    app = create_app(tmp_path, settings, tokens=[TOKEN])
    threading.Thread(target=serve, args=(app, "127.0.0.1", 0, remember), daemon=True).start()
    assert ready.wait(10)
    address = told[0]
    command = [sys.executable, str(SUITES), "--query", f"{address}sparql", "--update", f"{address}update"]
    command += ["--graph-store", f"{address}graph-store", "--token", TOKEN]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.stdout.splitlines()[-1:] == ["protocol 34/34, graph-store 13/13"], result.stdout + result.stderr
