"""A tour of the site: a page of every kind, as the graph of the gold articles has it."""

from __future__ import annotations

from playwright.sync_api import Page

PAGES = {
    "home": "/",
    "search": "/search?q=rutan",
    "nothing found": "/search?q=zzzz",
    "person": "/page/person/bluri-wijaksono",
    "list": "/page/person/bluri-wijaksono?list=articles",
    "unit": "/page/unit/rutan-banjarnegara",
    "post": "/page/post/kepala-bapas-purwokerto",
    "event": "/page/event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara",
    "program": "/page/program/akselerasi-imipas",
    "place": "/page/place/jakarta",
    "article": "/page/article/dev-01?show=char-499-599",
    "claim": "/page/person/bluri-wijaksono",
    "kind": "/page/kind/event/visit",
    "events": "/events",
    "statements": "/statements?q=rutan",
    "changes": "/changes",
    "quality": "/quality",
    "about": "/about",
    "question": "/questions?who=unit/bapas-purwokerto&role=performedBy",
    "question as chart": "/questions?who=unit/bapas-purwokerto&as=chart",
    "sparql": "/sparql?example=02-visits",
    "explorer": "/graph",
    "picture": "/graph/person/bluri-wijaksono",
}
"""Where each begins; the page of a claim, whose address is a hash, is the first that a person's page leads to."""


def address(name: str, language: str) -> str:
    """The path of a page of the tour in this language."""
    return f"{PAGES[name]}{'&' if '?' in PAGES[name] else '?'}lang={language}"


def arrive(page: Page, name: str) -> None:
    """From where a page of the tour begins to the page itself, drawn."""
    if name == "claim":
        page.goto(
            "/".join(page.url.split("/")[:3]) + str(page.locator("a[href^='/page/claim/']").first.get_attribute("href"))
        )
    if name == "sparql":
        page.wait_for_selector(".CodeMirror")
    if name in ("explorer", "picture"):
        page.wait_for_selector("html[data-ready]", state="attached", timeout=20_000)
