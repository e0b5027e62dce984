"""What the explorer draws, to be kept."""

from __future__ import annotations

import networkx
import pytest
from starlette.testclient import TestClient

THINGS = "person/bluri-wijaksono unit/bapas-purwokerto event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_graphml_of_the_drawing(client: TestClient, method: str) -> None:
    fields = {"things": THINGS}
    where = {"params": fields} if method == "GET" else {"data": fields}
    response = client.request(method, "/graph/export.graphml", **where)  # type: ignore[arg-type]
    assert response.headers["content-disposition"] == 'attachment; filename="graph.graphml"'
    found = networkx.parse_graphml(response.text)
    assert {data["label"] for _, data in found.nodes(data=True)} >= {"Bluri Wijaksono"}
    edges = {data["predicate"]: data for _, _, data in found.edges(data=True)}
    assert edges.keys() == {"holds", "ledBy", "performedBy"}
    assert edges["holds"]["title"] == "Kepala"
    assert edges["ledBy"]["first"] == "2025-10-29"


def test_the_page_of_kg_view_with_the_same_things_and_filters(client: TestClient) -> None:
    response = client.get("/graph/export.html", params={"things": THINGS, "lang": "en"})
    assert response.headers["content-security-policy"].startswith("default-src 'none'; script-src 'unsafe-inline'")
    assert response.headers["content-disposition"] == 'attachment; filename="graph.html"'
    assert "http://testserver/page/person/bluri-wijaksono" in response.text
    assert response.text.count('name="relation"') == 3
    filtered = client.get("/graph/export.html", params={"things": THINGS, "relations": "holds"})
    assert filtered.text.count('name="relation"') == 1


@pytest.mark.parametrize("format_", ["html", "graphml"])
@pytest.mark.parametrize("things", ["", "person/nobody"])
def test_there_must_be_something_to_keep(client: TestClient, format_: str, things: str) -> None:
    response = client.get(f"/graph/export.{format_}", params={"things": things})
    assert response.status_code == 400
    assert "things must name something of this graph" in response.text
