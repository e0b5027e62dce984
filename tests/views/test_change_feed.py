from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from kg.settings import Settings
from kg.views.change_feed import FeedEntry, FeedOptions, change_feed
from kg.views.language import Language
from tests.views.changes import BLURI, CHANGES, MANY

GOLDEN = Path(__file__).parent / "golden" / "changes.atom"
ATOM, XHTML = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/1999/xhtml}"
AT = "2025-11-02T08:00:00Z"
ENTRY = FeedEntry("7", AT, CHANGES.counts(), CHANGES, "https://example.org/changes?build=7")
OPTIONS = FeedOptions(
    Language.of("en"),
    Settings(),
    link=lambda iri: f"https://example.org/page/{iri.rpartition('/')[2]}" if iri == BLURI else "",
    address="https://example.org/changes.atom",
    page="https://example.org/changes",
)


def test_the_feed_is_that_of_the_golden_file() -> None:
    assert change_feed([ENTRY], AT, OPTIONS) == GOLDEN.read_bytes()


def test_the_feed_has_what_rfc_4287_asks_for() -> None:
    feed = ElementTree.fromstring(change_feed([ENTRY, FeedEntry("6", AT, MANY.counts(), MANY)], AT, OPTIONS))
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert [bool(found.text) for found in element.findall(ATOM + name)] == [True], name
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Simpul"
    assert feed.findtext(f"{ATOM}updated") == AT
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        "self": OPTIONS.address, "alternate": OPTIONS.page,
    }  # fmt: skip
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(set(ids)) == 2
    for content in feed.iter(f"{ATOM}content"):
        assert content.get("type") == "xhtml"
        assert [child.tag for child in content] == [f"{XHTML}div"]


def test_an_entry_keeps_its_id_wherever_it_is_written() -> None:
    other = FeedOptions(Language.of("id"), Settings())
    found = [ElementTree.fromstring(change_feed([ENTRY], AT, options)) for options in (OPTIONS, other)]
    ids = [feed.findtext(f"{ATOM}entry/{ATOM}id") for feed in found]
    assert ids == [f"https://w3id.org/simpul/id/changes/7/{AT}"] * 2


def test_only_what_has_a_page_is_linked() -> None:
    feed = ElementTree.fromstring(change_feed([ENTRY], AT, OPTIONS))
    assert {link.get("href") for link in feed.iter(f"{XHTML}a")} == {"https://example.org/page/bluri-wijaksono"}


@pytest.mark.parametrize(("limit", "items"), [(10, 10), (None, 431)])
def test_lists_are_cut_and_counted(limit: int | None, items: int) -> None:
    options = FeedOptions(Language.of("en"), Settings(), limit=limit)
    feed = ElementTree.fromstring(change_feed([FeedEntry("1", AT, MANY.counts(), MANY)], AT, options))
    assert len(list(feed.iter(f"{XHTML}li"))) == items
    assert (feed.findtext(f".//{XHTML}h3") or "").endswith("(10 of 431)" if limit else "(431)")


def test_what_is_too_large_gives_its_counts() -> None:
    feed = ElementTree.fromstring(change_feed([FeedEntry("1", AT, MANY.counts(), None)], AT, OPTIONS))
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == "New: 431 people"
    assert "kg diff" in (feed.findtext(f".//{XHTML}p") or "")


def test_a_build_that_changed_none_of_what_is_wanted_is_left_out() -> None:
    options = FeedOptions(Language.of("en"), Settings(), types=frozenset({"Event"}))
    feed = ElementTree.fromstring(change_feed([FeedEntry("8", AT, MANY.counts(), MANY), ENTRY], AT, options))
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == ["Gone: 1 event"]
