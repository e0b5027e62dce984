"""Change feed: what builds changed as an Atom feed (RFC 4287), an entry for each build."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from kg.model.difference import CHANGED_TYPES, Difference
from kg.settings import Settings
from kg.views.changes import (
    LARGEST,
    ChangeGroup,
    ChangeLine,
    Counts,
    change_groups,
    counts_in_words,
)
from kg.views.language import Language
from kg.workspace import ChangeLog, LoggedBuild

_ATOM, _XHTML = "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"
_INLINE = frozenset({"a", "bdi", "span"})
# XML 1.0 has no way to write these, not even escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry: what a build changed, when (UTC, RFC 3339), and where that can be read (an address, or empty).

    ``difference`` is None where it is too large to be told: the counts are then all.
    """

    name: str
    at: str
    counts: Counts
    difference: Difference | None
    address: str = ""


@dataclass(frozen=True, slots=True)
class FeedOptions:
    """How a feed is written: language, addresses of things by their IRIs, its own address, what it tells of.

    Of each group of changes ``limit`` are told. ``address`` and ``page`` are the feed's own address and that of the
    page that says the same, or empty.
    """

    language: Language
    settings: Settings
    link: Callable[[str], str] = str
    address: str = ""
    page: str = ""
    types: frozenset[str] = frozenset(CHANGED_TYPES)
    limit: int | None = 10


def feed_entries(
    log: ChangeLog, builds: Iterable[LoggedBuild], address: Callable[[int], str] = lambda number: ""
) -> list[FeedEntry]:
    """An entry for each of these builds that changed something; ``address`` gives that of a build's page."""
    return [
        FeedEntry(
            str(build.number), build.at, build.counts,
            log.difference(build.base, build.number) if build.total <= LARGEST else None, address(build.number),
        )
        for build in builds if build.total
    ]  # fmt: skip


def change_feed(entries: Sequence[FeedEntry], updated: str, options: FeedOptions) -> bytes:
    """The feed, UTF-8, newest entry first; ``updated`` is the time of the latest build. No clock is asked.

    An entry that tells of none of the types wanted is left out. An entry's id is made of its name and time, so it stays
    the same wherever and however often the feed is written.
    """
    language, base = options.language, options.settings.base_iri
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": language.code})
    _add(feed, "id", f"{base}changes")
    _add(feed, "title", f"{language.text('site.name')}: {language.text('changes.title')}")
    _add(feed, "updated", updated)
    _add(_add(feed, "author"), "name", language.text("site.name"))
    _link(feed, "self", options.address, "application/atom+xml")
    _link(feed, "alternate", options.page, "text/html")
    for entry in entries:
        if not options.types.isdisjoint(entry.counts):
            _entry(feed, entry, options)
    content: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _entry(feed: ElementTree.Element, entry: FeedEntry, options: FeedOptions) -> None:
    counts = {type_: kinds for type_, kinds in entry.counts.items() if type_ in options.types}
    element = _add(feed, "entry")
    _add(element, "id", f"{options.settings.base_iri}changes/{entry.name}/{entry.at}")
    _add(element, "title", "; ".join(counts_in_words(counts, options.language)))
    _add(element, "updated", entry.at)
    _link(element, "alternate", entry.address, "text/html")
    content = _add(element, "content", type="xhtml")
    body = _add(content, "div", xmlns=_XHTML)
    if entry.difference is None:
        _add(body, "p", options.language.text("changes.large"))
        return
    for group in change_groups(entry.difference, options.language, options.limit, options.types):
        _group(body, group, options)


def _group(body: ElementTree.Element, group: ChangeGroup, options: FeedOptions) -> None:
    language, shown = options.language, len(group.lines)
    of = language.number(group.total)
    if shown < group.total:
        of = language.text("entity.shown.one", shown=shown, total=group.total)
    name = language.text(f"types.{group.type}.many")
    _add(body, "h3", f"{name} · {language.text(f'changes.kinds.{group.kind}')} ({of})")
    items = _add(body, "ul")
    for line in group.lines:
        _line(_add(items, "li"), line, options)


def _line(item: ElementTree.Element, line: ChangeLine, options: FeedOptions) -> None:
    """The line with its things linked, each in an element of its own, so that no name can turn what is around it."""
    last: ElementTree.Element | None = None
    for part in line.parts:
        if not isinstance(part, str):
            address = options.link(part.iri)
            last = _add(item, "a", href=address) if address else _add(item, "span")
            _add(last, "bdi", part.label)
        elif last is None:
            item.text = part
        else:
            last.tail = part
    if line.support:
        _add(item, "span", f" · {line.support}")
    if line.former:
        former = _add(item, "span", " · ")
        _add(former, "bdi", options.language.text("changes.was", name=line.former))


def _add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag, {name: _clean(value) for name, value in attributes.items()})
    element.text = _clean(text) or None
    element.tail = None if tag in _INLINE else "\n"
    return element


def _link(parent: ElementTree.Element, rel: str, address: str, type_: str) -> None:
    if address:
        _add(parent, "link", rel=rel, type=type_, href=address)


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)
