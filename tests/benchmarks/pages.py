"""Measure every page in Chromium: of the graph of a workspace, and of things of which 5,000 articles tell.

``pages.py WORKSPACE --write`` keeps the figures in ``page_speed.json``. *Cold* is the first request of a server that
has just said that it is ready, before it has read ahead; *warm* is the best of several later ones, because what
others do on the machine counts otherwise. Each visit has a browser without a cache. *Server* is the time from the
request to the first byte of the page, *paint* that from the click to the first contentful paint, *processor* what the
server's process worked meanwhile.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2]))

from kg.store import EmbeddedStore
from tests.benchmarks.test_entity_page import COUNT, LARGE, quads
from tests.conftest import CHROMIUM_ARGUMENTS
from tests.serve.conftest import running
from tests.serve.tour import PAGES, address, arrive

FIGURES = Path(__file__).with_name("page_speed.json")
_TIMES = """async () => {
  const { promise, resolve } = Promise.withResolvers();
  new PerformanceObserver((list) => resolve(list.getEntriesByName("first-contentful-paint")[0].startTime))
    .observe({ type: "paint", buffered: true });
  const [visit] = performance.getEntriesByType("navigation");
  return [visit.responseStart - visit.requestStart, await promise];
}"""

Times = tuple[float, float, float]


@contextmanager
def serving(workspace: Path) -> Iterator[tuple[str, int]]:
    """The address and process of a ``kg serve`` that has just begun."""
    command = [sys.executable, "-m", "kg", "serve", "--workspace", str(workspace), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found, "kg serve did not begin"
            urlopen(f"{found[0].rstrip('/')}/readyz").close()  # connections are taken before all is open
            yield found[0].rstrip("/"), process.pid
        finally:
            process.terminate()


def worked(process: int) -> float:
    """Milliseconds that a process has worked so far, as Linux counts them: in hundredths of a second."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1_000 / os.sysconf("SC_CLK_TCK")


def visit(browser: Browser, site: str, process: int, name: str, path: str) -> Times:
    """Milliseconds until the server answers, until something is painted, and of work, for who was never here."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="id-ID")
    page.goto("about:blank")
    before = worked(process)
    page.goto(site + path)
    after = worked(process)
    arrive(page, name)
    server, paint = page.evaluate(_TIMES)
    page.context.close()
    return server, paint, after - before


def best(rounds: int, once: Callable[[], Times]) -> dict[str, int]:
    """The least times of so many visits."""
    server, paint, processor = (min(times) for times in zip(*(once() for _ in range(rounds)), strict=True))
    return {"server_ms": round(server), "paint_ms": round(paint), "processor_ms": round(processor)}


def cold(browser: Browser, workspace: Path, name: str) -> Times:
    """The first visit to a server that has just begun."""
    with serving(workspace) as (site, process):
        return visit(browser, site, process, name, address(name, "id"))


def pages(browser: Browser, workspace: Path, rounds: int) -> dict[str, dict[str, dict[str, int]]]:
    """The times of every page of the tour."""
    figures = {}
    with serving(workspace) as (site, process):
        for name in PAGES:  # the first round is not counted: it finds a server that reads ahead
            visit(browser, site, process, name, address(name, "id"))
        for name in PAGES:
            figures[name] = {"warm": best(rounds, lambda: visit(browser, site, process, name, address(name, "id")))}  # noqa: B023
    for name in PAGES:
        figures[name]["cold"] = best(1, lambda: cold(browser, workspace, name))  # noqa: B023
        sys.stderr.write(f"{name}: {figures[name]}\n")
    return figures


def large(browser: Browser, rounds: int) -> dict[str, dict[str, int]]:
    """The times of the pages of things of which ``COUNT`` articles tell."""
    site = running(EmbeddedStore.of(quads()))
    return {path: best(rounds, lambda: visit(browser, site, os.getpid(), path, f"/page/{path}")) for path in LARGE}  # noqa: B023


def main() -> None:
    """Print the figures, and write them where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workspace", type=Path, help="with the graph of make demo")
    parser.add_argument("--rounds", type=int, default=5, help="visits of which the best counts")
    parser.add_argument("--write", action="store_true", help=f"keep the figures in {FIGURES.name}")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(CHROMIUM_ARGUMENTS))
        figures = {
            "chromium": browser.version.split(".")[0],
            "cores": os.cpu_count(),
            "load_before": round(load, 1),
            "rounds": options.rounds,
            "pages": pages(browser, options.workspace, options.rounds),
            "facts_of_one_thing": COUNT,
            "large": large(browser, options.rounds),
        }
        browser.close()
    text = json.dumps(figures, indent=1) + "\n"
    sys.stdout.write(text)
    if options.write:
        FIGURES.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
