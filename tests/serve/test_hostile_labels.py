"""Labels that try to be markup: whatever they hold, pages say them and do not do them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from starlette.testclient import TestClient

from kg.rdf.terms import LABEL as NAME
from kg.serve import create_app
from kg.settings import Settings
from kg.store import EmbeddedStore
from tests.hostile import LABEL, many
from tests.serve.conftest import HOSTILE_WORDS, quads_with, written_with

pytestmark = pytest.mark.fuzz
HTML = {"Accept": "text/html"}
BASE = Settings().base_iri
QUERY = "SELECT ?s ?o { ?s ?p ?o }"
QUERIES = (QUERY, "ASK {}", "CONSTRUCT WHERE { ?s ?p ?o }", "ASK { <urn:x", "ASK { ")
FIXED = [
    *("/", "/search", "/search?type=Person", "/search?q=judul", *(f"/sparql?query={quote(text)}" for text in QUERIES)),
    *("/search?type=Article", "/search?q=bux", "/nowhere", "/page/nothing/here", "/page/kind/none"),
    *("/sparql?example=x", "/page/article/hostile?min_confidence=0.5"),
]
ADDRESS = re.compile(r"https?://|/(?!/)|\?|#|data:,$|$")
"""Addresses that pages may have: of the web, of this server, and one that is empty on purpose."""


class Page(HTMLParser):
    """What a page consists of: its elements, each with the names of its attributes; addresses; and its text."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.parts: set[tuple[str, str]] = set()
        self.addresses: list[str] = []
        self.scripts = 0
        self.text = ""
        self.feed(content)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.parts |= {(tag, ""), *((tag, name) for name, _ in attrs)}
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "action", "cite", "data")]

    def handle_comment(self, data: str) -> None:
        self.parts.add((f"comment {data}", ""))

    def handle_decl(self, decl: str) -> None:
        self.parts.add((f"declaration {decl}", ""))

    def handle_data(self, data: str) -> None:
        self.text += data


@contextmanager
def served(quads: list[Quad]) -> Iterator[Callable[[str], str]]:
    with TestClient(create_app(EmbeddedStore.of(quads)), follow_redirects=False, headers=HTML) as client:

        def get(path: str) -> str:
            response = client.get(path)
            assert response.status_code < 500, path
            return response.text

        yield get


def paths(quads: list[Quad]) -> list[str]:
    """The pages of what the quads are about, with those that are always there."""
    things = {q.subject.value.removeprefix(BASE) for q in quads if isinstance(q.subject, NamedNode)}
    own = sorted(quote(thing, safe="/-.~") for thing in things if ":" not in thing)
    claims = [f"/page/{thing}" for thing in own if thing.startswith("claim/")]
    pages = [thing for thing in own if not thing.startswith(("claim/", "quotation/", "evidence/"))]
    pictures = [f"/graph/{thing}" for thing in pages if thing.startswith(("person/", "written/0"))]
    return [*FIXED, *(f"/page/{thing}" for thing in pages), *claims[:2], *pictures]


@cache
def ours() -> tuple[set[tuple[str, str]], int]:
    """The elements and attributes that pages have where no word is hostile, and the most scripts of a page."""
    words = ["Ani Budi", "Bapas Cilacap", "Kunjungan", "Kepala", "Judul", "Oleh Cici", "Koran"]
    quads = [*quads_with(words), *written_with(words)]
    with served(quads) as get:
        pages = [Page(get(path)) for path in paths(quads)]
    return set().union(*(page.parts for page in pages)), max(page.scripts for page in pages)


def check(content: str) -> Page:
    """Assert that the page has no element or attribute but ours, and no address that a label made."""
    page = Page(content)
    parts, scripts = ours()
    assert page.parts <= parts
    assert page.scripts <= scripts
    for address in page.addresses:
        assert ADDRESS.match(address), address
    return page


@many(12)
@given(st.lists(LABEL, min_size=7, max_size=7))
@example(HOSTILE_WORDS)
def test_labels_add_nothing_to_a_page(labels: list[str]) -> None:
    quads = [*quads_with(labels), *written_with(labels)]
    with served(quads) as get:
        for path in paths(quads):
            check(get(path))


PATTERNS = [
    *("/search?q={}", "/search?type=Person&q={}", "/sparql?query={}", "/sparql?example={}", "/page/{}", "/{}", "/?{}"),
    *("/page/article/hostile?show={}", "/page/article/hostile?{}=x&min_confidence={}", "/page/kind/{}"),
    *("/graph/{}", "/id/{}"),
]


@many(200)
@given(LABEL, st.sampled_from(PATTERNS))
def test_words_of_an_address_add_nothing_to_a_page(hostile_client: TestClient, text: str, pattern: str) -> None:
    response = hostile_client.get(pattern.replace("{}", quote(text, safe="")), headers=HTML)
    assert response.status_code < 500
    if response.headers.get("content-type", "").startswith("text/html"):
        check(response.text)


@pytest.mark.parametrize("label", ["w" * 10_000_000, "<b>& " * 2_000_000, ""])
def test_a_label_of_any_length_is_shown_in_part_and_given_whole(label: str) -> None:
    thing = NamedNode(f"{BASE}person/x")
    quads = quads_with(HOSTILE_WORDS)
    quads += [Quad(q.subject, q.predicate, Literal(label), q.graph_name) for q in quads if q.predicate == NAME]
    quads += [*written_with([label]), Quad(thing, NAME, Literal(label), NamedNode("urn:written"))]
    with TestClient(create_app(EmbeddedStore.of(quads)), follow_redirects=False, headers=HTML) as client:
        for path in [*FIXED[:8], "/page/article/hostile", "/page/person/x", "/graph/person/x"]:
            response = client.get(path)
            assert response.status_code < 500, path
            assert len(response.content) < 2_000_000, path
            check(response.text)
        assert f'"{label}"' in client.get("/data/person/x.nt").text
        page = Page(client.get("/page/person/x").text)
    assert page.text.count("w" * 1_000) <= 10
