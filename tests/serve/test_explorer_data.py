"""What the explorer's script asks for, as JSON."""

from __future__ import annotations

from typing import Any

import pytest
from pyoxigraph import Quad
from starlette.testclient import TestClient

from kg.serve import create_app
from kg.store import EmbeddedStore
from tests.serve.conftest import SCRIPT

BLURI, BAPAS = "person/bluri-wijaksono", "unit/bapas-purwokerto"
VISIT = "event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara"


def asked(client: TestClient, path: str, **fields: object) -> dict[str, Any]:
    response = client.get(f"/graph/{path}", params={key: str(value) for key, value in fields.items()})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    found = response.json()
    assert isinstance(found, dict)
    return found


def test_things_and_the_edges_between_them(client: TestClient) -> None:
    found = asked(client, "data", things=f"{BLURI} {BAPAS}", lang="en")
    assert [node["id"] for node in found["nodes"]] == [BLURI, BAPAS]
    assert found["nodes"][0]["page"] == "/page/person/bluri-wijaksono"
    (edge,) = found["edges"]
    assert (edge["source"], edge["relation"], edge["target"], edge["title"]) == (BLURI, "holds", BAPAS, "Kepala")
    assert edge["confidence"] == 0.9
    assert asked(client, "data", things=VISIT, among=f"{BLURI} {BAPAS}")["edges"][0]["source"] == VISIT


def test_a_drawing_with_many_things_is_asked_for_by_post(client: TestClient) -> None:
    things = asked(client, "neighbours", around="place/jawa-tengah", limit=100)["others"]
    fields = {"things": " ".join(things)}
    posted = client.post("/graph/data", data=fields).json()
    assert posted == client.get("/graph/data", params=fields).json()
    assert len(posted["nodes"]) == len(things) > 40


def test_twenty_neighbours_at_a_time(client: TestClient) -> None:
    first = asked(client, "neighbours", around="place/jawa-tengah", lang="en")
    second = asked(client, "neighbours", around="place/jawa-tengah", offset=20)
    assert len(first["others"]) == len(second["others"]) == 20
    assert not set(first["others"]) & set(second["others"])
    assert [group["heading"] for group in first["groups"]] == ["Located here"]
    assert sum(group["total"] for group in first["groups"]) >= first["total"]


def test_neighbours_pass_the_filters(client: TestClient) -> None:
    found = asked(client, "neighbours", around=BAPAS, types="Event", since="2025-10-29", until="2025-10", least=0.5)
    assert VISIT in found["others"]
    assert all(other.startswith("event/2025-10") for other in found["others"])


def test_a_path_with_its_things_and_edges(client: TestClient) -> None:
    found = asked(client, "path", **{"from": BLURI, "to": "person/agus-andrianto"})
    assert found["path"][0] == BLURI
    assert found["path"][-1] == "person/agus-andrianto"
    ends = {frozenset((edge["source"], edge["target"])) for edge in found["edges"]}
    assert all(frozenset(pair) in ends for pair in zip(found["path"], found["path"][1:], strict=False))
    response = client.get("/graph/path", params={"from": BLURI, "to": BAPAS, "relations": "succeeds"})
    assert response.status_code == 404
    assert "no chain of claims" in response.text


def test_the_words_behind_an_edge_with_their_article(client: TestClient) -> None:
    edge = {"source": BLURI, "relation": "holds", "target": BAPAS, "title": "Kepala"}
    found = asked(client, "evidence", **edge, lang="en")
    first = found["evidence"][0]
    assert "Bluri Wijaksono" in first["quote"]
    assert first["how"] == "confidence 0.90"
    assert client.get(first["words"].split("#")[0], headers={"Accept": "text/html"}).status_code == 200
    assert client.get(first["claim"], headers={"Accept": "text/html"}).status_code == 200
    assert found["total"] >= len(found["evidence"])
    claimed = asked(client, "evidence", source="place/jawa-tengah", relation="partOf", target="place/indonesia")
    assert claimed == {"total": 0, "evidence": []}


def test_things_are_found_by_name_or_by_almost_their_name(client: TestClient) -> None:
    assert asked(client, "find", q="bluri")["things"][0]["id"] == BLURI
    near = asked(client, "find", q="blury wijaksona")
    assert (near["total"], near["things"][0]["label"]) == (0, "Bluri Wijaksono")


def test_what_is_only_planned_says_so(hostile_quads: list[Quad]) -> None:
    with TestClient(create_app(EmbeddedStore.of(hostile_quads))) as client:
        person = asked(client, "find", q="alert")["things"]
        (found,) = [thing for thing in person if thing["type"] == "Person"]
        assert found["label"] == SCRIPT
        assert asked(client, "neighbours", around=found["id"])["total"] == 1  # not the event that is only planned


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("neighbours", {}, 400),
        ("neighbours", {"around": "person/nobody"}, 404),
        ("neighbours", {"around": BAPAS, "types": "Animal"}, 400),
        ("neighbours", {"around": BAPAS, "relations": "knows"}, 400),
        ("neighbours", {"around": BAPAS, "since": "yesterday"}, 400),
        ("neighbours", {"around": BAPAS, "least": "2"}, 400),
        ("evidence", {"source": BLURI, "relation": "rdf:type", "target": BAPAS}, 400),
        ("evidence", {"source": BLURI, "relation": "holds"}, 400),
        ("path", {"from": BLURI}, 400),
        ("path", {"from": BLURI, "to": "a<b"}, 404),
        ("data", {"things": " ".join(f"a/{n}" for n in range(2_001))}, 400),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(
    client: TestClient, path: str, fields: dict[str, str], status: int
) -> None:
    response = client.get(f"/graph/{path}", params=fields)
    assert response.status_code == status
    assert len(response.text) < 400
    assert response.text.strip()


def test_limits_are_kept(client: TestClient) -> None:
    fields = {"around": "place/jawa-tengah", "limit": "100000", "offset": "-1"}
    assert len(asked(client, "neighbours", **fields)["others"]) <= 100
