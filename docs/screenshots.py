"""Screenshots of every page of a running ``kg serve``: two languages, light, dark and a phone; to be looked at.

``screenshots.py SITE FOLDER`` writes them, and the three pictures of the README into ``docs/images``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.conftest import CHROMIUM_ARGUMENTS  # noqa: E402
from tests.serve.tour import PAGES, address, arrive  # noqa: E402

SCREENS = {"light": (1280, 900, "light"), "dark": (1280, 900, "dark"), "phone": (390, 800, "light")}

IMAGES = ROOT / "docs" / "images"
LARGEST = 150_000
"""Bytes of a picture of the README."""
VISIT, PERSON = "event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara", "person/bluri-wijaksono"


def main(site: str, folder: Path) -> None:
    """Write ``folder/SCREEN-LANGUAGE-PAGE.jpg`` for each page of the tour."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(CHROMIUM_ARGUMENTS))
        for screen in SCREENS:
            for language in ("id", "en"):
                take(browser, site.rstrip("/"), folder, screen, language)
        choose(browser, site.rstrip("/"))
        browser.close()


def take(browser: Browser, site: str, folder: Path, screen: str, language: str) -> None:
    """Write the screenshots of every page on one screen in one language."""
    width, height, scheme = SCREENS[screen]
    viewport = {"width": width, "height": height}
    page = browser.new_page(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    for name in PAGES:
        page.goto(site + address(name, language))
        arrive(page, name)
        page.screenshot(path=folder / f"{screen}-{language}-{name.replace(' ', '-')}.jpg", type="jpeg", quality=70)
    page.context.close()


def choose(browser: Browser, site: str) -> None:
    """Write the pictures of the README: reports compared, a fact with its evidence open, the explorer."""
    page = browser.new_page(viewport={"width": 1060, "height": 560}, reduced_motion="reduce")
    page.goto(f"{site}/page/{VISIT}?lang=en")
    keep(page, "reports", "#reports")
    page.goto(f"{site}/page/{PERSON}?lang=en")
    page.locator("#holds-out details").evaluate("element => { element.open = true }")
    keep(page, "evidence", ".line")
    page.set_viewport_size({"width": 1060, "height": 640})
    page.goto(f"{site}/graph/{PERSON}?lang=en")
    arrive(page, "explorer")
    keep(page, "explorer", "main")
    page.context.close()


def keep(page: Page, name: str, top: str) -> None:
    """Write what the window shows from an element on."""
    page.locator(top).first.evaluate("element => scrollTo(0, element.getBoundingClientRect().top + scrollY - 12)")
    size = len(page.screenshot(path=IMAGES / f"{name}.png"))
    if size > LARGEST:
        sys.exit(f"{name}.png has {size:,} bytes, more than {LARGEST:,}")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
