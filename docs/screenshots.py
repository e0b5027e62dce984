"""Screenshots of every page of a running ``kg serve``: two languages, light, dark and a phone; to be looked at."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.conftest import CHROMIUM_ARGUMENTS  # noqa: E402
from tests.serve.tour import PAGES, address, arrive  # noqa: E402

SCREENS = {"light": (1280, 900, "light"), "dark": (1280, 900, "dark"), "phone": (390, 800, "light")}


def main(site: str, folder: Path) -> None:
    """Write ``folder/SCREEN-LANGUAGE-PAGE.jpg`` for each page of the tour."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(CHROMIUM_ARGUMENTS))
        for screen in SCREENS:
            for language in ("id", "en"):
                take(browser, site.rstrip("/"), folder, screen, language)
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


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
