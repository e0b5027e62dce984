from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import urllib.parse
import urllib.request
from contextlib import ExitStack
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.serve import command
from kg.serve.authorization import TokenError

VALUES = "".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(40)))} }} " for n in range(9))
ENDLESS = urllib.parse.quote(f"SELECT (COUNT(*) AS ?n) {{ {VALUES} }}")


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


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_an_empty_workspace_takes_writes_and_the_server_ends_in_order(tmp_path: Path, stop: signal.Signals) -> None:
    token = "a-token-of-the-environment"
    subprocess.run([sys.executable, "-m", "kg", "init", "-w", str(tmp_path)], check=True, capture_output=True)
    arguments = [sys.executable, "-m", "kg", "serve", "-w", str(tmp_path), "--port", "0", "--writable", "--access-log"]
    environment = {**os.environ, "SIMPUL_TOKEN": token}
    out, err = subprocess.PIPE, subprocess.PIPE
    with subprocess.Popen(arguments, text=True, env=environment, stdout=out, stderr=err) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[3]
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/sparql-update"}
        update = urllib.request.Request(f"{address}update", b"INSERT DATA { <a> <b> 1 }", headers)
        with urllib.request.urlopen(update, timeout=20) as response:
            assert response.status == 204
        with urllib.request.urlopen(f"{address}sparql?query=ASK%7B%3Ca%3E%20%3Cb%3E%201%7D", timeout=20) as response:
            assert json.load(response)["boolean"] is True
        process.send_signal(stop)
        _, errors = process.communicate(timeout=20)
    assert process.returncode in (0, -stop)
    assert "Traceback" not in errors
    lines = [json.loads(line)["request"] for line in errors.splitlines()]
    assert [(line["path"], line["status"]) for line in lines] == [("/update", 204), ("/sparql", 200)]
    assert token not in errors


def test_writing_needs_a_token_that_is_not_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "short").write_text("short\n")
    for arguments in (["--writable"], ["--curate"], ["--writable", "--token-file", str(tmp_path / "short")]):
        result = CliRunner().invoke(command, ["-w", str(tmp_path), *arguments], env={"SIMPUL_TOKEN": ""})
        assert isinstance(result.exception, TokenError)


def test_curating_lets_nobody_write_by_update(tmp_path: Path) -> None:
    token = "a-token-of-the-environment"
    subprocess.run([sys.executable, "-m", "kg", "init", "-w", str(tmp_path)], check=True, capture_output=True)
    arguments = [sys.executable, "-m", "kg", "serve", "-w", str(tmp_path), "--port", "0", "--curate"]
    environment = {**os.environ, "SIMPUL_TOKEN": token}
    with subprocess.Popen(arguments, text=True, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[3]
        with urllib.request.urlopen(f"{address}review", timeout=20) as response:
            assert response.url.startswith(f"{address}review/sign-in")
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/sparql-update"}
        update = urllib.request.Request(f"{address}update", b"INSERT DATA { <a> <b> 1 }", headers)
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(update, timeout=20)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


def test_no_process_outlives_the_server(tmp_path: Path) -> None:
    """However it ends, and even in the middle of a query that would not."""
    subprocess.run([sys.executable, "-m", "kg", "init", "-w", str(tmp_path)], check=True, capture_output=True)
    arguments = [sys.executable, "-m", "kg", "serve", "-w", str(tmp_path), "--port", "0", "--time-limit", "600"]
    with subprocess.Popen(arguments, text=True, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        host, port = process.stdout.readline().split()[3].removeprefix("http://").strip("/").split(":")
        with socket.create_connection((host, int(port))) as line:
            line.sendall(f"GET /sparql?query={ENDLESS} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            with urllib.request.urlopen(f"http://{host}:{port}/readyz", timeout=20) as response:
                assert response.status == 200  # by the other process: the first one is at work
            begun = [os.pidfd_open(child) for child in descendants(process.pid)]
            process.kill()
            assert len(begun) >= 3
            for child in begun:
                assert select.select([child], [], [], 20)[0]
                os.close(child)


def descendants(pid: int) -> list[int]:
    found = " ".join(thread.read_text() for thread in Path(f"/proc/{pid}/task").glob("*/children"))
    children = [int(child) for child in found.split()]
    return [*children, *(grandchild for child in children for grandchild in descendants(child))]


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_the_server_ends_in_time_whatever_its_clients_do(tmp_path: Path, stop: signal.Signals) -> None:
    """One has a query that would never end, one does not finish its request, one is silent, one takes no answer."""
    subprocess.run([sys.executable, "-m", "kg", "init", "-w", str(tmp_path)], check=True, capture_output=True)
    impatient = "import kg.serve.server as s; s._FAREWELL = 1; from kg.cli.main import main; main()"
    options = ["serve", "-w", str(tmp_path), "--port", "0", "--time-limit", "600"]
    with subprocess.Popen([sys.executable, "-c", impatient, *options], text=True, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        host, port = process.stdout.readline().split()[3].removeprefix("http://").strip("/").split(":")
        large = urllib.parse.quote(
            "SELECT * { " + "".join(f"VALUES ?v{n} {{ 1 2 3 4 5 6 7 8 }} " for n in range(6)) + "}"
        )
        with ExitStack() as stack:
            lines = [stack.enter_context(socket.create_connection((host, int(port)))) for _ in range(4)]
            lines[0].sendall(f"GET /sparql?query={large} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            assert lines[0].recv(12) == b"HTTP/1.1 200"
            lines[1].sendall(f"GET /sparql?query={ENDLESS} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            lines[2].sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n")
            with urllib.request.urlopen(f"http://{host}:{port}/readyz", timeout=20) as response:
                assert response.status == 200
            process.send_signal(stop)
            assert process.wait(20) in (0, -stop)
