"""Measure the explorer in Chromium on 1,000 things with 2,000 edges, and its answers about a thing with 5,000 facts.

``explorer.py --write`` keeps the figures in ``explorer_speed.json``. A frame is the time from one callback of
``requestAnimationFrame`` to the next while the mouse moves with its button down, so that all that the page does counts.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright
from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf.terms import decimal_literal
from kg.serve import create_app
from kg.serve.server import serve
from kg.settings import Settings
from kg.store import EmbeddedStore

FIGURES = Path(__file__).with_name("explorer_speed.json")
THINGS, EDGES, FACTS = 1_000, 2_000, 5_000
BASE, KG = Settings().base_iri, Settings().ontology_iri
RDF, PROV = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/ns/prov#"
ARTICLE = NamedNode(f"{BASE}article/one")
TYPES = ("Event", "Person", "Unit")


def thing(number: int) -> str:
    """The short name of a thing of the drawing."""
    return f"{TYPES[number % 3].lower()}/thing-{number}"


def quads() -> Iterator[Quad]:
    """A connected graph of ``THINGS`` and ``EDGES``, and an event beside it that ``FACTS`` persons attended."""
    chance = random.Random(1)
    for number in range(THINGS):
        yield from described(thing(number), TYPES[number % 3], f"Benda dengan nama nomor {number}")
    pairs = {(number, chance.randrange(number)) for number in range(1, THINGS)}
    while len(pairs) < EDGES:
        one, other = chance.randrange(THINGS), chance.randrange(THINGS)
        if one != other:
            pairs.add((max(one, other), min(one, other)))
    for one, other in sorted(pairs):
        yield from claimed(thing(one), thing(other))
    yield from described("event/hub", "Event", "Peristiwa besar")
    for number in range(FACTS):
        yield from described(f"person/guest-{number}", "Person", f"Tamu nomor {number}")
        yield from claimed("event/hub", f"person/guest-{number}")


def described(name: str, type_: str, label: str) -> Iterator[Quad]:
    """What is said of a thing."""
    node = NamedNode(BASE + name)
    yield Quad(node, NamedNode(f"{RDF}type"), NamedNode(KG + type_), ARTICLE)
    yield Quad(node, NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), Literal(label), ARTICLE)


def claimed(subject: str, other: str) -> Iterator[Quad]:
    """A fact and its claim."""
    one, relation, two = NamedNode(BASE + subject), NamedNode(f"{KG}attendedBy"), NamedNode(BASE + other)
    claim = NamedNode(f"{BASE}claim/{subject}-{other}".replace("/thing", "-thing"))
    yield Quad(one, relation, two, ARTICLE)
    for predicate, value in (
        (f"{RDF}type", NamedNode(f"{KG}Claim")),
        (f"{RDF}subject", one),
        (f"{RDF}predicate", relation),
        (f"{RDF}object", two),
        (f"{KG}certainty", Literal("asserted")),
        (f"{KG}confidence", decimal_literal(0.9)),
        (f"{PROV}wasDerivedFrom", ARTICLE),
    ):
        yield Quad(claim, NamedNode(predicate), value, ARTICLE)


def running(store: EmbeddedStore) -> str:
    """The address of a server of this store, which ends with this process."""
    told: list[str] = []
    ready = threading.Event()

    def remember(address: str) -> None:
        told.append(address)
        ready.set()

    threading.Thread(target=serve, args=(create_app(store), "127.0.0.1", 0, remember), daemon=True).start()
    assert ready.wait(60)
    return told[0].rstrip("/")


def frames(page: Page, move: Callable[[], None]) -> list[float]:
    """Milliseconds of each frame in which something was drawn, while something is done."""
    page.evaluate("""() => { window.frames_ = []; let last = performance.now(), drawn = false;
      document.getElementById("canvas").network.on("afterDrawing", () => { drawn = true });
      const tick = now => { if (drawn) frames_.push(now - last); drawn = false; last = now;
        window.ticking = requestAnimationFrame(tick) };
      window.ticking = requestAnimationFrame(tick) }""")
    move()
    found = page.evaluate("() => { cancelAnimationFrame(ticking); return frames_.slice(2) }")
    assert len(found) > 20
    return [float(value) for value in found]


def measure(site: str, page: Page) -> dict[str, float]:
    """Opens the drawing of all things, then drags a thing and the ground, and zooms."""
    names = ";".join(thing(number) for number in range(THINGS))
    begin = time.perf_counter()
    page.goto(f"{site}/graph#things={names}")
    page.wait_for_selector("html[data-ready]", state="attached", timeout=120_000)
    opened = time.perf_counter() - begin
    assert page.evaluate("document.getElementById('canvas').network.body.nodeIndices.length") == THINGS
    assert page.evaluate("document.getElementById('canvas').network.body.edgeIndices.length") == EDGES
    box = page.locator("#canvas").bounding_box()
    assert box is not None
    found = page.evaluate(
        """() => { const { network } = document.getElementById("canvas");
          return network.canvasToDOM(network.getPosition("person/thing-1")) }"""
    )
    node = (box["x"] + found["x"], box["y"] + found["y"])
    ground = (box["x"] + 15, box["y"] + 15)

    def drag(start: tuple[float, float]) -> None:
        page.mouse.move(*start)
        page.mouse.down()
        for step in range(60):
            page.mouse.move(start[0] + 3 * step, start[1] + 2 * (step % 20))
        page.mouse.up()

    def zoom() -> None:
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        for step in range(30):
            page.mouse.wheel(0, -60 if step < 15 else 60)

    return {
        "open_seconds": round(opened, 1),
        "drag_node_frame_ms": round(median(frames(page, lambda: drag(node))), 1),
        "drag_ground_frame_ms": round(median(frames(page, lambda: drag(ground))), 1),
        "zoom_frame_ms": round(median(frames(page, zoom)), 1),
    }


def answered(site: str, path: str) -> float:
    """Milliseconds that an answer takes, the median of five."""
    taken = []
    for _ in range(5):
        begin = time.perf_counter()
        with urlopen(f"{site}/graph/{path}") as response:
            response.read()
        taken.append(time.perf_counter() - begin)
    return round(1_000 * median(taken), 1)


def main() -> None:
    """Print the figures, and write them where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"keep the figures in {FIGURES.name}")
    options = parser.parse_args()
    site = running(EmbeddedStore.of(list(quads())))
    figures: dict[str, object] = {"things": THINGS, "edges": EDGES, "facts_of_one_thing": FACTS}
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        page = browser.new_page(viewport={"width": 1280, "height": 860}, reduced_motion="reduce")
        figures |= {"chromium": browser.version.split(".")[0], **measure(site, page)}
        browser.close()
    figures |= {
        "neighbours_ms": answered(site, "neighbours?around=event/hub"),
        "path_ms": answered(site, f"path?from={thing(1)}&to={thing(THINGS - 1)}"),
    }
    text = json.dumps(figures, indent=1) + "\n"
    sys.stdout.write(text)
    if options.write:
        FIGURES.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
