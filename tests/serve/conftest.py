"""A client of the demo graph, and a graph whose every word is hostile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pyoxigraph import Literal, NamedNode, Quad
from starlette.testclient import TestClient

from kg.identity.canonical import canonical_iris, records
from kg.model import Article, Entity, Evidence, Extraction, Quotation, Span, Statement
from kg.rdf.quads import article_quads
from kg.rdf.reference import authority
from kg.rdf.terms import LABEL, TYPE, ontology
from kg.serve import Limits, create_app
from kg.serve.server import serve
from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.store.builds import publish, write_all
from kg.views.names import TYPES
from kg.vocabulary import load_vocabulary
from kg.workspace import Workspace
from kg.writing import ensure_build

Opener = Callable[..., Page]
SCRIPT = "<script>alert(1)</script>"
ATTRIBUTE = '" onmouseover="alert(2)" x="'
TURNED = "\u202eegdirb\u202c \u2067"
HOSTILE_WORDS = [
    *(SCRIPT, ATTRIBUTE, TURNED, f"Kepala {SCRIPT}", f"Judul {SCRIPT} {ATTRIBUTE}", f"Oleh {SCRIPT}"),
    f"Koran {ATTRIBUTE}",
]


@pytest.fixture(scope="session")
def shared_client(demo_store: EmbeddedStore) -> Iterator[TestClient]:
    with TestClient(create_app(demo_store), follow_redirects=False) as client:
        yield client


@pytest.fixture
def client(shared_client: TestClient) -> TestClient:
    """A client of the graph of all gold articles, which follows no redirects and remembers nothing."""
    shared_client.cookies.clear()
    return shared_client


@pytest.fixture(scope="session")
def hostile_quads() -> list[Quad]:
    """One article whose title, text, names and words try to be markup."""
    return quads_with(HOSTILE_WORDS)


def quads_with(words: Sequence[str], name: str = "hostile", date: str = "2025-10-30") -> list[Quad]:
    """One article that calls a person, a unit, an event, a post, itself, its author and its paper by these words."""
    named = [word if word.strip() else "x" for word in words]
    person, unit, event, post, title, author, paper = named
    first = f"Kepala {person}, {unit}, membuka {event}."
    text = f"{first}\n\nSelesai {{{{ 7 * 7 }}}} </p>."
    article = Article(name, text, title, author, paper, "2025-10-31", "javascript:alert(3)")

    def found(start: int, words: str) -> Evidence:
        return Evidence("text", Span(start, start + len(words)), words)

    places = len("Kepala "), len(f"Kepala {person}, "), len(f"Kepala {person}, {unit}, membuka ")
    entities = (
        Entity("p1", "Person", person, (found(places[0], person),)),
        Entity("u1", "Unit", unit, (found(places[1], unit),), "Lapas"),
        Entity("e1", "Event", event, (found(places[2], event),), "visit", date),
    )
    proof = (found(0, first),)
    statements = (
        Statement("p1", "holdsPost", "u1", proof, 0.4, post),
        Statement("e1", "ledBy", "p1", proof, 0.8, certainty="planned"),
        Statement("e1", "performedBy", "u1", proof, 0.8),
    )
    quote = Quotation("p1", found(len(first) + 2, text[len(first) + 2 :]), 0.9)
    extraction = Extraction(name, "rules/<b>", entities, statements, (quote,))
    assert extraction.verified(article)
    settings = Settings()
    names = canonical_iris(records(extraction), authority(load_vocabulary(), settings), settings)
    return list(article_quads(article, extraction, names, settings))


def written_with(words: Sequence[str]) -> Iterator[Quad]:
    """What a user may write: things of every type that are called by these words, whatever they are."""
    settings = Settings()
    terms, graph = ontology(settings.ontology_iri), NamedNode("urn:written")
    for number, word in enumerate(words):
        thing = NamedNode(f"{settings.base_iri}written/{number}")
        yield Quad(thing, TYPE, terms[TYPES[number % len(TYPES)]], graph)
        yield Quad(thing, LABEL, Literal(word), graph)


@pytest.fixture(scope="session")
def hostile_client(hostile_quads: list[Quad]) -> Iterator[TestClient]:
    """A client of the hostile graph, which follows no redirects."""
    with TestClient(create_app(EmbeddedStore.of(hostile_quads)), follow_redirects=False) as client:
        yield client


@pytest.fixture
def workspace(tmp_path: Path, hostile_quads: list[Quad]) -> Path:
    """A workspace whose first build holds the hostile article."""
    write_all(tmp_path, 1, hostile_quads)
    publish(tmp_path, 1)
    return tmp_path


TOKEN = "a-token-for-the-tests"


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[TestClient]:
    """A client of an empty workspace, whose every request has a token."""
    settings = Settings(workspace=tmp_path)
    with Workspace.create(tmp_path) as record:
        ensure_build(record, settings)
    app = create_app(tmp_path, settings, Limits(processes=1), [TOKEN])
    with TestClient(app, headers={"Authorization": f"Bearer {TOKEN}"}) as client:
        yield client


def running(store: EmbeddedStore) -> str:
    """The address of a server of this store, which ends with the test run."""
    told: list[str] = []
    ready = threading.Event()

    def remember(address: str) -> None:
        told.append(address)
        ready.set()

    threading.Thread(target=serve, args=(create_app(store), "127.0.0.1", 0, remember), daemon=True).start()
    assert ready.wait(20)
    return told[0].rstrip("/")


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opener]:
    """Opens an address; afterwards nothing may have gone wrong or out to another server."""
    troubles: list[str] = []
    contexts: list[BrowserContext] = []

    def opener(address: str, **options: Any) -> Page:
        origin = "/".join(address.split("/")[:3])
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "locale": "id-ID", **options})
        contexts.append(context)
        page = context.new_page()
        own = (f"{origin}/", f"blob:{origin}/")
        page.on("request", lambda r: None if r.url.startswith(own) else troubles.append(f"asked {r.url}"))
        page.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: troubles.append(str(e)))
        page.on("dialog", lambda d: troubles.append(f"dialog {d.message}"))
        page.goto(address)
        return page

    yield opener
    for context in contexts:
        context.close()
    assert troubles == []
