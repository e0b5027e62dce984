"""Serving: queries a second of ``kg serve`` beside its peers, on one synthetic graph, in one run.

Peers are ``oxigraph serve-read-only``, on the very files that ``kg serve`` has open, and rdflib-endpoint, where they
are installed (``pip install oxigraph rdflib-endpoint``). wrk asks with eight connections. The first two take turns, so
that whatever else the machine does meets both, and the median of the rounds counts. Beside queries a second stands the
processor time of a query, which says more on a machine that others use. rdflib-endpoint comes last and
once: it goes on with queries whose client has left, which would slow down whoever is measured next.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from urllib.request import Request, urlopen

import pyoxigraph as ox

from kg.store.builds import current_build, publish, write_all
from kg.workspace import Workspace

BASE, NS = "https://w3id.org/simpul/id/", "https://w3id.org/simpul/ns#"
LABEL, TYPE = "http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
POST_IN = "http://www.w3.org/ns/org#postIn"
CONNECTIONS, QUADS_EACH, POSTS, UNITS = 8, 5, 5_000, 500
_SETTLING = 300
"""Seconds at most in which a server may read ahead what it will need."""
JSON = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Load:
    """A kind of query: its text, with ``%d`` where a number below ``below`` goes, and the ratio that is asked for."""

    name: str
    text: str
    below: int
    asked: float


def loads(people: int) -> tuple[Load, ...]:
    """The queries: one thing, two hops, a grouped count, and the same query again and again."""
    held = f"{{ ?p <{NS}holds> <{BASE}post/t%d> ; <{LABEL}> ?name . <{BASE}post/t%d> <{POST_IN}> ?unit }}"
    point = f"SELECT ?p ?o {{ <{BASE}person/p%d> ?p ?o }}"
    return (
        Load("point lookup", point, people, 0.35),
        Load("two-hop join", f"SELECT ?name ?unit {held}", POSTS, 0.35),
        Load(
            "grouped count", f"SELECT ?t (COUNT(?p) AS ?n) {{ ?p <{NS}holds> ?t FILTER(%d < 9) }} GROUP BY ?t", 9, 0.95
        ),
        Load("same query again", point % 77, 1, 0.8),
    )


def quads(number: int) -> Iterator[ox.Quad]:
    """People who hold posts in units and know one another, as many articles as ten people need."""
    for person in range(number // QUADS_EACH):
        graph, who = ox.NamedNode(f"{BASE}article/a{person // 10}"), ox.NamedNode(f"{BASE}person/p{person}")
        post = ox.NamedNode(f"{BASE}post/t{person % POSTS}")
        yield ox.Quad(who, ox.NamedNode(TYPE), ox.NamedNode(f"{NS}Person"), graph)
        yield ox.Quad(who, ox.NamedNode(LABEL), ox.Literal(f"Orang {person}"), graph)
        yield ox.Quad(who, ox.NamedNode(f"{NS}holds"), post, graph)
        yield ox.Quad(post, ox.NamedNode(POST_IN), ox.NamedNode(f"{BASE}unit/u{person % UNITS}"), graph)
        known = ox.NamedNode(f"{BASE}person/p{person * 7919 % (person + 1)}")
        yield ox.Quad(who, ox.NamedNode(f"{NS}knows"), known, graph)


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: where it answers, and its process."""

    address: str
    pid: int

    def spent(self) -> float:
        """Seconds of processor time that it has taken, with its children."""
        ticks = 0
        for pid in _family(self.pid):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


def _family(pid: int) -> list[int]:
    children: list[int] = []
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(FileNotFoundError):  # a thread that has ended meanwhile leaves its children to another
            children += map(int, thread.read_text().split())
    return [pid, *(other for child in children for other in _family(child))]


def _settle(servers: list[Server]) -> None:
    """Wait until servers that nobody asks anything do nothing."""
    until, before = time.monotonic() + _SETTLING, -1.0
    while (now := sum(running.spent() for running in servers)) > before + 0.05 and time.monotonic() < until:
        before = now
        time.sleep(2)


@contextmanager
def server(command: list[str], address: str, patience: float) -> Iterator[Server]:
    """A server that runs, and answers."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + patience
        while not _answers(address):
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"{command[0]} does not answer at {address}")
            time.sleep(0.2)
        yield Server(address, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(address: str) -> bool:
    try:
        with urlopen(Request(f"{address}?query=ASK%7B%7D", headers={"Accept": JSON}), timeout=30) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def throughput(address: str, load: Load, seconds: int, folder: Path) -> float:
    """Queries a second."""
    host, path = re.fullmatch(r"(http://[^/]+)(/.*)", address).groups()  # type: ignore[union-attr]
    escaped = quote(load.text.replace("%d", "\0"), safe="").replace("%", "%%").replace("%%00", "%d")
    numbers = ", ".join(["n"] * load.text.count("%d")) or "0"
    script = folder / "load.lua"
    script.write_text(
        f"math.randomseed({seconds})\nrequest = function() local n = math.random(0, {load.below - 1}) "
        f'return wrk.format("GET", string.format("{path}?query={escaped}", {numbers}), {{Accept="{JSON}"}}) end\n'
    )
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "60s", "-s", str(script), host]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in out:
        raise SystemExit(f"{address} answered {load.name} with errors: {out}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1])  # type: ignore[index]


async def p99(address: str, load: Load, rate: float, seconds: int) -> float:
    """The latency in milliseconds that one in a hundred passes, where requests come evenly at a rate."""
    host, port, path = re.fullmatch(r"http://([^:]+):(\d+)(/.*)", address).groups()  # type: ignore[union-attr]
    found: list[float] = []
    begun, total = time.perf_counter() + 0.1, int(rate * seconds)

    async def connection(first: int) -> None:
        reader, writer = await asyncio.open_connection(host, int(port))
        for number in range(first, total, CONNECTIONS * 2):
            due = begun + number / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            target = f"{path}?query={quote(load.text % (number * 31 % load.below))}"
            writer.write(f"GET {target} HTTP/1.1\r\nHost: {host}\r\nAccept: {JSON}\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
            assert length is not None
            await reader.readexactly(int(length[1]))
            found.append(time.perf_counter() - due)
        writer.close()

    await asyncio.gather(*(connection(first) for first in range(CONNECTIONS * 2)))
    return sorted(found)[int(len(found) * 0.99)] * 1000


def _port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def commands(workspace: Path, dump: Path) -> dict[str, tuple[list[str], str]]:
    """How each server is started that is installed, and where it answers."""
    beside, found = Path(sys.executable).parent, {}
    port = _port()
    kg = [sys.executable, "-m", "kg", "serve", "-w", str(workspace), "--port", str(port)]
    found["kg serve"] = kg, f"http://127.0.0.1:{port}/sparql"
    if (beside / "oxigraph").exists():
        port = _port()
        oxigraph = [str(beside / "oxigraph"), "serve-read-only", "--location", str(current_build(workspace))]
        found["oxigraph serve"] = [*oxigraph, "--bind", f"127.0.0.1:{port}"], f"http://127.0.0.1:{port}/query"
    if (beside / "rdflib-endpoint").exists():
        port = _port()
        endpoint = [str(beside / "rdflib-endpoint"), "serve", "--host", "127.0.0.1", "--port", str(port), str(dump)]
        found["rdflib-endpoint"] = endpoint, f"http://127.0.0.1:{port}/"
    return found


def measure(number: int, rounds: int, seconds: int, without_rdflib: bool) -> dict[str, dict[str, float]]:
    """Server, to load, to queries a second (the median of the rounds); and the p99 at half load in milliseconds."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        Workspace.create(folder / "ws").close()
        write_all(folder / "ws", 1, quads(number))
        publish(folder / "ws", 1)
        dump = Path(tempfile.gettempdir()) / f"simpul-bench-{os.getpid()}" / "graph.nt"
        known, people = commands(folder / "ws", dump), number // QUADS_EACH
        alone = known.pop("rdflib-endpoint", None)
        servers = {name: stack.enter_context(server(*started, 60)) for name, started in known.items()}
        runs: dict[str, dict[str, list[float]]] = {name: {} for name in servers}
        _settle(list(servers.values()))
        for load in loads(people):
            for _ in range(rounds):
                for name, running in servers.items():
                    long = seconds * 3 if load.asked > 0.9 else seconds
                    before = running.spent()
                    found = throughput(running.address, load, long, folder)
                    spent = (running.spent() - before) / (found * long) * 1e6
                    runs[name].setdefault(load.name, []).append(found)
                    runs[name].setdefault(_cost(load), []).append(spent)
        figures = {name: {load: statistics.median(each) for load, each in of.items()} for name, of in runs.items()}
        half = figures["kg serve"][loads(people)[0].name] / 2
        waits = [asyncio.run(p99(servers["kg serve"].address, loads(people)[0], half, seconds)) for _ in range(rounds)]
        figures["kg serve"]["p99"] = statistics.median(waits)
        stack.close()
    if alone and not without_rdflib:
        figures["rdflib-endpoint"] = _alone(alone, number, seconds)
    return figures


def _cost(load: Load) -> str:
    return f"{load.name}, microseconds"


def _alone(started: tuple[list[str], str], number: int, seconds: int) -> dict[str, float]:
    """The figures of a server that nobody else runs beside; the count gets a minute."""
    with tempfile.TemporaryDirectory() as name:
        dump = Path(started[0][-1])
        dump.parent.mkdir(parents=True, exist_ok=True)
        _dump(dump, number)
        with server(*started, 600) as running:
            found = {}
            for load in sorted(loads(number // QUADS_EACH), key=lambda load: load.asked == 0.95):
                found[load.name] = throughput(running.address, load, 60 if load.asked == 0.95 else seconds, Path(name))
        shutil.rmtree(dump.parent)
    return found


def _dump(path: Path, number: int) -> None:
    with path.open("wb") as file:
        ox.serialize((quad.triple for quad in quads(number)), file, format=ox.RdfFormat.N_TRIPLES)


def table(figures: dict[str, dict[str, float]]) -> str:
    """The figures as a table in Markdown, relative to ``oxigraph serve`` too."""
    names = list(figures)
    lines = [f"| queries a second | {' | '.join(names)} | kg : oxigraph | asked |", "|---|" + "---|" * (len(names) + 2)]
    for load in loads(QUADS_EACH):
        cells = [f"{figures[name][load.name]:,.{0 if figures[name][load.name] > 20 else 1}f}" for name in names]
        peer = figures.get("oxigraph serve", {}).get(load.name)
        ratio = f"{figures['kg serve'][load.name] / peer:.2f}" if peer else ""
        lines.append(f"| {load.name} | {' | '.join(cells)} | {ratio} | {load.asked} |")
    timed = [name for name in names if _cost(loads(QUADS_EACH)[0]) in figures[name]]
    lines += [
        "",
        f"| microseconds of processor | {' | '.join(timed)} | kg : oxigraph |",
        "|---|" + "---|" * (len(timed) + 1),
    ]
    for load in loads(QUADS_EACH):
        cells = [f"{figures[name][_cost(load)]:,.0f}" for name in timed]
        peer = figures.get("oxigraph serve", {}).get(_cost(load))
        lines.append(
            f"| {load.name} | {' | '.join(cells)} | {figures['kg serve'][_cost(load)] / peer if peer else 0:.2f} |"
        )
    return "\n".join(lines) + f"\n\np99 of a point lookup at half load: {figures['kg serve']['p99']:.1f} ms\n"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--without-rdflib", action="store_true", help="it needs minutes to read a million quads")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit("this needs wrk: apt-get install wrk")
    figures = measure(arguments.quads, arguments.rounds, arguments.seconds, arguments.without_rdflib)
    sys.stdout.write(json.dumps(figures, indent=1) + "\n" if arguments.json else table(figures))


if __name__ == "__main__":
    main()
