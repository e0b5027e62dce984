"""The graph page in Chromium: what a reader sees and does, from disk and under the policy it is served with."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from kg.views.graph_model import GraphArticle, GraphData, GraphEdge, GraphEvidence, GraphNode
from kg.views.graph_page import CONTENT_SECURITY_POLICY, render_graph_page

pytestmark = pytest.mark.browser

KG = "https://w3id.org/simpul/ns#"
IMAGE = "<img src=x onerror=alert(1)>"
SCRIPT = "</script><script>alert(2)</script>"
WORDS = f"disambut hangat Kepala Rutan {SCRIPT} bersama jajarannya"
DATA = GraphData(
    nodes=(
        GraphNode("urn:bapas", "Unit", "Bapas Purwokerto", names=("Balai Pemasyarakatan",), mentions=2),
        GraphNode("urn:bluri", "Person", "Bluri Wijaksono", quotations=(GraphEvidence("urn:a", "Kami datang,"),)),
        GraphNode("urn:dodik", "Person", IMAGE, names=(SCRIPT,)),
        GraphNode("urn:rutan", "Unit", "Rutan Banjarnegara"),
        GraphNode("urn:visit", "Event", "Kunjungan kerja", date="2025-10-29"),
    ),
    edges=(
        GraphEdge("urn:bluri", "urn:bapas", f"{KG}holds", IMAGE),
        GraphEdge("urn:dodik", "urn:rutan", f"{KG}holds", "Kepala"),
        GraphEdge("urn:visit", "urn:bapas", f"{KG}performedBy"),
        GraphEdge("urn:visit", "urn:dodik", f"{KG}receivedBy", "", (GraphEvidence("urn:a", WORDS, "planned"),), 14),
    ),
    articles={"urn:a": GraphArticle("urn:a", f"Judul {IMAGE}", "2025-10-30", "Satria Warta", "javascript:alert(3)")},
    labels={f"{KG}holds": {"id": "memegang jabatan"}, f"{KG}receivedBy": {"id": "diterima oleh"}},
    nodes_found=5,
)
Opener = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Opens a picture in the browser; afterwards nothing may have gone wrong or out."""
    troubles: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")

    def open_(data: GraphData = DATA, *, served: bool = False) -> Page:
        page = context.new_page()
        address = "https://simpul.example/graph" if served else (tmp_path / "graph.html").as_uri()
        html = render_graph_page(data)
        (tmp_path / "graph.html").write_text(html, encoding="utf-8")

        def answer(route: Route) -> None:
            if route.request.url != address:
                troubles.append(f"request: {route.request.url}")
                route.abort()
            elif served:
                headers = {"content-type": "text/html", "content-security-policy": CONTENT_SECURITY_POLICY}
                route.fulfill(body=html, headers=headers)
            else:
                route.continue_()

        def dismiss(dialog: Any) -> None:
            troubles.append(f"dialog: {dialog.message}")
            dialog.dismiss()

        page.route("**/*", answer)
        page.on("dialog", dismiss)
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on("console", lambda message: troubles.append(f"console: {message.text}"))
        page.goto(address)
        page.wait_for_selector("html[data-ready]", state="attached", timeout=10_000)
        return page

    yield open_
    context.close()
    assert not troubles


def pick(page: Page, text: str) -> None:
    """Search for a name and choose the first match by keyboard."""
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def point(page: Page, script: str) -> tuple[float, float]:
    """A place on the screen for a place on the drawing."""
    found = page.evaluate(f"(() => {{ const p = network.canvasToDOM({script}); const b = stage.getBoundingClientRect();"
                          " return [p.x + b.left, p.y + b.top]; })()")  # fmt: skip
    return found[0], found[1]


@pytest.mark.parametrize("served", [False, True], ids=["from disk", "under the policy"])
def test_hostile_names_and_words_are_text(open_page: Opener, served: bool) -> None:
    page = open_page(served=served)
    pick(page, "img src")
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_have_text(IMAGE)
    expect(panel).to_contain_text(SCRIPT)
    expect(panel.locator("blockquote")).to_have_text(f"“{WORDS}”")
    expect(panel.locator("figcaption")).to_have_text(f"direncanakan · Judul {IMAGE} — Satria Warta, 30 Oktober 2025")
    assert page.locator("img").count() == 0
    assert page.locator('a[href^="javascript"]').count() == 0


def test_at_first_the_panel_lists_the_best_connected(open_page: Opener) -> None:
    page = open_page()
    expect(page.locator("#status")).to_have_text("5 simpul, 4 hubungan")
    expect(page.locator("#panel li")).to_have_count(5)
    page.locator("#panel li button", has_text="Bapas Purwokerto").click()
    expect(page.locator("#panel h2")).to_have_text("Bapas Purwokerto")
    expect(page.locator("#panel")).to_contain_text("Disebut dalam 2 artikel")


def test_search_finds_other_names_and_says_when_nothing_matches(open_page: Opener) -> None:
    page = open_page()
    search = page.get_by_role("combobox")
    search.fill("balai")
    expect(page.get_by_role("option")).to_have_text(["Bapas Purwokerto"])
    search.fill("a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(1)
    search.fill("zzz")
    expect(page.locator("#matches")).to_have_text("Tidak ada yang cocok")
    page.keyboard.press("Escape")
    expect(page.locator("#matches")).to_be_hidden()


def test_filters_hide_types_and_relations(open_page: Opener) -> None:
    page = open_page()
    page.get_by_label("Orang").uncheck()
    expect(page.locator("#status")).to_have_text("3 dari 5 simpul, 1 hubungan")
    page.get_by_label("Orang").check()
    page.get_by_label("memegang jabatan").uncheck()
    expect(page.locator("#status")).to_have_text("5 simpul, 2 hubungan")
    assert page.evaluate("network.body.data.edges.get(0).hidden") is True


def test_choosing_a_hidden_node_shows_it(open_page: Opener) -> None:
    page = open_page()
    page.get_by_label("Orang").uncheck()
    pick(page, "bluri")
    expect(page.get_by_label("Orang")).to_be_checked()
    expect(page.locator("#panel h2")).to_have_text("Bluri Wijaksono")
    expect(page.locator("#panel")).to_contain_text("Kami datang,")


def test_a_neighbourhood_grows_with_its_steps(open_page: Opener) -> None:
    page = open_page()
    pick(page, "bluri")
    for steps, nodes in ((1, 2), (2, 3), (3, 4)):
        page.get_by_role("button", name=str(steps), exact=True).click()
        expect(page.locator("#status")).to_contain_text(f"{nodes} dari 5 simpul")
    page.keyboard.press("1")
    expect(page.locator("#status")).to_contain_text("2 dari 5 simpul")
    page.keyboard.press("0")
    expect(page.locator("#status")).to_contain_text("5 simpul")
    page.keyboard.press("2")
    page.keyboard.press("Escape")
    expect(page.locator("#status")).to_have_text("5 simpul, 4 hubungan")
    expect(page.locator("#panel h2")).to_have_text("Tentang graf ini")


def test_clicking_an_edge_shows_its_words_and_how_many_there_are(open_page: Opener) -> None:
    page = open_page()
    page.mouse.click(*point(page, "network.body.edges[3].edgeType.getPoint(0.5)"))
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_have_text("diterima oleh")
    expect(panel.locator(".sentence")).to_have_text(f"Kunjungan kerja diterima oleh {IMAGE}")
    expect(panel.locator("blockquote")).to_have_text(f"“{WORDS}”")
    expect(panel).to_contain_text("1 dari 14 kutipan")


def test_hovering_shows_facts_and_words_and_goes_away(open_page: Opener) -> None:
    page = open_page()
    tip = page.locator("#tip")
    page.mouse.move(*point(page, "network.getPosition(2)"), steps=4)
    expect(tip).to_contain_text(IMAGE)
    expect(tip.locator("blockquote")).to_have_text(f"“{WORDS}”")
    page.mouse.move(*point(page, "network.body.edges[2].edgeType.getPoint(0.5)"), steps=4)
    expect(tip).to_contain_text("Kunjungan kerja — performed by → Bapas Purwokerto")
    expect(tip).to_contain_text("Tanpa kutipan artikel")
    page.mouse.move(300, 90, steps=4)
    expect(tip).to_be_hidden()


def test_a_double_click_looks_around_a_node(open_page: Opener) -> None:
    page = open_page()
    page.mouse.dblclick(*point(page, "network.getPosition(4)"))
    expect(page.locator("#status")).to_contain_text("3 dari 5 simpul")


def test_the_drawing_moves_and_freezes_and_fits(open_page: Opener) -> None:
    page = open_page()
    move = page.locator("#move")
    move.click()
    expect(move).to_have_text("Bekukan")
    assert page.evaluate("network.physics.physicsEnabled") is True
    move.click()
    expect(move).to_have_text("Gerakkan")
    assert page.evaluate("network.physics.physicsEnabled") is False
    page.evaluate("network.moveTo({ scale: 5 })")
    page.locator("#fit").click()
    assert page.evaluate("network.getScale()") < 2
    names = page.locator("#names")
    names.click()
    expect(names).to_have_attribute("aria-pressed", "false")


def test_the_drawing_is_moved_by_keys(open_page: Opener) -> None:
    page = open_page()
    page.locator("#network .vis-network").focus()
    before = page.evaluate("({ ...network.getViewPosition(), scale: network.getScale() })")
    for key in ("ArrowRight", "ArrowDown", "+"):
        page.keyboard.press(key)
    after = page.evaluate("({ ...network.getViewPosition(), scale: network.getScale() })")
    assert after["x"] > before["x"]
    assert after["y"] > before["y"]
    assert after["scale"] > before["scale"]
    page.keyboard.press("-")
    page.keyboard.press("f")
    assert page.evaluate("network.getScale()") == pytest.approx(before["scale"])


def test_colours_follow_light_and_dark(open_page: Opener) -> None:
    page = open_page()
    schemes: tuple[tuple[Literal["light", "dark"], str], ...] = (("light", "#1f4e79"), ("dark", "#8fbce6"))
    for scheme, fill in schemes:
        page.emulate_media(color_scheme=scheme)
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.evaluate("network.body.nodes[0].options.color.background") == fill


def test_two_thousand_nodes_open_in_time(open_page: Opener) -> None:
    page = open_page(large_graph(2_000, 4_000))
    expect(page.locator("#status")).to_have_text("2.000 simpul, 4.000 hubungan")
    pick(page, "nomor 1738")
    expect(page.locator("#panel h2")).to_have_text("Orang nomor 1738")


def large_graph(count: int, links: int) -> GraphData:
    """A random graph that hangs together, the same at each call."""
    chance = random.Random(1)
    words = GraphEvidence("urn:a", "Kata-kata artikel yang membuktikan hubungan ini, sepanjang kalimat berita biasa.")
    ends = [(n, chance.randrange(max(0, n - 60), n)) for n in range(1, count)]
    ends += [(chance.randrange(count), chance.randrange(count)) for _ in range(links - len(ends))]
    return GraphData(
        tuple(GraphNode(f"urn:{n}", "Person", f"Orang nomor {n}") for n in range(count)),
        tuple(GraphEdge(f"urn:{a}", f"urn:{b}", f"{KG}succeeds", "", (words,), 1) for a, b in ends),
        {"urn:a": GraphArticle("urn:a", "Judul")},
        {},
        count,
    )
