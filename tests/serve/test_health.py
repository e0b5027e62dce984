from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.serve import Limits, create_app


def test_a_server_with_a_graph_lives_and_is_ready(workspace: Path) -> None:
    app = create_app(workspace, limits=Limits(processes=1))
    with TestClient(app) as client:
        assert client.get("/healthz").text == client.get("/readyz").text == "ok\n"
        app.state.closing = True
        assert client.get("/readyz").status_code == 503


def test_a_server_without_a_graph_lives_and_is_not_ready(tmp_path: Path) -> None:
    with TestClient(create_app(tmp_path, limits=Limits(processes=1))) as client:
        assert client.get("/healthz").status_code == 200
        response = client.get("/readyz")
        assert (response.status_code, response.text) == (503, "there is no graph here yet\n")
        assert str(tmp_path) not in client.get("/sparql?query=ASK%7B%7D").text + client.get("/page/x/y").text


def test_requests_are_counted(workspace: Path) -> None:
    with TestClient(create_app(workspace, limits=Limits(processes=1))) as client:
        client.get("/sparql?query=ASK%7B%7D")
        client.get("/sparql?query=ASK")
        client.get("/no/such/place")
        text = client.get("/metrics").text
    assert 'simpul_requests_total{method="GET",place="sparql",status="200"} 1.0' in text
    assert 'simpul_requests_total{method="GET",place="sparql",status="400"} 1.0' in text
    assert 'simpul_requests_total{method="GET",place="other",status="404"} 1.0' in text
    assert 'simpul_waiting{pool="query"} 0.0' in text
    assert 'simpul_request_seconds_count{place="sparql"} 2.0' in text


def test_the_access_log_has_a_line_of_json_for_each_request(workspace: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(workspace, limits=Limits(processes=1))
    with TestClient(app) as client, caplog.at_level(logging.INFO, "kg.access"):
        client.get("/sparql?query=ASK%7B%7D&x=%22%0A")
        client.get("/healthz")
    (line,) = [json.loads(record.message) for record in caplog.records if record.name == "kg.access"]
    assert (line["path"], line["status"], line["query"]) == ("/sparql", 200, "query=ASK%7B%7D&x=%22%0A")


def test_clients_that_ask_too_often_are_told(workspace: Path) -> None:
    with TestClient(create_app(workspace, limits=Limits(processes=1, requests_per_minute=3))) as client:
        responses = [client.get("/healthz") for _ in range(4)]
    assert [response.status_code for response in responses] == [200, 200, 200, 429]
    assert int(responses[3].headers["retry-after"]) == 20
