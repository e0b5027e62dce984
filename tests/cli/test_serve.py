from __future__ import annotations

import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.serve import command


def test_serve_prints_its_address_answers_and_stops_on_ctrl_c(tmp_path: Path) -> None:
    arguments = [sys.executable, "-m", "kg", "serve", "-w", str(tmp_path), "--port", "0"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        address = process.stdout.readline().split()[3]
        assert address.startswith("http://127.0.0.1:")
        with pytest.raises(urllib.error.HTTPError, match="503"):  # nothing is built in this workspace
            urllib.request.urlopen(f"{address}sparql?query=ASK%7B%7D", timeout=20)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Traceback" not in errors


@pytest.mark.parametrize("arguments", [["--port", "70000"], ["--port", "x"], ["--time-limit", "0"]])
def test_impossible_options_are_refused(arguments: list[str]) -> None:
    assert CliRunner().invoke(command, arguments).exit_code == 2


def test_help_names_every_option() -> None:
    text = CliRunner().invoke(command, ["--help"]).output
    assert all(option in text for option in ("--workspace", "--host", "--port", "--time-limit"))
