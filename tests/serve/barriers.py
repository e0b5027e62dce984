"""Barriers: what axe-core finds wrong with a page for readers who see, hear or point otherwise."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page

_AXE = Path(sys.prefix) / "axe" / "node_modules" / "axe-core" / "axe.min.js"
"""Fetched by ``make axe``."""


def barriers(page: Page) -> list[str]:
    """What axe-core calls serious or critical, or finds wrong with landmarks and headings."""
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{v['impact']} {v['id']}: {v['nodes'][0]['html'][:200]}" for v in found["violations"]]
