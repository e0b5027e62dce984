"""What a person does with a wrong merge and a wrong name, in Chromium, on a graph that is built as users build it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kg.build import build
from kg.identity.ledger import read_ledger
from kg.serve import Limits, create_app
from kg.serve.server import serve
from kg.settings import Settings
from kg.workspace import Workspace
from tests.serve.barriers import barriers
from tests.serve.conftest import TOKEN
from tests.serve.curation.conftest import curation_of

pytestmark = pytest.mark.browser

PERSON = "Daud Neolaka"


@pytest.fixture
def workspace(tmp_path: Path, read_gold: Any) -> Path:
    """Two articles that name one man, whom the machine rightly takes for one."""
    (tmp_path / "articles").mkdir()
    for name in ("report-001", "report-002"):
        text = json.dumps(asdict(read_gold(name)[0]))
        (tmp_path / "articles" / f"{name}.json").write_text(text, encoding="utf-8")
    build([tmp_path / "articles"], settings=Settings(workspace=tmp_path / "ws", tier="rules"))
    return tmp_path / "ws"


@pytest.fixture
def site(workspace: Path) -> str:
    told: list[str] = []
    ready = threading.Event()

    def remember(address: str) -> None:
        told.append(address)
        ready.set()

    app = create_app(workspace, Settings(workspace=workspace), Limits(processes=1), curation=curation_of(workspace))
    threading.Thread(target=serve, args=(app, "127.0.0.1", 0, remember), daemon=True).start()
    assert ready.wait(20)
    return told[0].rstrip("/")


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """A page of the site, asked of no other server, with nothing gone wrong on it."""
    troubles: list[str] = []

    def opener(path: str, **options: Any) -> Page:
        page = browser.new_context(**{"locale": "id-ID", **options}).new_page()
        page.set_default_timeout(60_000)
        page.on("request", lambda r: None if r.url.startswith(f"{site}/") else troubles.append(f"asked {r.url}"))
        page.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
        page.goto(f"{site}{path}")
        return page

    yield opener
    for context in browser.contexts:
        context.close()
    assert troubles == []


def sign_in(page: Page, who: str, name: str, button: str) -> None:
    page.get_by_label(name).fill(who)
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("button", name=button).click()


def apply(page: Page, button: str, done: str) -> None:
    page.get_by_role("button", name=button).click()
    expect(page.locator(".status")).to_contain_text(done, timeout=120_000)  # the page loads itself again until then


def people(page: Page, site: str) -> int:
    page.goto(f"{site}/search?type=Person&q=daud+neolaka")
    return page.locator(".hits li").count()


def test_a_wrong_merge_is_parted_stays_apart_and_comes_back_when_undone(
    open_page: Callable[..., Page], site: str, workspace: Path
) -> None:
    page = open_page("/review/ledger", java_script_enabled=False)
    sign_in(page, "Sari", "Nama Anda", "Masuk")
    assert people(page, site) == 1
    page.get_by_role("link", name=PERSON, exact=True).click()
    page.get_by_role("link", name="Namanya salah").click()
    page.get_by_label("Nama yang benar").fill("Daud N.")
    page.keyboard.press("Enter")
    expect(page.locator(".noted")).to_contain_text("Daud N.")
    page.goto(f"{site}/review/ledger")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Batalkan yang ditandai").click()
    page.goto(f"{site}/page/person/daud-neolaka")
    page.get_by_role("link", name="Ini dua hal yang berbeda").click()
    expect(page.locator(".parts mark").first).to_contain_text("Daud")
    page.locator(".parts li", has_text="report-002").get_by_role("checkbox").check()
    page.get_by_label("Alasan").fill("dua orang yang senama")
    page.get_by_role("button", name="Pisahkan yang ditandai").click()
    expect(page.locator(".noted")).to_contain_text("berbeda")
    assert people(page, site) == 1  # until the next build
    page.goto(f"{site}/review/ledger")
    apply(page, "Terapkan sekarang", "Graf sudah sesuai")
    assert people(page, site) == 2
    build([], settings=Settings(workspace=workspace, tier="rules"), fresh=True)
    assert people(page, site) == 2
    page.goto(f"{site}/review/ledger")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Batalkan yang ditandai").click()
    apply(page, "Terapkan sekarang", "Graf sudah sesuai")
    assert people(page, site) == 1
    page.goto(f"{site}/review/ledger")
    rows = page.locator(".entries tbody tr")
    with Workspace.open(workspace) as record:
        entries = read_ledger(record)
    assert [entry.verdict for entry in entries] == ["name", "undo", "different", "undo"]
    assert rows.count() == 4
    for row, entry in zip(rows.all(), reversed(entries), strict=True):
        expect(row).to_contain_text("Sari")
        expect(row.locator("time")).to_have_attribute("datetime", entry.when)


def test_a_wrong_name_is_corrected_by_keyboard_and_the_old_one_still_leads_there(
    open_page: Callable[..., Page], site: str
) -> None:
    page = open_page("/review/name?thing=person/daud-neolaka", locale="en-GB")
    assert barriers(page) == []
    sign_in(page, "Ann", "Your name", "Sign in")
    for path in ("/review", "/review/ledger", "/review/split?thing=person/daud-neolaka", "/page/person/daud-neolaka"):
        page.goto(site + path)
        assert barriers(page) == [], path
    page.goto(f"{site}/review/name?thing=person/daud-neolaka")
    assert barriers(page) == []
    page.get_by_label("Right name").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Daud Neolaka, S.H.")
    page.keyboard.press("Enter")
    expect(page.locator(".noted")).to_contain_text("Daud Neolaka, S.H.")
    apply(page, "Apply now", "The graph is in line")
    page.goto(f"{site}/changes")  # what the correction did is told there, and since when
    assert barriers(page) == []
    page.get_by_label("Since").fill("2025-01-01")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What changed since 1 January 2025")
    page.goto(f"{site}/changes")
    page.locator(".change-build a[href^='/changes?build=']").first.click()
    expect(page.locator(".changes")).to_contain_text(f"formerly {PERSON}")
    assert barriers(page) == []
    assert people(page, site) == 1
    page.get_by_role("link", name="Daud Neolaka, S.H.").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Daud Neolaka, S.H.")
    expect(page.locator(".names")).to_contain_text(PERSON)
    assert page.url == f"{site}/page/person/daud-neolaka"


def test_a_wrong_name_is_corrected_in_indonesian(open_page: Callable[..., Page], site: str) -> None:
    page = open_page("/review/name?thing=person/daud-neolaka", locale="id-ID")
    sign_in(page, "Sari", "Nama Anda", "Masuk")
    page.goto(f"{site}/review/name?thing=person/daud-neolaka")
    page.get_by_label("Nama yang benar").fill("Daud Neolaka, S.H.")
    page.keyboard.press("Enter")
    apply(page, "Terapkan sekarang", "Graf sudah sesuai")
    assert barriers(page) == []
    page.goto(f"{site}/page/person/daud-neolaka")
    expect(page.get_by_role("heading", level=1)).to_have_text("Daud Neolaka, S.H.")
    expect(page.locator(".names")).to_contain_text(PERSON)


def test_whom_a_thing_is_the_same_as_is_searched_and_compared(open_page: Callable[..., Page], site: str) -> None:
    page = open_page("/review/merge?thing=unit/polres-timor-tengah-selatan&q=rutan+soe", locale="id-ID")
    sign_in(page, "Sari", "Nama Anda", "Masuk")
    page.goto(f"{site}/review/merge?thing=unit/polres-timor-tengah-selatan&q=rutan+soe")
    assert barriers(page) == []
    page.locator("a.more[href^='/review/pair?']").first.click()
    expect(page.locator(".sides")).to_contain_text("Polres Timor Tengah Selatan")
    expect(page.locator(".sides")).to_contain_text("Rutan Soe")
    assert barriers(page) == []
