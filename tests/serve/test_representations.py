from __future__ import annotations

import csv
import io

import pytest
from starlette.testclient import TestClient

PAGES = [
    "/", "/search?q=purwokerto", "/page/person/bluri-wijaksono", "/page/article/dev-01", "/page/kind/event/visit",
    "/page/unit/bapas-purwokerto?list=performedBy-in",
]  # fmt: skip


def ended(path: str, ending: str) -> str:
    stem, _, query = path.partition("?")
    return f"{'/index' if stem == '/' else stem}.{ending}" + (f"?{query}" if query else "")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("ending", "media_type"), [("json", "application/json"), ("csv", "text/csv")])
def test_an_ending_a_parameter_and_accept_ask_for_the_same(
    client: TestClient, path: str, ending: str, media_type: str
) -> None:
    separator = "&" if "?" in path else "?"
    by_ending = client.get(ended(path, ending))
    by_parameter = client.get(f"{path}{separator}format={ending}")
    by_accept = client.get(path, headers={"Accept": media_type})
    assert by_ending.headers["content-type"].startswith(media_type)
    assert by_ending.content == by_parameter.content == by_accept.content
    assert "Accept" in by_accept.headers["vary"]


@pytest.mark.parametrize("path", PAGES)
def test_browsers_and_programs_without_a_wish_get_html(client: TestClient, path: str) -> None:
    for accept in ("text/html,application/xhtml+xml,*/*;q=0.8", "*/*", "image/png"):
        assert client.get(path, headers={"Accept": accept}).headers["content-type"].startswith("text/html")


def test_json_has_facts_with_their_evidence(client: TestClient) -> None:
    page = client.get("/page/person/bluri-wijaksono.json").json()
    assert page["thing"]["label"] == "Bluri Wijaksono"
    evidence = page["groups"][0]["facts"][0]["evidence"][0]
    assert {"quote", "source", "start", "end", "confidence"} <= evidence.keys()


def test_a_table_has_the_whole_list(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/search.csv?type=Person").text)))
    assert len(rows) == client.get("/search.json?type=Person").json()["total"] > 400


def test_turtle_is_had_of_one_thing(client: TestClient) -> None:
    answer = client.get("/page/person/bluri-wijaksono.ttl")
    assert (answer.status_code, answer.headers["location"]) == (303, "/data/person/bluri-wijaksono.ttl")
    assert client.get("/search.ttl?q=bluri").status_code == 406


def test_unknown_endings_and_formats_are_refused(client: TestClient) -> None:
    assert client.get("/search.exe?q=a").status_code == 404
    assert client.get("/search?q=a&format=exe").status_code == 400
    assert client.get("/page/person/nobody-at-all.json").status_code == 404
