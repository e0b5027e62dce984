from __future__ import annotations

import csv
import io
import re

import pytest
from starlette.testclient import TestClient

HTML = {"Accept": "text/html"}


def test_the_page_has_a_list_a_timeline_and_a_map(client: TestClient) -> None:
    page = client.get("/events?lang=en&about=unit/bapas-purwokerto", headers=HTML).text
    assert "about</span> <bdi>Bapas Kelas II Purwokerto" in page
    assert re.search(r'<svg class="timeline".*?</svg>', page, re.S)
    assert re.search(r'<svg class="map".*?<circle', page, re.S)
    assert "/page/event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara" in page


def test_bars_and_spots_narrow_the_selection_down(client: TestClient) -> None:
    page = client.get("/events?about=unit/bapas-purwokerto", headers=HTML).text
    links = [link.replace("&amp;", "&") for link in re.findall(r'<a href="(/events\?[^"]+)" aria-label', page)]
    assert any("place=" in link for link in links)
    assert any("from=" in link for link in links)
    whole = client.get("/events.json?about=unit/bapas-purwokerto").json()["total"]
    for link in links:
        narrowed = client.get(link.replace("/events?", "/events.json?")).json()["total"]
        assert 0 < narrowed <= whole


def test_the_events_of_a_programme_in_a_month_are_had_as_a_table(client: TestClient) -> None:
    answer = client.get("/events.csv?program=program/remisi&from=2025-01-01&to=2025-12-31")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert rows
    assert all(row["date"].startswith("2025") for row in rows)
    assert all(row["iri"].startswith("https://w3id.org/simpul/id/event/") for row in rows)


def test_a_name_or_words_will_do(client: TestClient) -> None:
    by_id = client.get("/events.json?about=unit/bapas-purwokerto").json()
    assert client.get("/events.json?about=Bapas Kelas II Purwokerto").json() == by_id
    named = client.get("/events.json?about=rutan").json()
    assert named["total"] == client.get("/search.json?q=rutan&type=Event").json()["total"] > 3
    assert client.get("/events.json?about=rutan&to=1999-01-01").json()["total"] == 0
    assert client.get("/events.json?about=zzzz").json()["total"] == 0
    page = client.get("/events?lang=en&about=rutan", headers=HTML).text
    assert "about</span> <bdi>“rutan”" in page
    assert '<a href="/events" title' in page  # without it


def test_a_search_leads_to_its_events(client: TestClient) -> None:
    assert 'href="/events?about=rutan"' in client.get("/search?q=rutan", headers=HTML).text
    assert 'href="/events?about=' not in client.get("/search?q=zzzz", headers=HTML).text


@pytest.mark.parametrize(
    "query",
    [
        "about=<script>alert(1)</script>", "about=javascript:alert(1)", "from=yesterday&to=2025-99-99", "kind=%00",
        "by=century", "offset=-3", "place=" + "x" * 5000, "about=%ed%a0%80",
    ],
)  # fmt: skip
def test_what_is_no_choice_is_no_error_and_no_markup(client: TestClient, query: str) -> None:
    answer = client.get(f"/events?{query}", headers=HTML)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_no_events_says_so(client: TestClient) -> None:
    assert "No event is as this selection says" in client.get("/events?lang=en&to=1900-01-01", headers=HTML).text
