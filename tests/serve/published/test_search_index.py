"""What the script of published pages finds is what the server finds."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from kg.store import EmbeddedStore, current_build
from kg.views.folding import fold, search_form
from kg.views.names import Names

TEXTS = [
    *(
        "Kelas II B",
        "Kls. IIA Banjar",
        "Lapas Klas II-B",
        "Djoko Soekarno",
        "Tjilatjap njonja Sjarif",
        "R. A. Kartini, S.H.",
    ),
    *(
        "MAßE",
        "İstanbul",
        "ΣΑΣ σας",
        "ﬁn ǅ ŉ",
        "à̖b e\u0301",
        "क्षि कि",
        "عَرَبِيّ",
        "שָׁלוֹם",
        "a_b-c",
        "½ ² ٣ Ⅳ",
        "K Å ſ",
        "℠ ™ ㏔ 🅪",
        "ᏸ Ꭰ",
        "😀 x",
    ),
    *("".join(map(chr, range(0x20, 0x250))), "".join(map(chr, range(0x250, 0x600))), "  ", ""),
]
QUESTIONS = [
    *(
        "bapas",
        "karutan banjarnegara",
        "kepala bapas purwokerto",
        "bluri",
        "WIJAKSONO bluri",
        "kelas II",
        "rutan kls IIB",
    ),
    *("purwokerto", "a", "kunjungan", "jawa tengah", "tidak ada", "kepala", "!!", "bapas kelas ii purwokerto"),
]


@pytest.fixture
def page(browser: Browser, site: Path) -> Iterator[Page]:
    """The search page from disk, with its index."""
    context = browser.new_context()
    page = context.new_page()
    page.goto((site / "search.html").as_uri())
    page.evaluate("loaded().then(() => null)")
    yield page
    context.close()


def test_names_are_folded_alike(page: Page) -> None:
    folded = page.evaluate("async (texts) => { const i = await loaded(); return texts.map((t) => i.fold(t)) }", TEXTS)
    assert folded == [fold(text) for text in TEXTS]
    forms = page.evaluate(
        "async (all) => { const i = await loaded(); return all.map((t) => i.formOf(i.fold(t))) }", TEXTS
    )
    assert forms == [search_form(text) for text in TEXTS]


def test_every_letter_is_folded_alike(page: Page) -> None:
    letters = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) not in ("Cn", "Co", "Cs")]
    found = page.evaluate("async (all) => { const i = await loaded(); return all.map((t) => i.fold(t)) }", letters)
    assert [(ours, theirs) for ours, theirs in zip(map(fold, letters), found, strict=True) if ours != theirs] == []


def test_what_no_article_speaks_of_is_found_by_name_and_leads_nowhere(page: Page, site: Path) -> None:
    page.goto(f"{(site / 'search.html').as_uri()}?q=lapas+narkotika+purwokerto")
    page.locator("ol.hits h2", has_text="Lapas Narkotika Kelas IIB Purwokerto").wait_for()
    assert page.locator("ol.hits h2 a").count() == 0
    offered = "async (q) => (await (await simpulFetch(`?q=${q}`)).json()).map((hit) => hit.label)"
    assert page.evaluate(offered, "lapas narkotika") == []
    assert page.evaluate(offered, "bapas purwokerto")[0] == "Bapas Kelas II Purwokerto"


def test_the_same_is_found_in_the_same_order(page: Page, published_workspace: Path) -> None:
    names = Names.of(EmbeddedStore.open(current_build(published_workspace)))
    script = "async (text) => (await loaded()).ranked(text).map(({ thing, name }) => [thing.type, name.name])"
    for question in QUESTIONS:
        found = page.evaluate(script, question)
        assert found == [[entry.type, entry.name] for entry in names.ranked(question)], question
