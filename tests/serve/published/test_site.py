from __future__ import annotations

import json
import posixpath
import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser
from pyoxigraph import Quad

from kg.errors import StoreError
from kg.serve.published import publish_site
from kg.settings import Settings
from kg.store.builds import publish, write_all
from tests.serve.conftest import ATTRIBUTE, SCRIPT

PERSON = "page/person/bluri-wijaksono"


def pages(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}


def test_a_small_graph_has_these_files(site: Path) -> None:
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert {"index.html", "en/index.html", "search.html", "events.csv", "events.json", ".nojekyll"} <= files
    assert {f"{PERSON}.{ending}" for ending in ("html", "json", "csv", "ttl")} <= files
    assert f"en/{PERSON}.html" in files
    assert {"static/simpul.css", "static/complete.js", "static/published.js", "static/search-index.js"} <= files
    assert not [name for name in files if re.search(r"sparql|graph|changes|review|questions", name.split("/")[0])]
    assert sorted([*files - {"published.txt"}]) == (site / "published.txt").read_text("utf-8").splitlines()[1:]


def test_the_site_says_what_needs_a_server(site: Path) -> None:
    assert "need a server: kg serve." in (site / "en/about.html").read_text("utf-8")


def test_every_link_of_every_page_leads_to_a_file_and_its_anchor(site: Path) -> None:
    found = pages(site)
    anchors = {name: set(re.findall(r' id="([^"]+)"', text)) for name, text in found.items()}
    for name, text in found.items():
        for address in map(unescape, re.findall(r'(?:href|src|action|cite)="([^"]*)"', text)):
            parts = urlsplit(address)
            if parts.scheme in ("http", "https"):
                continue
            assert (parts.scheme, parts.netloc, parts.query) == ("", "", ""), (name, address)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), parts.path)) if parts.path else name
            assert (site / target).is_file(), (name, address)
            assert not parts.fragment or parts.fragment in anchors[target], (name, address)


def test_no_page_loads_anything_from_elsewhere_or_runs_what_stands_in_it(site: Path) -> None:
    for name, text in pages(site).items():
        assert not re.search(r'<(?:script|link|img|iframe|form)[^>]*(?:src|href|action)="(?:https?:)?//', text), name
        assert not re.search(r"<script(?![^>]* src=)|<style| style=| on\w+=\"", text), name
        assert '<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;;' in text, name


def test_lists_are_whole_whether_turned_or_as_data(site: Path) -> None:
    things = json.loads((site / "search.json").read_text("utf-8"))
    assert len(things["hits"]) == things["total"] > 50
    turned = [text for name, text in pages(site).items() if re.fullmatch(r"search(\.offset-\d+)?\.html", name)]
    assert sum(len(re.findall(r"<h2>(?:<a [^>]+>)?<bdi>", text)) for text in turned) == things["total"]


def test_what_no_article_speaks_of_is_named_and_has_no_page_but_what_others_belong_to_has_one(site: Path) -> None:
    assert not list(site.rglob("lapas-narkotika-purwokerto*"))
    named = [name for name, text in pages(site).items() if "<bdi>Lapas Narkotika Kelas IIB Purwokerto</bdi>" in text]
    assert {"page/place/banyumas.html", "search.html", "en/page/kind/unit/_lapas.html"} <= set(named)
    assert "unit/lapas-narkotika-purwokerto" in (site / "search.json").read_text("utf-8")
    assert (site / "page/place/jawa-tengah.html").is_file()


def test_the_same_graph_gives_the_same_bytes_from_any_number_of_processes(
    site: Path, published_workspace: Path, tmp_path: Path
) -> None:
    again = shutil.copytree(site, tmp_path / "site")
    (again / "index.html").write_text("old")
    (again / PERSON).with_suffix(".html").unlink()
    done = publish_site(again, Settings(workspace=published_workspace), jobs=2)
    assert (done.changed, done.removed) == (2, 0)
    files = [path.relative_to(site) for path in site.rglob("*") if path.is_file()]
    assert done.files == len(files) - 1
    assert [name for name in files if (again / name).read_bytes() != (site / name).read_bytes()] == []


def test_hostile_words_stay_words(hostile_quads: list[Quad], tmp_path: Path) -> None:
    write_all(tmp_path / "workspace", 1, hostile_quads)
    publish(tmp_path / "workspace", 1)
    publish_site(tmp_path / "site", Settings(workspace=tmp_path / "workspace"))
    for name, text in pages(tmp_path / "site").items():
        assert SCRIPT not in text, name
        assert ATTRIBUTE not in text, name
    assert SCRIPT not in (tmp_path / "site" / "static" / "search-index.js").read_text("utf-8")


def test_without_a_graph_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        publish_site(tmp_path / "site", Settings(workspace=tmp_path / "nothing"))
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("language", ["", "en/"])
def test_from_disk_a_name_is_found_and_its_page_read_in_both_languages(
    browser: Browser, site: Path, tmp_path: Path, language: str
) -> None:
    folder = tmp_path / "situs #1 %41"  # a name that an address must escape
    shutil.copytree(site, folder)
    context = browser.new_context()
    troubles: list[str] = []
    page = context.new_page()
    page.on("console", lambda m: troubles.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: troubles.append(str(e)))
    page.on("request", lambda r: None if r.url.startswith(folder.as_uri()) else troubles.append(r.url))
    page.goto((folder / language / "index.html").as_uri())
    page.get_by_role("combobox").fill("bluri wij")
    page.get_by_role("option", name="Bluri Wijaksono").click()
    assert page.url == (folder / language / f"{PERSON}.html").as_uri()
    page.locator("details.evidence-box summary").first.click()
    evidence = page.locator(".evidence blockquote a").first
    words = evidence.locator("mark").inner_text()
    evidence.click()
    page.locator("span.shown").first.wait_for()
    assert "".join(page.locator("span.shown").all_inner_texts()).strip().startswith(words[:20])
    page.get_by_role("combobox").fill("BAPAS purwokerto")
    page.keyboard.press("Enter")
    page.locator("h1.count", has_text="BAPAS purwokerto").wait_for()
    page.locator("ol.hits a", has_text="Bapas Kelas II Purwokerto").first.click()
    page.locator("h1", has_text="Bapas Kelas II Purwokerto").wait_for()
    page.get_by_role("navigation").get_by_role("link", name="Bahasa Indonesia" if language else "English").click()
    page.wait_for_url(re.compile(rf"{'' if language else '/en'}/page/unit/bapas-purwokerto\.html$"))
    assert page.evaluate("document.documentElement.lang") == ("id" if language else "en")
    context.close()
    assert troubles == []
