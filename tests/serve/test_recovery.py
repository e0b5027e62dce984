"""Damage to the graph that is served: found, told, covered by the graph before, and mended."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from starlette.testclient import TestClient

from kg.serve import Limits, create_app
from kg.serve.recovery import Repair
from kg.settings import Settings
from kg.store.builds import current_build, publish, write_all
from kg.workspace import Workspace

WHICH = {"query": "SELECT ?n { ?s <urn:n> ?n } LIMIT 1", "format": "csv"}
Damage = Callable[[Path], None]


def write_build(workspace: Path, number: int) -> None:
    quads = (
        Quad(NamedNode(f"urn:s{n}"), NamedNode("urn:n"), Literal(str(number)), NamedNode("urn:g")) for n in range(300)
    )
    write_all(workspace, number, quads)
    publish(workspace, number)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with two builds."""
    with Workspace.create(tmp_path) as record:
        record.note_build(1, "inputs", {})
    write_build(tmp_path, 1)
    write_build(tmp_path, 2)
    return tmp_path


def shorten(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def garble(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[: len(content) // 3] = b"\xff" * (len(content) // 3)
    path.write_bytes(content)


def every_block(build: Path) -> None:
    for path in build.glob("*.sst"):
        garble(path)


DAMAGES = [
    pytest.param(lambda build: shorten(next(build.glob("MANIFEST-*"))), id="half a list of files"),
    pytest.param(lambda build: shorten(sorted(build.glob("*.sst"))[-1]), id="half a file"),
    pytest.param(lambda build: garble(sorted(build.glob("*.sst"))[-1]), id="a garbled file"),
    pytest.param(lambda build: (build / "CURRENT").unlink(), id="a missing file"),
    pytest.param(every_block, id="nothing but rubbish"),
]


def serving(folder: Path, repair: Repair | None = None) -> TestClient:
    return TestClient(create_app(folder, Settings(), Limits(processes=1, seconds=2), repair=repair))


def which(client: TestClient) -> str:
    response = client.get("/sparql", params=WHICH)
    return response.text.split()[1] if response.status_code == 200 else str(response.status_code)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_graph_damaged_before_the_start_is_covered_by_the_one_before(
    folder: Path, damage: Damage, caplog: pytest.LogCaptureFixture
) -> None:
    damage(current_build(folder))
    with caplog.at_level(logging.WARNING, "kg.serve"), serving(folder) as client:
        ready = client.get("/readyz")
        assert (ready.status_code, "damaged" in ready.text, str(folder) in ready.text) == (503, True, False)
        assert which(client) == "1"
        assert client.get("/page/x", headers={"Accept": "text/html"}).status_code == 404
        assert "simpul_damaged 1.0" in client.get("/metrics").text
    assert f"{current_build(folder)} is damaged" in caplog.text


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_graph_is_made_anew_and_served_without_a_restart(folder: Path, damage: Damage) -> None:
    asked = 0

    async def repair() -> bool:
        nonlocal asked
        asked += 1
        await asyncio.to_thread(write_build, folder, 3)
        return True

    damage(current_build(folder))
    with serving(folder, repair) as client:
        while which(client) != "3":
            assert which(client) in "13"
        assert client.get("/readyz").text == "ok\n"
        assert "simpul_damaged 0.0" in client.get("/metrics").text
    assert asked == 1


def test_damage_to_a_graph_that_is_being_served_is_found_by_the_query_that_meets_it(folder: Path) -> None:
    with serving(folder) as client:
        assert which(client) == "2"
        every_block(current_build(folder))
        query = {"query": "SELECT * { ?s ?p ?o }"}
        # Until the engine reads a block again, and until the files have been looked through, nobody can know.
        while client.get("/readyz").status_code == 200:
            assert client.get("/sparql", params=query).status_code in (200, 503)
        assert which(client) == "1"


def test_a_query_that_a_damaged_block_keeps_for_ever_is_ended_and_raises_the_suspicion(folder: Path) -> None:
    with serving(folder) as client:
        every_block(current_build(folder))
        response = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"})
        assert response.status_code == 503
        # Until the files have been looked through, nobody can answer from them.
        while which(client) != "1":
            assert which(client) in ("1", "503")


def test_a_damaged_new_build_does_not_replace_the_old_one(folder: Path) -> None:
    with serving(folder) as client:
        assert which(client) == "2"
        write_all(folder, 3, [])
        shorten(next((folder / "store" / "00000003").glob("MANIFEST-*")))
        publish(folder, 3)
        assert which(client) == "2"
        assert client.get("/readyz").status_code == 503


def test_without_an_earlier_graph_clients_are_told_to_come_back(tmp_path: Path) -> None:
    write_build(tmp_path, 1)
    every_block(current_build(tmp_path))
    with serving(tmp_path) as client:
        for address in ("/readyz", "/sparql?query=ASK%7B%7D", "/"):
            response = client.get(address, headers={"Accept": "*/*"})
            assert (response.status_code, response.text) == (503, "the graph cannot be read; it is being made anew\n")
        assert client.get("/", headers={"Accept": "text/html"}).headers["retry-after"] == "10"
        assert client.get("/healthz").status_code == 200


def test_a_graph_that_is_gone_is_made_anew(folder: Path) -> None:
    async def repair() -> bool:
        await asyncio.to_thread(write_build, folder, 3)
        return True

    (folder / "store" / "current").unlink()
    with serving(folder, repair) as client:
        while (found := which(client)) != "3":
            assert found == "503"
        (folder / "store" / "current").write_bytes(b"\xff")
        assert which(client) == "503"
        while which(client) != "3":
            pass


def test_a_repair_that_fails_is_told_to_the_operator(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    done = asyncio.Event()

    async def repair() -> bool:
        done.set()
        return False

    every_block(current_build(folder))
    with caplog.at_level(logging.WARNING, "kg.serve"), serving(folder, repair) as client:
        while not done.is_set() or "could not" not in caplog.text:
            assert which(client) == "1"
    assert "kg check --repair" in caplog.text


def test_a_repair_ends_with_the_server(folder: Path) -> None:
    ended = []

    async def repair() -> bool:
        try:
            await asyncio.sleep(3600)
        finally:
            ended.append(True)
        return True

    every_block(current_build(folder))
    with serving(folder, repair) as client:
        assert which(client) == "1"
    assert ended
