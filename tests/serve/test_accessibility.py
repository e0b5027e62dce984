"""Every page for every reader: axe-core finds no barrier, in two languages, in light and in dark."""

from __future__ import annotations

import pytest

from kg.store import EmbeddedStore
from tests.serve.barriers import barriers
from tests.serve.conftest import Opener, running
from tests.serve.odd import odd_pages, odd_quads
from tests.serve.tour import PAGES, address, arrive

pytestmark = pytest.mark.browser

STOPS = 25
PARTS = 5
"""How often the focus may not stay in one element: the parts of a date are a stop each, four in all."""


@pytest.fixture(scope="module")
def site(demo_store: EmbeddedStore) -> str:
    return running(demo_store)


@pytest.fixture(scope="module")
def empty_site() -> str:
    return running(EmbeddedStore.of([]))


@pytest.fixture(scope="module")
def odd_site() -> str:
    return running(EmbeddedStore.of(odd_quads()))


# Words are of a language and colours of a scheme, so two of the four pairs show all of both.
@pytest.mark.parametrize(("language", "scheme"), [("id", "light"), ("en", "dark")])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_has_a_barrier(open_page: Opener, site: str, name: str, language: str, scheme: str) -> None:
    page = open_page(site + address(name, language), color_scheme=scheme, reduced_motion="reduce")
    arrive(page, name)
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is (scheme == "dark")
    assert page.locator("html").get_attribute("lang") == language
    assert barriers(page) == []


@pytest.mark.parametrize("path", ["/", "/search", "/events", "/statements", "/changes", "/quality", "/about", "/graph"])
def test_no_page_of_an_empty_graph_has_a_barrier(open_page: Opener, empty_site: str, path: str) -> None:
    page = open_page(f"{empty_site}{path}")
    assert barriers(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_small_phone_shows_every_page_and_the_keyboard_walks_it(open_page: Opener, site: str, name: str) -> None:
    page = open_page(site + address(name, "id"), viewport={"width": 320, "height": 640}, reduced_motion="reduce")
    arrive(page, name)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for key in ("Tab", "Shift+Tab"):  # from the start on, then from the end back
        page.evaluate("document.activeElement.blur()")
        stops: list[int] = []
        for _ in range(STOPS):
            page.keyboard.press(key)
            where = page.evaluate(FOCUS)
            if not where:
                break
            assert where["seen"], where
            stops.append(where["number"])
            assert stops[-PARTS:] != [where["number"]] * PARTS, f"{where} does not let go"
        assert len(set(stops)) >= 4


@pytest.mark.parametrize(("language", "scheme"), [("id", "light"), ("en", "dark")])
def test_odd_data_look_right_on_a_phone(open_page: Opener, odd_site: str, language: str, scheme: str) -> None:
    page = open_page(f"{odd_site}/?lang={language}", viewport={"width": 360, "height": 740}, color_scheme=scheme)
    for path in odd_pages():
        response = page.goto(odd_site + path)
        assert response is not None
        assert response.status == 200, path
        arrive(page, "explorer" if path == "/graph" else "")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        assert page.locator("main h1").inner_text().strip(), path
        assert page.locator("[onmouseover]").count() == 0, path
        assert barriers(page) == [], path


# What has the focus: which element it is, and whether a reader sees that it has it.
FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e.closest('.CodeMirror') ?? e);  // the editor shows it around itself
  return {tag: e.outerHTML.slice(0, 120), number: [...document.querySelectorAll('*')].indexOf(e),
    seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1};
}"""
