"""A client of the demo graph, and a graph whose every word is hostile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pyoxigraph import Quad
from starlette.testclient import TestClient

from kg.identity.canonical import canonical_iris, records
from kg.model import Article, Entity, Evidence, Extraction, Quotation, Span, Statement
from kg.rdf.quads import article_quads
from kg.rdf.reference import authority
from kg.serve import Limits, create_app
from kg.serve.server import serve
from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.store.builds import publish, write_all
from kg.vocabulary import load_vocabulary
from kg.workspace import Workspace
from kg.writing import ensure_build

Opener = Callable[..., Page]
SCRIPT = "<script>alert(1)</script>"
ATTRIBUTE = '" onmouseover="alert(2)" x="'
TURNED = "\u202eegdirb\u202c \u2067"
TEXT = f"Kepala {SCRIPT}, {ATTRIBUTE}, membuka {TURNED}.\n\nSelesai {{{{ 7 * 7 }}}} </p>."


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
    article = Article(
        "hostile", TEXT, f"Judul {SCRIPT} {ATTRIBUTE}", f"Oleh {SCRIPT}", f"Koran {ATTRIBUTE}", "2025-10-31",
        "javascript:alert(3)",
    )  # fmt: skip
    person = Entity("p1", "Person", SCRIPT, (found(SCRIPT),))
    unit = Entity("u1", "Unit", ATTRIBUTE, (found(ATTRIBUTE),), "Lapas")
    event = Entity("e1", "Event", TURNED, (found(TURNED),), "visit", "2025-10-30")
    words = (found(TEXT.split("\n")[0]),)
    statements = (
        Statement("p1", "holdsPost", "u1", words, 0.4, f"Kepala {SCRIPT}"),
        Statement("e1", "ledBy", "p1", words, 0.8, certainty="planned"),
        Statement("e1", "performedBy", "u1", words, 0.8),
    )
    quote = Quotation("p1", found("Selesai {{ 7 * 7 }} </p>."), 0.9)
    extraction = Extraction("hostile", "rules/<b>", (person, unit, event), statements, (quote,))
    assert extraction.verified(article)
    settings = Settings()
    names = canonical_iris(records(extraction), authority(load_vocabulary(), settings), settings)
    return list(article_quads(article, extraction, names, settings))


def found(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence("text", Span(start, start + len(words)), words)


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
