from __future__ import annotations

import re

import pytest
from html5rdf import HTMLParser  # type: ignore[import-untyped]
from pyoxigraph import Quad
from starlette.testclient import TestClient

from kg.serve import create_app
from kg.store import EmbeddedStore
from tests.serve.conftest import ATTRIBUTE, SCRIPT

HTML = {"Accept": "text/html"}
PATHS = [
    "/", "/search", "/search?q=purwokerto", "/search?type=Event", "/search?q=zzzz", "/sparql",
    "/page/person/bluri-wijaksono", "/page/unit/bapas-purwokerto", "/page/place/banjarnegara",
    "/page/event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara", "/page/post/kepala-bapas-purwokerto",
    "/page/article/dev-01", "/page/kind/event/visit", "/page/unit/bapas-purwokerto?list=performedBy-in",
    "/page/program/akselerasi-imipas", "/page/person/bluri-wijaksono?list=quotes", "/page/nothing/here",
    "/events", "/events?about=unit/bapas-purwokerto&kind=kind/event/visit", "/events?to=1900-01-01",
    "/statements", "/statements?q=warga", "/statements?q=zzzz", "/quality", "/about",
]  # fmt: skip


def get(client: TestClient, path: str) -> str:
    response = client.get(path, headers=HTML)
    assert response.status_code == 200, path
    return response.text


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_is_whole_in_both_languages(client: TestClient, path: str, language: str) -> None:
    separator = "&" if "?" in path else "?"
    page = client.get(f"{path}{separator}lang={language}", headers=HTML).text
    assert page.startswith(f'<!doctype html>\n<html lang="{language}">')
    assert page.count("<h1") == 1
    assert page.rstrip().endswith("</html>")
    assert not re.search(r"<script(?! src=\"/static/)|style=|\son\w+=", page)
    assert HTMLParser(strict=True).parse(page)
    assert len(set(re.findall(r' id="([^"]+)"', page))) == len(re.findall(r' id="([^"]+)"', page))
    assert all(address.startswith("/") for address in re.findall(r'(?:src|action)="([^"]+)"', page))


def test_the_front_page_says_what_is_in_the_graph(client: TestClient) -> None:
    page = get(client, "/?lang=en")
    assert re.search(r"<strong>\d{3}</strong> <span>Articles</span>", page)
    assert "Latest events" in page
    assert 'name="q"' in page


def test_search_finds_and_pages(client: TestClient) -> None:
    assert 'href="/page/person/bluri-wijaksono"' in get(client, "/search?q=BLURI")
    first, second = get(client, "/search?type=Person"), get(client, "/search?type=Person&offset=50")
    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    assert 'rel="prev"' in second
    assert set(re.findall(r'/page/person/[^"]+', first)).isdisjoint(re.findall(r'/page/person/[^"]+', second))


@pytest.mark.parametrize("offset", ["-1", "x", "1e9", "99999999999999999999", "٣", "999999"])
def test_a_strange_offset_is_harmless(client: TestClient, offset: str) -> None:
    assert client.get("/search", params={"type": "Person", "offset": offset}).status_code == 200


def test_a_person_has_facts_whose_evidence_leads_into_the_article(client: TestClient) -> None:
    page = get(client, "/page/person/bluri-wijaksono")
    assert "adalah Kepala Bapas Kelas II Purwokerto, disebut dalam" in page
    link = re.search(r'href="(/page/article/dev-01\?show=((?:char|title)-\d+-\d+)#([a-z]+-\d+-\d+))"', page)
    assert link is not None
    assert link[2] == link[3]
    article = get(client, link[1].replace("&amp;", "&"))
    assert f'id="{link[2]}"' in article
    assert '<mark class="shown">' in article


def test_a_long_group_says_how_much_of_it_is_shown(client: TestClient) -> None:
    page = get(client, "/page/place/jawa-tengah?lang=en")
    found = re.search(r"(\d+) of (\d+)</span> · <a href=\"(/page/place/jawa-tengah\?list=[^\"]+)\"", page)
    assert found is not None
    assert int(found[1]) < int(found[2])
    assert get(client, found[3]).count("<li>") == int(found[2])


def test_an_article_lists_what_it_says_beside_its_text(client: TestClient) -> None:
    page = get(client, "/page/article/dev-01")
    numbers = set(re.findall(r'<li id="s(\d+)"', page))
    assert len(numbers) == 15
    assert set(re.findall(r'href="#s(\d+)"', page)) <= numbers
    assert 'class="mention type-Person"' in page


def test_a_post_names_its_unit_and_who_held_it_when(client: TestClient) -> None:
    page = get(client, "/page/post/kepala-bapas-purwokerto")
    assert re.search(r'Jabatan · <a class="thing" href="/page/unit/bapas-purwokerto">', page)
    line = page.split('<ol class="terms">')[1].split("</ol>")[0]
    assert "Pemegang jabatan dari waktu ke waktu" in page
    assert re.search(r"<bdi>Bluri Wijaksono</bdi></a>", line)
    assert re.search(r'href="/page/article/[^"]+#char-[^"]+">terakhir terlihat [^<]+2026 \(teramati\)</a>', line)


def test_a_unit_names_posts_by_their_title(client: TestClient) -> None:
    page = get(client, "/page/unit/bapas-purwokerto")
    heads = page.split('id="heads"')[1].split("</section>")[0]
    assert re.search(r"Bluri Wijaksono</bdi></a>\s*<span[^>]+>·</span>\s*<a[^>]+><bdi>Kepala</bdi>", heads)
    assert "Pimpinan dari waktu ke waktu" in heads


def test_a_person_has_a_career_of_bars_without_styles(client: TestClient) -> None:
    line = get(client, "/page/person/bluri-wijaksono").split('id="career"')[1].split("</section>")[0]
    assert '<rect class="seen"' in line
    assert 'aria-hidden="true"' in line
    assert "style=" not in line


def test_a_fact_says_how_well_it_is_supported(client: TestClient) -> None:
    page = get(client, "/page/event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara")
    host = page.split('id="hostedBy-out"')[1].split("</section>")[0]
    assert "2 artikel, 2 sumber independen · keyakinan 0,90 · dinyatakan</summary>" in host
    led = page.split('id="ledBy-out"')[1].split("</section>")[0]
    assert "<summary>1 artikel · keyakinan 0,90 · dinyatakan</summary>" in led


def test_reports_of_an_event_come_as_a_table_and_as_json(client: TestClient) -> None:
    address = "/page/event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara"
    table = client.get(f"{address}.csv?list=reports").text
    assert table.startswith("article,headline,publisher,published,copy_of,field,verdict,")
    assert ",date,differs," in table
    assert client.get(f"{address}.json").json()["reports"]["disputed"] == ["date"]


def test_an_article_whose_text_is_gone_gives_the_words_of_its_statements(hostile_quads: list[Quad]) -> None:
    kept = [quad for quad in hostile_quads if not quad.predicate.value.endswith("articleBody")]
    with TestClient(create_app(EmbeddedStore.of(kept))) as client:
        page = client.get("/page/article/hostile?lang=id", headers=HTML).text
    assert "Teks artikel ini tidak tersedia." in page
    statements = page.split('<ol class="statements">')[1].split("</ol>")[0]
    assert statements.count("<blockquote") == statements.count("<li ") > 0
    assert "Tunjukkan dalam teks" not in page


@pytest.mark.parametrize("name", ["person/bluri-wijaksono", "unit/bapas-purwokerto", "program/akselerasi-imipas"])
def test_a_thing_has_its_events_along_time_each_bar_an_address(client: TestClient, name: str) -> None:
    drawn = get(client, f"/page/{name}").split('id="along"')[1].split("</svg>")[0]
    address = re.search(r'<a href="(/events\?about=[^"]+)" aria-label="[^"]+: (\d+) peristiwa"', drawn)
    assert address is not None
    found = client.get(address[1].replace("&amp;", "&"), headers={"Accept": "application/json"}).json()
    # An event of which only the month is known may have been on these days, and has no bar of its own.
    exact = [event for event in found["events"] if len(event["event"]["date"]) == len("2025-10-29")]
    assert len(exact) == int(address[2])


def test_a_claim_has_a_page(client: TestClient) -> None:
    address = re.search(r"/page/claim/\w+", get(client, "/page/person/bluri-wijaksono"))
    assert address is not None
    page = get(client, address[0])
    assert "<mark>" in page
    assert "/page/article/" in page


def test_a_quotation_is_read_where_it_was_said(client: TestClient) -> None:
    query = "SELECT ?q { ?q a kg:Quotation ; prov:wasDerivedFrom <article/dev-01> }"
    table = client.get("/sparql", params={"query": query}, headers=HTML).text
    address = re.search(r"/page/quotation/\w+", table)
    assert address is not None
    response = client.get(address[0], headers=HTML)
    assert response.status_code == 303
    assert "Profesionalisme dan inovasi" in get(client, response.headers["location"]).split('<mark class="shown">')[1]
    assert client.get("/page/quotation/none", headers=HTML).status_code == 404


def test_a_kind_lists_its_things(client: TestClient) -> None:
    assert get(client, "/page/kind/event/visit").count("/page/event/") > 20
    assert client.get("/page/kind/event/none", headers=HTML).status_code == 404


def test_what_is_unsure_or_not_plainly_asserted_says_so(hostile_quads: list[Quad]) -> None:
    with TestClient(create_app(EmbeddedStore.of(hostile_quads))) as client:
        address = re.search(r"/page/person/[^\"]+", client.get("/search?type=Person", headers=HTML).text)
        assert address is not None
        page = client.get(f"{address[0]}?lang=en", headers=HTML).text
    assert page.count("low confidence") == 1
    assert page.count('<span class="certainty">planned</span>') == 1


@pytest.mark.parametrize(("least", "hidden"), [("0.5", 1), ("1", 4), (".9", 3)])
def test_the_address_says_how_sure_statements_must_be_and_the_page_how_many_are_not(
    hostile_quads: list[Quad], least: str, hidden: int
) -> None:
    with TestClient(create_app(EmbeddedStore.of(hostile_quads))) as client:
        whole = get(client, "/page/article/hostile?lang=en")
        page = get(client, f"/page/article/hostile?lang=en&min_confidence={least}")
    assert 'name="min_confidence" type="number"' in whole
    assert "hidden:" not in whole
    assert f"{hidden} statement{'s are' if hidden > 1 else ' is'} hidden: their" in page.replace("its", "their")
    assert whole.count('<li id="s') - page.count('<li id="s') == min(hidden, 3)


def test_every_list_of_a_thing_keeps_how_sure_it_must_be(client: TestClient) -> None:
    page = get(client, "/page/place/jawa-tengah?lang=en&min_confidence=0.9")
    assert "0 statements are hidden: their confidence is below 0.90." in page
    links = re.findall(r'href="([^"]*(?:list=|/graph/)[^"]*)"', page)
    assert len(links) >= 2
    assert all("min_confidence=0.9" in link for link in links)
    listed = get(client, "/page/place/jawa-tengah?lang=en&list=articles&min_confidence=0.95")
    assert re.search(r"[1-9]\d* statements are hidden", listed)


@pytest.mark.parametrize("least", ["nan", "-1", "2", "1e-1", "0.5<b>", "٠.٥", "0.00001"])
def test_what_is_no_confidence_hides_nothing(client: TestClient, least: str) -> None:
    page = client.get("/page/unit/bapas-purwokerto", params={"lang": "en", "min_confidence": least}, headers=HTML)
    assert page.status_code == 200
    assert "hidden: their" not in page.text


def test_hostile_words_stay_words(hostile_quads: list[Quad]) -> None:
    with TestClient(create_app(EmbeddedStore.of(hostile_quads))) as client:
        seen, waiting = set(), ["/", "/search?q=alert", "/page/article/hostile"]
        while waiting:
            path = waiting.pop()
            if path in seen:
                continue
            seen.add(path)
            response = client.get(path, headers=HTML)
            page = response.text if response.headers["Content-Type"].startswith("text/html") else ""
            assert SCRIPT not in page, path
            assert ATTRIBUTE not in page, path
            assert "javascript:" not in page, path
            assert ">49<" not in page, path
            waiting += [link.replace("&amp;", "&").split("#")[0] for link in re.findall(r'href="(/page/[^"]+)"', page)]
    assert len(seen) > 10


def test_text_that_turns_its_direction_is_isolated(hostile_quads: list[Quad]) -> None:
    with TestClient(create_app(EmbeddedStore.of(hostile_quads))) as client:
        page = client.get("/page/article/hostile", headers=HTML).text
    assert re.search(r"<bdi>[^<]*\u202e", page)


def test_an_article_cannot_link_to_a_script(hostile_quads: list[Quad]) -> None:
    with TestClient(create_app(EmbeddedStore.of(hostile_quads))) as client:
        assert "Baca di situs asalnya" not in client.get("/page/article/hostile", headers=HTML).text
