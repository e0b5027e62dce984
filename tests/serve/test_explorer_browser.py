"""The explorer in Chromium: grown, undone, filtered, kept; by pointer and by keyboard."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect
from pyoxigraph import Quad

from kg.store import EmbeddedStore
from tests.serve.conftest import ATTRIBUTE, SCRIPT, Opener, running
from tests.serve.test_browser import CONTRAST

pytestmark = pytest.mark.browser

BLURI, BAPAS = "person/bluri-wijaksono", "unit/bapas-purwokerto"
CALM = {"reduced_motion": "reduce"}


@pytest.fixture(scope="module")
def site(demo_store: EmbeddedStore) -> str:
    return running(demo_store)


@pytest.fixture(scope="module")
def hostile_site(hostile_quads: list[Quad]) -> str:
    return running(EmbeddedStore.of(hostile_quads))


def explore(open_page: Opener, address: str, **options: Any) -> Page:
    page = open_page(address, **{**CALM, **options})
    page.wait_for_selector("html[data-ready]", state="attached", timeout=20_000)
    return page


def places(page: Page) -> dict[str, str]:
    """What the address draws, and where."""
    things = re.search(r"[#&]things=([^&]*)", page.url)
    return dict(part.split("@") for part in unquote(things[1]).split(";")) if things else {}


def visible(page: Page) -> set[str]:
    found = page.evaluate("Object.keys(document.getElementById('canvas').network.getPositions())")
    return set(found)


def point(page: Page, id_: str) -> tuple[float, float]:
    """Where on the screen a thing is drawn."""
    found = page.evaluate(
        """id => { const canvas = document.getElementById("canvas"), box = canvas.getBoundingClientRect();
          const { x, y } = canvas.network.canvasToDOM(canvas.network.getPosition(id));
          return [x + box.left, y + box.top]; }""",
        id_,
    )
    return found[0], found[1]


def find(page: Page, label: str, text: str, name: str) -> None:
    """Finds a thing by keyboard alone."""
    page.get_by_role("combobox", name=label).fill(text)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=name).first).to_be_focused()
    page.keyboard.press("Enter")


def test_names_are_completed_where_the_graph_starts_and_goes_on(open_page: Opener, site: str) -> None:
    page = explore(open_page, f"{site}/graph")
    expect(page.locator("#blank")).to_be_visible()
    for label, typed, name in (("Mulai dari", "bluri", "Bluri Wijaksono"), ("Ke orang", "agus andr", "Agus Andrianto")):
        page.get_by_role("combobox", name=label).press_sequentially(typed)
        expect(page.get_by_role("listbox", name=label)).to_contain_text(name)
        page.get_by_role("option", name=re.compile(f"^{name}")).click()
        expect(page.locator("#panel h2").first).to_contain_text(name)
        if label == "Mulai dari":
            page.locator("#panel").get_by_text("Jalur dari sini").click()
    expect(page.locator("#panel h2").first).to_have_text("Bluri Wijaksono → Agus Andrianto")
    expect(page.locator("#blank")).to_be_hidden()


@pytest.mark.parametrize(
    ("language", "start", "route", "to", "save", "png", "svg"),
    [
        ("id", "Mulai dari", "Jalur dari sini", "Ke orang", "Simpan", "Gambar PNG", "Gambar SVG"),
        ("en", "Start from", "Path from here", "To a person", "Save", "PNG picture", "SVG picture"),
    ],
)
def test_save_the_path_between_two_officials_as_a_picture(
    open_page: Opener, site: str, tmp_path: Path, language: str, start: str, route: str, to: str, save: str, png: str,
    svg: str,
) -> None:  # fmt: skip
    page = explore(open_page, f"{site}/graph?lang={language}")
    find(page, start, "bluri", "Bluri Wijaksono")
    panel = page.locator("#panel")
    expect(panel.locator("h2").first).to_have_text("Bluri Wijaksono")
    panel.get_by_text(route).click()
    find(page, to, "agus andrianto", "Agus Andrianto")
    expect(panel.locator("h2").first).to_have_text("Bluri Wijaksono → Agus Andrianto")
    steps = panel.locator("ol.path > li")
    expect(steps.nth(1)).to_be_visible()
    expect(steps.locator("mark")).to_have_count(steps.count())  # every step with its proof
    expect(steps.first).to_contain_text("Bluri Wijaksono")
    assert len(visible(page)) == steps.count() + 1
    for name, kind in ((png, "png"), (svg, "svg")):
        page.locator("summary", has_text=save).click()
        with page.expect_download() as kept:
            page.get_by_role("button", name=name).click()
        assert kept.value.suggested_filename == f"graph.{kind}"
        kept.value.save_as(tmp_path / f"graph.{kind}")
    content = (tmp_path / "graph.png").read_bytes()
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    assert min(width, height) > 300
    picture = (tmp_path / "graph.svg").read_text(encoding="utf-8")
    assert picture.count("<text") > steps.count()
    assert {"Bluri Wijaksono", "Agus Andrianto"} <= set(re.findall(r">([^<]+)</text>", picture))
    colours = page.evaluate(PIXELS, list(content))
    assert colours > 5  # not an empty sheet


def test_only_the_path_is_left(open_page: Opener, site: str) -> None:
    page = explore(open_page, f"{site}/graph/{BLURI}")
    before = visible(page)
    page.locator("#panel").get_by_text("Jalur dari sini").click()
    find(page, "Ke orang", "agus andrianto", "Agus Andrianto")
    steps = page.locator("#panel ol.path > li")
    expect(steps.first).to_be_visible()
    length = steps.count() + 1
    page.get_by_role("button", name="Hanya jalurnya").click()
    expect(page.locator("#status")).to_contain_text(f"{length} simpul")
    assert len(visible(page)) == length
    page.keyboard.press("Control+z")
    expect(page.locator("#status")).not_to_contain_text(f"{length} simpul")
    assert before < visible(page)


def test_a_click_grows_the_graph_and_moves_nothing_and_back_undoes_it(open_page: Opener, site: str) -> None:
    page = explore(open_page, f"{site}/graph/{BLURI}")
    before = places(page)
    assert BAPAS in before
    undo = page.get_by_role("button", name="Urungkan")
    expect(undo).to_be_disabled()
    page.mouse.click(*point(page, BAPAS))
    expect(page.locator("#status")).to_contain_text("ditambahkan")
    after = places(page)
    assert len(before) < len(after) <= len(before) + 20
    assert {id_: place.rstrip("*") for id_, place in after.items() if id_ in before} == {
        id_: place.rstrip("*") for id_, place in before.items()
    }
    assert visible(page) == set(after)
    undo.click()
    expect(undo).to_be_disabled()
    assert places(page) == before
    page.get_by_role("button", name="Ulangi").click()
    expect(undo).to_be_enabled()
    assert places(page) == after


def test_an_address_shows_what_its_sender_saw(open_page: Opener, site: str) -> None:
    page = explore(open_page, f"{site}/graph/{BLURI}")
    page.mouse.click(*point(page, BAPAS))
    expect(page.locator("#status")).to_contain_text("ditambahkan")
    page.get_by_role("tab", name="Saringan").click()
    page.locator("#filter-Place").uncheck()
    shown, address = visible(page), page.url
    assert not any(id_.startswith("place/") for id_ in shown)
    other = explore(open_page, address)
    assert other.url == address
    assert visible(other) == shown
    at = "id => document.getElementById('canvas').network.getPosition(id)"
    assert [other.evaluate(at, id_) for id_ in sorted(shown)] == [page.evaluate(at, id_) for id_ in sorted(shown)]


def test_what_is_moved_is_pinned_there_and_what_is_hidden_can_be_shown_again(open_page: Opener, site: str) -> None:
    page = explore(open_page, f"{site}/graph/{BLURI}")
    x, y = point(page, BAPAS)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 60, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile(r"bapas-purwokerto@-?\d+,-?\d+!"))
    page.get_by_role("tab", name="Daftar").click()
    page.locator("#list").get_by_role("button", name="Bapas Kelas II Purwokerto", exact=True).press("Enter")
    panel = page.locator("#panel")
    expect(panel).to_be_focused()
    expect(panel.get_by_role("button", name="Sematkan")).to_have_attribute("aria-pressed", "true")
    panel.get_by_role("button", name="Sembunyikan").click()
    assert BAPAS not in visible(page)
    page.get_by_role("tab", name="Saringan").click()
    page.locator("#filters").get_by_role("button", name="Tampilkan").click()
    expect(page.locator("#status")).to_contain_text("ditampilkan lagi")
    assert BAPAS in visible(page)


def test_twenty_more_neighbours_of_a_relation(open_page: Opener, site: str) -> None:
    page = explore(open_page, f"{site}/graph/place/jawa-tengah")
    assert len(visible(page)) == 21
    more = page.get_by_role("button", name="Di dalamnya: Tampilkan 20 lagi")
    more.click()
    expect(page.locator("#panel .groups small")).to_contain_text("40 dari")
    assert len(visible(page)) == 41


def test_an_edge_tells_its_evidence(open_page: Opener, site: str) -> None:
    page = explore(open_page, f"{site}/graph/{BLURI}")
    (ax, ay), (bx, by) = point(page, BLURI), point(page, BAPAS)
    page.mouse.click((ax + bx) / 2, (ay + by) / 2)
    panel = page.locator("#panel")
    expect(panel.locator("h2").first).to_have_text("Bluri Wijaksono menjabat Kepala di Bapas Kelas II Purwokerto.")
    expect(panel.locator(".evidence mark").first).to_contain_text("Bluri Wijaksono")
    expect(panel.locator(".evidence").first).to_contain_text("keyakinan 0,90")
    panel.locator(".evidence blockquote a").first.click()
    expect(page.locator("mark.shown").first).to_be_in_viewport()
    page.go_back()
    expect(panel.locator("h2").first).to_contain_text("menjabat Kepala")


def test_filters_by_relation_time_and_confidence(open_page: Opener, site: str) -> None:
    page = explore(open_page, f"{site}/graph/{BAPAS}")
    page.get_by_role("tab", name="Saringan").click()
    everything = visible(page)
    page.get_by_label("Sejak").fill("2030-01-01")
    page.get_by_label("Sejak").blur()
    expect(page.locator("#status")).not_to_contain_text(f"{len(everything)} simpul")
    assert visible(page) < everything
    page.get_by_label("Sejak").fill("")
    page.get_by_label("Sejak").blur()
    assert visible(page) == everything
    page.get_by_label("Keyakinan minimum").fill("0.95")
    page.get_by_label("Keyakinan minimum").blur()
    page.wait_for_url(re.compile("least=0.95"))
    assert BLURI not in visible(page)
    page.get_by_role("button", name="Urungkan").click()
    expect(page.get_by_label("Keyakinan minimum")).to_have_value("0")
    page.locator("#filter-holds").uncheck()
    page.wait_for_url(re.compile("without=holds"))


def test_the_canvas_answers_keys(open_page: Opener, site: str) -> None:
    page = explore(open_page, f"{site}/graph/{BLURI}")
    before = places(page)
    page.locator("#canvas").focus()
    view = "document.getElementById('canvas').network.getViewPosition().x"
    x = page.evaluate(view)
    page.keyboard.press("ArrowRight")
    assert page.evaluate(view) > x
    page.keyboard.press("Shift+ArrowDown")
    page.wait_for_url(re.compile("bluri-wijaksono@0,20!"))
    page.keyboard.press("Control+z")
    page.wait_for_url(re.compile(r"bluri-wijaksono@0,0\*"))
    assert places(page) == before
    page.keyboard.press("Delete")
    expect(page.locator("#status")).to_contain_text("disembunyikan")
    assert BLURI not in visible(page)


@pytest.mark.parametrize("button", ["Halaman HTML", "GraphML"])
def test_pages_and_graphml_are_kept(open_page: Opener, site: str, tmp_path: Path, button: str) -> None:
    page = explore(open_page, f"{site}/graph/{BLURI}")
    page.locator("summary", has_text="Simpan").click()
    with page.expect_download() as kept:
        page.get_by_role("button", name=button).click()
    kept.value.save_as(tmp_path / "kept")
    assert "Bluri Wijaksono" in (tmp_path / "kept").read_text(encoding="utf-8")
    expect(page.locator("html")).to_have_attribute("data-ready", "true")  # still here


def test_everything_can_be_arranged_anew_but_what_is_pinned(open_page: Opener, site: str) -> None:
    page = explore(open_page, f"{site}/graph/{BAPAS}")
    page.locator("#panel").get_by_role("button", name="Sematkan").click()
    before, hash_ = places(page), page.evaluate("location.hash")
    page.get_by_role("button", name="Tata ulang").click()
    page.wait_for_function("before => location.hash !== before", arg=hash_)
    after = places(page)
    assert after[BAPAS] == before[BAPAS]
    assert sum(after[id_] != before[id_] for id_ in before) > len(before) / 2


def test_hostile_names_are_text_on_the_canvas_and_beside_it(
    open_page: Opener, hostile_site: str, tmp_path: Path
) -> None:
    page = explore(open_page, f"{hostile_site}/graph?q=alert")
    find(page, "Mulai dari", SCRIPT, SCRIPT)
    page.locator("#panel").get_by_role("button", name="Tampilkan 1 lagi").first.click()
    expect(page.locator("#status")).to_contain_text("ditambahkan")
    expect(page.locator("#panel").get_by_text(SCRIPT).first).to_be_visible()
    page.get_by_role("tab", name="Daftar").click()
    expect(page.locator("#list")).to_contain_text(SCRIPT)
    expect(page.locator("#list")).to_contain_text(ATTRIBUTE)
    assert page.locator("[onmouseover]").count() == 0
    page.locator("summary", has_text="Simpan").click()
    with page.expect_download() as kept:
        page.get_by_role("button", name="Gambar SVG").click()
    kept.value.save_as(tmp_path / "graph.svg")
    picture = open_page((tmp_path / "graph.svg").as_uri())
    assert picture.evaluate("document.querySelectorAll('script, [onmouseover]').length") == 0
    assert picture.evaluate("document.querySelectorAll('text').length") > 3


@pytest.mark.parametrize(
    "fragment",
    [
        "#things=%E0%A4%A",
        "#things=;;;&path=a&since=x&least=9",
        f"#things={BLURI}@1e9,0;{BLURI}@0,0;person/nobody",
        "#things=%3Cscript%3Ealert(1)%3C/script%3E",
    ],
)
def test_an_address_that_makes_no_sense_draws_what_it_can(open_page: Opener, site: str, fragment: str) -> None:
    page = open_page(f"{site}/graph", **CALM)
    page.evaluate("hash => { location.hash = hash; location.reload(); }", fragment)
    page.wait_for_selector("html[data-ready]", state="attached")
    expect(page.get_by_label("Mulai dari")).to_be_visible()


def test_while_nothing_is_drawn_there_is_where_to_start(open_page: Opener, site: str) -> None:
    page = explore(open_page, f"{site}/graph")
    first = page.locator("#panel a").first
    name = first.inner_text()
    first.click()
    page.wait_for_selector("html[data-ready]", state="attached")
    expect(page.locator("#panel h2").first).to_have_text(name)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_what_is_told_stands_below_the_drawing(open_page: Opener, site: str, scheme: str) -> None:
    page = explore(
        open_page, f"{site}/graph/{BAPAS}", viewport={"width": 390, "height": 800}, color_scheme=scheme, has_touch=True
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    drawing, panel = page.locator("#stage").bounding_box(), page.locator("#panel").bounding_box()
    assert drawing is not None
    assert panel is not None
    assert panel["y"] >= drawing["y"] + drawing["height"]
    for tab in ("Rincian", "Daftar", "Saringan"):
        page.get_by_role("tab", name=tab).click()
        assert page.evaluate(CONTRAST) == []


def test_paper_has_the_drawing_and_the_list(open_page: Opener, site: str) -> None:
    page = explore(open_page, f"{site}/graph/{BAPAS}")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator("#list li").first).to_be_visible()
    expect(page.locator("#printed svg")).to_be_visible()
    assert page.locator("#printed svg text").count() > len(places(page))
    expect(page.locator("#canvas")).to_be_hidden()
    expect(page.locator(".tools")).to_be_hidden()
    expect(page.locator("#panel")).to_be_hidden()


# How many colours a PNG has, on a grid of 60 by 60.
PIXELS = """async bytes => {
  const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)], {type: 'image/png'}));
  const context = new OffscreenCanvas(60, 60).getContext('2d');
  context.drawImage(picture, 0, 0, 60, 60);
  const data = context.getImageData(0, 0, 60, 60).data, found = new Set();
  for (let at = 0; at < data.length; at += 4) found.add(data.slice(at, at + 3).join());
  return found.size;
}"""
