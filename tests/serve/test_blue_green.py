"""A new build while many clients ask: no request is lost, and no answer mixes two builds."""

from __future__ import annotations

import threading
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.serve import Limits, create_app
from kg.serve.server import serve
from kg.settings import Settings
from kg.store.builds import publish, write_all

CLIENTS = 50
# Every build says one number a hundred times: an answer with two of them is of two builds.
QUERY = "SELECT (GROUP_CONCAT(DISTINCT ?n) AS ?all) (COUNT(*) AS ?count) { ?s <urn:n> ?n }"


def write_build(workspace: Path, number: int) -> None:
    graph, predicate = NamedNode("urn:g"), NamedNode("urn:n")
    quads = (Quad(NamedNode(f"urn:s{n}"), predicate, Literal(str(number)), graph) for n in range(100))
    write_all(workspace, number, quads)
    publish(workspace, number)


def test_builds_change_under_many_clients(tmp_path: Path) -> None:
    write_build(tmp_path, 1)
    told: list[str] = []
    ready, done = threading.Event(), threading.Event()

    def remember(address: str) -> None:
        told.append(address)
        ready.set()

    app = create_app(tmp_path, Settings(), Limits())
    threading.Thread(target=serve, args=(app, "127.0.0.1", 0, remember), daemon=True).start()
    assert ready.wait(10)
    address = f"{told[0]}sparql?" + urllib.parse.urlencode({"query": QUERY, "format": "csv"})

    def ask() -> list[str]:
        answers: list[str] = []
        last = False  # the last question is asked when all builds are there
        while not last:
            last = done.is_set()
            with urllib.request.urlopen(address, timeout=30) as response:
                answers.append(response.read().decode().splitlines()[1])
        return answers

    with ThreadPoolExecutor(CLIENTS) as pool:
        clients = [pool.submit(ask) for _ in range(CLIENTS)]
        for number in range(2, 7):
            write_build(tmp_path, number)
        done.set()
        answers = [client.result() for client in clients]
    assert {answer for found in answers for answer in found} <= {f"{number},100" for number in range(1, 7)}
    for found in answers:
        assert found == sorted(found)
        assert found[-1] == "6,100"
