from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from html5rdf import HTMLParser  # type: ignore[import-untyped]
from pyoxigraph import Literal, NamedNode, Quad
from starlette.testclient import TestClient

from kg.model.difference import Difference
from kg.rdf.terms import LABEL, SCHEMA, TYPE, ontology
from kg.serve import Limits, create_app
from kg.settings import Settings
from kg.store.builds import publish, write_all
from kg.workspace import BuildChange, Workspace
from tests.views.changes import BLURI, CHANGES, MANY

HTML = {"Accept": "text/html"}
ATOM = "{http://www.w3.org/2005/Atom}"
ARTICLE, PERSON = NamedNode("https://w3id.org/simpul/id/article/a"), NamedNode(BLURI)
KG = ontology(Settings().ontology_iri)
QUADS = [
    Quad(ARTICLE, TYPE, KG["Article"], ARTICLE),
    Quad(ARTICLE, SCHEMA["mentions"], PERSON, ARTICLE),
    Quad(PERSON, TYPE, KG["Person"], ARTICLE),
    Quad(PERSON, LABEL, Literal("Bluri Wijaksono"), ARTICLE),
]


def note(folder: Path, number: int, difference: Difference, base: int | None = None) -> None:
    base = number - 1 if base is None else base
    with Workspace.create(folder) as workspace:
        change = BuildChange(base, f"2025-11-{number:02}T08:30:00Z", difference)
        workspace.note_build(number, f"inputs {number}", {}, change=change, keep=100)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose builds changed much, little and nothing; a fourth one is not published yet."""
    folder = tmp_path_factory.mktemp("changes")
    for number, difference in enumerate((MANY, CHANGES, Difference(), CHANGES.inverse()), start=1):
        note(folder, number, difference)
    write_all(folder, 3, QUADS)
    publish(folder, 3)
    return folder


@pytest.fixture(scope="module")
def changed(folder: Path) -> Iterator[TestClient]:
    with TestClient(create_app(folder, limits=Limits(processes=1))) as client:
        yield client


def get(client: TestClient, path: str) -> str:
    response = client.get(path, headers=HTML)
    assert response.status_code == 200, path
    return response.text


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    "path",
    [
        *(
            f"/changes?{query}"
            for query in ("", "build=1", "build=2", "build=3", "since=2025-11-01", "since=2025-11-09")
        ),
        *(f"/changes?build=1&{query}" for query in ("list=appeared-Person&offset=400", "list=x")),
    ],
)
def test_every_page_is_whole_in_both_languages(changed: TestClient, path: str, language: str) -> None:
    page = get(changed, f"{path}&lang={language}")
    assert page.startswith(f'<!doctype html>\n<html lang="{language}">')
    assert page.count("<h1") == 1
    assert not re.search(r"<script(?! src=)|style=|\son\w+=", page)
    assert HTMLParser(strict=True).parse(page.replace("\x07", ""))
    assert len(set(re.findall(r' id="([^"]+)"', page))) == len(re.findall(r' id="([^"]+)"', page))
    assert "<b>Lapas" not in page


def test_builds_come_newest_first_and_only_published_ones(changed: TestClient) -> None:
    page = get(changed, "/changes?lang=en")
    assert re.findall(r'href="/changes\?build=(\d)">Build', page) == ["3", "2", "1"]
    assert "2 November 2025, 08:30 UTC" in page
    assert re.search(r"Orang 004</bdi>, <a[^>]+>426 more</a>", page)
    assert changed.get("/changes?build=4", headers=HTML).status_code == 404


def test_a_long_list_says_how_much_of_it_is_shown_and_leads_to_the_rest(changed: TestClient) -> None:
    page = get(changed, "/changes?build=1&lang=en")
    assert "20 of 431" in page
    address = re.search(r'href="(/changes\?build=1&amp;list=appeared-Person)"', page)
    assert address is not None
    rest = get(changed, address[1].replace("&amp;", "&") + "&offset=400")
    assert (rest.count("<li>"), 'rel="prev"' in rest, 'rel="next"' in rest) == (31, True, False)


def test_what_the_graph_has_is_linked_and_what_is_gone_is_not(changed: TestClient) -> None:
    page = get(changed, "/changes?build=2&lang=en")
    assert '<a class="thing" href="/page/person/bluri-wijaksono"><bdi>Bluri Wijaksono</bdi></a>' in page
    assert set(re.findall(r'href="/page/([^"]+)"', page)) == {"person/bluri-wijaksono"}
    assert "1 → 3 articles, 1 → 2 independent sources" in page
    assert "formerly Kepala Bapas" in page


def test_since_a_day_all_builds_count_as_one(changed: TestClient) -> None:
    page = get(changed, "/changes?since=2025-11-01&lang=en")
    assert "What changed since 1 November 2025" in page
    assert "From build 1 to build 3." in page
    assert "20 of 432" in page
    assert 'value="2025-11-01"' in page
    assert "Nothing changed." in get(changed, "/changes?since=2025-11-03&lang=en")


@pytest.mark.parametrize(("query", "status"), [("since=besok", 400), ("since=2025-13-01", 400), ("build=x", 404)])
def test_what_cannot_be_meant_is_refused(changed: TestClient, query: str, status: int) -> None:
    assert changed.get(f"/changes?{query}", headers=HTML).status_code == status


@pytest.mark.parametrize("path", ["/changes.json?build=2", "/changes?build=2&format=json", "/changes?build=2"])
def test_programs_get_json(changed: TestClient, path: str) -> None:
    response = changed.get(path, headers={"Accept": "application/json"})
    data = response.json()
    assert [build["number"] for build in data["builds"]] == [2]
    assert data["counts"] == CHANGES.counts()
    assert len(data["things"]) == sum(bool(change.kind) for change in CHANGES.things.values())
    assert len(data["edges"]) == 3


def test_the_log_is_had_as_json_and_as_a_table(changed: TestClient) -> None:
    builds = changed.get("/changes.json").json()["builds"]
    assert [build["number"] for build in builds] == [3, 2, 1]
    assert builds[2] == {"number": 1, "base": 0, "at": "2025-11-01T08:30:00Z", "counts": MANY.counts()}
    rows = list(csv.DictReader(io.StringIO(changed.get("/changes.csv").text)))
    assert rows[-1] == {"build": "1", "at": builds[2]["at"], "type": "Person", "change": "appeared", "count": "431"}
    rows = list(csv.DictReader(io.StringIO(changed.get("/changes.csv?build=2").text)))
    held = next(row for row in rows if row["relation"] == "holds")
    assert (held["change"], held["type"], held["label"]) == ("appeared", "Edge", "Bluri Wijaksono")
    assert (held["articles_before"], held["articles"], held["sources"]) == ("0", "2", "1")


def test_the_feed_tells_of_builds_that_changed_something(changed: TestClient) -> None:
    response = changed.get("/changes.atom?lang=en")
    assert response.headers["content-type"] == "application/atom+xml"
    feed = ElementTree.fromstring(response.text)
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == ["2025-11-02T08:30:00Z", "2025-11-01T08:30:00Z"]
    assert feed.findtext(f"{ATOM}updated") == "2025-11-03T08:30:00Z"
    links = {link.get("rel"): link.get("href") for link in entries[0].findall(f"{ATOM}link")}
    assert links == {"alternate": "http://testserver/changes?build=2"}
    assert "http://testserver/page/person/bluri-wijaksono" in response.text
    assert changed.get("/changes.atom", headers={"If-None-Match": response.headers["etag"]}).status_code in (200, 304)


def test_the_front_page_tells_of_the_newest_change_and_names_the_feed(changed: TestClient) -> None:
    page = get(changed, "/?lang=en")
    assert 'href="/changes.atom"' in page
    assert "New: 1 person, 1 article, 1 relation." in page
    assert 'href="/changes?build=2"' in page


def test_a_graph_without_a_log_says_so(client: TestClient) -> None:
    assert "kg build keeps one" in get(client, "/changes?lang=en")
    assert "kg build keeps one" in get(client, "/changes?since=2025-11-01&lang=en")
    assert client.get("/changes.atom").status_code == 404
    assert 'href="/changes?build=' not in get(client, "/")


def test_what_is_too_much_to_list_is_counted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.serve.changes.LARGEST", 100)
    with TestClient(create_app(folder, limits=Limits(processes=1))) as client:
        page = get(client, "/changes?build=1&lang=en")
        assert "kg diff writes them" in page
        assert "New: 431 people" in page
        assert "New: 431 people" in get(client, "/changes?lang=en")


def test_the_list_of_builds_is_in_the_language_of_each_reader(changed: TestClient) -> None:
    for _ in range(2):  # the second time from memory
        assert re.search(r"Orang 004</bdi>, <a[^>]+>426 more</a>", get(changed, "/changes?lang=en"))
        assert re.search(r"Orang 004</bdi>, <a[^>]+>426 lainnya</a>", get(changed, "/changes?lang=id"))


def test_a_log_that_begins_late_says_so_and_follows_the_builds(tmp_path: Path) -> None:
    note(tmp_path, 7, CHANGES, base=6)
    write_all(tmp_path, 7, QUADS)
    publish(tmp_path, 7)
    with TestClient(create_app(tmp_path, limits=Limits(processes=1))) as client:
        page = get(client, "/changes?since=2025-11-01&lang=en")
        assert "this begins with build 7" in page
        assert "this begins with" not in get(client, "/changes?since=2025-11-08&lang=en")
        note(tmp_path, 8, MANY)
        write_all(tmp_path, 8, QUADS)
        publish(tmp_path, 8)
        assert "From build 7 to build 8." in get(client, "/changes?since=2025-11-01&lang=en")
