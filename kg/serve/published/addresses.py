"""Addresses of published pages: relative paths from file to file, and nothing for what needs a server."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from kg.serve.published.places import Place, place_of
from kg.serve.rendering import Addresses
from kg.settings import Settings
from kg.views.language import LANGUAGES

INDEX = "static/search-index.js"
"""The file with the names that the script of published pages looks through."""


class PublishedAddresses(Addresses):
    """The addresses that one page writes, by the file it is; remembers in ``asked`` what has to be there for them.

    The things ``without`` a page have no address.
    """

    scripts = ("/static/published.js", "/static/complete.js")
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
    )

    def __init__(self, settings: Settings, language: str, here: Place, without: Collection[str] = ()) -> None:
        super().__init__(settings)
        self._language, self._here, self._without = language, here, without
        self._up = "../" * file_of(here, language).count("/")
        self.asked: set[Place] = set()

    def at(self, address: str) -> str:
        """The path from this page to the file of an address; empty where that needs a server."""
        place = place_of(address) if address else None
        if place is None:
            return ""
        self.asked.add(place)
        return "".join((self._up, file_of(place, self._language), *address.partition("#")[1:]))

    def path(self, iri: str) -> str:
        """See ``Addresses.path``."""
        return "" if iri in self._without else super().path(iri)

    def form(self, path: str) -> str:
        """See ``Addresses.form``: a script answers what is searched for, and nothing else."""
        return self.at(path) if path == "/search" else ""

    def translated(self, path: str, query: str, language: str) -> str:
        """This page in another language."""
        return self._up + file_of(self._here, language)


@lru_cache(maxsize=100_000)
def file_of(place: Place, language: str) -> str:
    """The file of a place in a language; data and what all pages use are there once."""
    top = "" if language == LANGUAGES[0] or place.ending != "html" else f"{language}/"
    return top + place.file
