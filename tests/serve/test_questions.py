from __future__ import annotations

import csv
import html
import io
import re

import pytest
from playwright.sync_api import expect
from starlette.testclient import TestClient

from kg.store import EmbeddedStore
from tests.serve.conftest import SCRIPT, Opener, running

HTML = {"Accept": "text/html"}
VISIT = "https://w3id.org/simpul/id/event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara"
ASKED = "/questions{}?lang=en&who=unit/bapas-purwokerto&role=performedBy&whom=unit/rutan-banjarnegara"


def test_an_empty_form_asks_nothing(client: TestClient) -> None:
    page = client.get("/questions?lang=en", headers=HTML).text
    assert "Who" in page
    assert "SELECT" not in page


def test_the_answer_is_had_as_page_json_and_csv(client: TestClient) -> None:
    assert "/page/event/2025-10-29-visit" in client.get(ASKED.format(""), headers=HTML).text
    data = client.get(ASKED.format(".json")).json()
    rows = list(csv.DictReader(io.StringIO(client.get(ASKED.format(".csv")).text)))
    assert VISIT in {row["iri"] for row in rows}
    assert [row["iri"] for row in rows] == [event["iri"] for event in data["events"]]
    assert data["total"] == len(rows)


def test_the_query_shown_gives_the_same_answer_at_the_endpoint(client: TestClient) -> None:
    page = client.get(ASKED.format(""), headers=HTML).text
    shown = re.search(r"<pre[^>]*><bdi>(.*?)</bdi></pre>", page, re.S)
    assert shown
    answer = client.get("/sparql", params={"query": html.unescape(shown[1]), "format": "csv"}).text
    rows = list(csv.DictReader(io.StringIO(answer)))
    events = client.get(ASKED.format(".json")).json()["events"]
    assert [row["event"] for row in rows] == [event["iri"] for event in events]


def test_a_name_will_do_and_an_unclear_one_offers_choices(client: TestClient) -> None:
    named = client.get("/questions.json?who=Bapas Kelas II Purwokerto").json()
    by_id = client.get("/questions.json?who=unit/bapas-purwokerto").json()
    assert named["total"] == by_id["total"] > 0
    page = client.get("/questions?lang=en&who=bapas", headers=HTML).text
    assert "may mean several things" in page
    assert "who=unit%2Fbapas-purwokerto" in page
    near = client.get("/questions?lang=en&who=bapas purwokerta", headers=HTML).text
    assert "Perhaps you mean" in near
    assert client.get("/questions.csv?who=bapas").status_code == 400


def test_bars_spots_and_kinds_narrow_the_question_down(client: TestClient) -> None:
    page = client.get("/questions?as=chart&who=unit/bapas-purwokerto", headers=HTML).text
    whole = client.get("/questions.json?who=unit/bapas-purwokerto").json()["total"]
    links = [html.unescape(link) for link in re.findall(r'href="(/questions\?[^"]+)"', page)]
    narrower = [link for link in links if re.search("kind=|from=|where=", link)]
    assert {re.search("kind|from|where", link)[0] for link in narrower} == {"kind", "from", "where"}  # type: ignore[index]
    for link in narrower:
        assert 0 < client.get(link.replace("/questions?", "/questions.json?")).json()["total"] <= whole


def test_a_graph_is_drawn_of_what_is_asked_and_answered(client: TestClient) -> None:
    page = client.get("/questions?lang=en&as=graph&who=unit/bapas-purwokerto", headers=HTML).text
    drawn = re.search(r'<figure class="neighbourhood">.*?</figure>', page, re.S)
    assert drawn
    assert "Bapas Kelas II Purwokerto</text>" in drawn[0]
    assert "/page/event/2025-10-29-visit" in drawn[0]
    nameless = client.get("/questions?lang=en&as=graph&kind=kind/event/visit", headers=HTML).text
    assert "neighbourhood" not in nameless
    assert "/graph#things=" in nameless


@pytest.mark.parametrize(
    "query",
    [
        "who=<script>alert(1)</script>", "where=javascript:alert(1)", "from=yesterday&to=2025-99-99", "kind=%00",
        "role=ledBy>&who=unit/bapas-purwokerto", "offset=-3", "program=" + "x" * 5000, "whom=%ed%a0%80",
        "who=unit/x>%20.%20?s%20?p%20?o", "as=<b>&kind=kind/event/visit", "who=%0A%0D",
    ],
)  # fmt: skip
def test_what_is_no_question_is_no_error_and_no_markup(client: TestClient, query: str) -> None:
    answer = client.get(f"/questions?{query}", headers=HTML)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_completion_offers_only_the_types_that_a_field_takes(client: TestClient) -> None:
    found = client.get("/search/complete?lang=en&q=banjarnegara&types=Place").json()
    assert found
    assert {hit["type"] for hit in found} == {"Place"}
    assert all(hit["iri"].endswith(hit["id"]) for hit in found)


def test_hostile_names_are_text(hostile_client: TestClient) -> None:
    found = hostile_client.get("/search/complete?q=script&types=Person,Unit").json()
    page = hostile_client.get("/questions", params={"who": found[0]["id"]}, headers=HTML).text
    assert html.escape(SCRIPT) in page
    assert SCRIPT not in page


@pytest.fixture(scope="module")
def site(demo_store: EmbeddedStore) -> str:
    return running(demo_store)


@pytest.mark.browser
def test_a_question_is_asked_by_keyboard_and_its_answer_drawn(site: str, open_page: Opener) -> None:
    page = open_page(f"{site}/questions?lang=en")
    who = page.get_by_role("combobox", name="Who", exact=True)
    who.press_sequentially("bapas purwok")
    expect(page.get_by_role("option").first).to_contain_text("Bapas Kelas II Purwokerto")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(who).to_have_value("unit/bapas-purwokerto")
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.keyboard.press("Enter")
    page.wait_for_url("**who=unit%2Fbapas-purwokerto**")
    expect(page.locator("tbody tr").first).to_be_visible()
    page.get_by_role("link", name="Chart").click()
    expect(page.locator("svg.timeline a").first).to_be_visible()
    page.locator("nav.tabs").get_by_role("link", name="Graph").click()
    page.get_by_role("link", name="Open in the graph explorer").click()
    expect(page.get_by_text("Bapas Kelas II Purwokerto").first).to_be_attached()


@pytest.mark.browser
def test_without_a_script_the_form_works(site: str, open_page: Opener) -> None:
    page = open_page(f"{site}/questions?lang=en", java_script_enabled=False)
    page.get_by_label("Under which programme").fill("remisi")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("heading", name="Answer").or_(page.get_by_text("may mean several"))).to_be_visible()
