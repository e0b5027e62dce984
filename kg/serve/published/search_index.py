"""Search index: all names of a graph as a script, since a page from disk may load scripts, and nothing else.

``published.js`` reads it. It folds what is typed and the names alike, as ``kg.views.folding`` does; what that needs to
know of Unicode, which JavaScript does not tell, stands in the index.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from kg.serve.published.places import place_of
from kg.serve.rendering import Addresses
from kg.settings import Settings
from kg.store import Store
from kg.views.graph_page import script_json
from kg.views.language import LANGUAGES, Language
from kg.views.names import TYPES, Named, Names


def search_index(store: Store, settings: Settings, without: Collection[str] = ()) -> bytes:
    """The script; the things ``without`` a page are in it by name."""
    names, addresses = Names.of(store), Addresses(settings)
    content = {
        "folding": _folding(),
        "titles": {form: list(ways) for form, ways in names.titles.items()},
        "words": {code: _words(Language.of(code)) for code in LANGUAGES},
        "things": [
            _thing(named, "" if named.iri in without else place.file)
            for named in names.everything()
            if (place := place_of(addresses.path(named.iri)))
        ],
    }
    return f"globalThis.simpulIndex = {script_json(content)};\n".encode()


def _thing(named: Named, file: str) -> list[Any]:
    names = [named.label, *(name for name in named.names if name != named.label)]
    return [file, named.type, named.articles, names, named.roles]


def _words(language: Language) -> dict[str, Any]:
    return {
        **{key: language.table("search")[key] for key in ("all", "results", "none", "hint", "found_as", "all_types")},
        **{key: language.table("paging")[key] for key in ("label", "previous", "next")},
        "shown": language.text("entity.shown.many", first="{first}", last="{last}", total="{total}"),
        "articles": language.table("home.articles_count"),
        "types": [[name, language.table(f"types.{name}")] for name in TYPES],
    }


@cache
def _folding() -> dict[str, object]:
    """Which letters are dropped as marks, in ranges, and which small letters fold into others."""
    letters = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
    folded = {letter.lower(): letter.casefold() for letter in letters if letter.casefold() != letter.lower()}
    return {
        "marks": "".join(_ranges([letter for letter in letters if unicodedata.combining(letter)])),
        "letters": folded,
    }


def _ranges(letters: list[str]) -> Iterator[str]:
    """Letters in the order of Unicode as the inside of a class of a regular expression (flag ``u``)."""
    start = end = letters[0]
    for letter in [*letters[1:], ""]:
        if letter and ord(letter) == ord(end) + 1:
            end = letter
            continue
        yield f"\\u{{{ord(start):x}}}-\\u{{{ord(end):x}}}"
        start = end = letter
