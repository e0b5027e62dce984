"""SPARQL servers of other makers, started for the tests: Oxigraph (PyPI: oxigraph), Virtuoso (Debian)."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sysconfig
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.store.discovery import find_service
from kg.store.service import Credentials, Service

_VIRTUOSO = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = {sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
CaseMode = 2
DirsAllowed = .
[HTTPServer]
ServerPort = {http}
ServerThreads = 8
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = {rows}
"""


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs: its address, and who may load it."""

    url: str
    credentials: Credentials | None = None

    @property
    def service(self) -> Service:
        """Its parts, as they are found."""
        return find_service(self.url, Service("", credentials=self.credentials))


@contextmanager
def oxigraph(folder: Path, *options: str) -> Iterator[Running]:
    """``oxigraph serve``, with its store in a folder."""
    program = Path(sysconfig.get_path("scripts")) / "oxigraph"
    address = f"127.0.0.1:{_free_port()}"
    command = [str(program), "serve", "--location", str(folder), "--bind", address, *options]
    with _started(command, folder, "Listening for requests"):
        yield Running(f"http://{address}")


@contextmanager
def virtuoso(folder: Path, rows: int = 100_000) -> Iterator[Running]:
    """Virtuoso, with its database in a folder; it gives no more than so many rows."""
    program = shutil.which("virtuoso-t")
    assert program, "the tests need Virtuoso: apt-get install virtuoso-opensource-7-bin (make test does)"
    http = _free_port()
    (folder / "virtuoso.ini").write_text(_VIRTUOSO.format(sql=_free_port(), http=http, rows=rows), encoding="ascii")
    with _started([program, "+foreground", "+configfile", "virtuoso.ini"], folder, "Server online"):
        yield Running(f"http://127.0.0.1:{http}", Credentials(user="dba", password="dba"))


@contextmanager
def _started(command: Sequence[str], folder: Path, ready: str) -> Iterator[None]:
    """A program that is running, once it has said that it is ready."""
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True
    ) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            said = []
            for line in process.stdout:
                said.append(line)
                if ready in line:
                    break
            else:
                raise AssertionError("".join(said))
            yield
        finally:
            process.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
