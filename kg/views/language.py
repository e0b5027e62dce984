"""Language: every word that Simpul itself says to a reader, in Indonesian and in English.

The words are in one data file per language beside this module; this code only looks them up and joins them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from kg.views.statements import Statement
from kg.views.things import Thing

LANGUAGES = ("id", "en")


class Language:
    """One language: ``text`` for what stands on pages, and dates, numbers and facts in words."""

    def __init__(self, code: str, words: Mapping[str, Any]) -> None:
        self.code = code
        self._words = words
        self._patterns: dict[str, str] = {}

    @classmethod
    @cache
    def of(cls, code: str) -> Language:
        """The language of that code; Indonesian where it is not one of ``LANGUAGES``."""
        code = code if code in LANGUAGES else LANGUAGES[0]
        source = files("kg.views").joinpath("languages", f"{code}.toml").read_text(encoding="utf-8")
        return cls(code, tomllib.loads(source))

    def text(self, key: str, **values: object) -> str:
        """The words of a dotted key, with the values put in; raises ``KeyError`` for a key the file lacks."""
        pattern = self._patterns.get(key)
        if pattern is None:
            found: Any = self._words
            for part in key.split("."):
                found = found[part]
            pattern = self._patterns[key] = str(found)
        return pattern.format(**{name: self._shown(value) for name, value in values.items()})

    def has(self, key: str) -> bool:
        """Whether the file has words for this key."""
        found: Any = self._words
        for part in key.split("."):
            if not isinstance(found, Mapping) or part not in found:
                return False
            found = found[part]
        return True

    def table(self, key: str) -> Mapping[str, Any]:
        """All words below a dotted key as they are in the file, for a script that fills them in itself."""
        found: Any = self._words
        for part in key.split("."):
            found = found[part]
        assert isinstance(found, Mapping)
        return found

    def counted(self, key: str, count: int, **values: object) -> str:
        """A number with its noun, in the singular or plural as the language has it."""
        return self.text(f"{key}.{'one' if count == 1 else 'many'}", count=count, **values)

    def number(self, value: int) -> str:
        """A whole number with the language's mark between thousands."""
        return f"{value:,}".replace(",", self.text("format.thousands"))

    def decimal(self, value: str | float) -> str:
        """A decimal number as RDF writes it (``0.9``), with two places and the language's decimal mark."""
        return f"{float(value):.2f}".replace(".", self.text("format.decimal"))

    def date(self, iso: str, end: str = "") -> str:
        """An ISO date, year-month or year (or a range of them) as it is written in prose; other text as it is."""
        if not end or end == iso:
            return self._day(iso)
        if len(iso) == len(end) == 10 and iso[:7] == end[:7]:
            return f"{int(iso[8:])}–{self._day(end)}"
        return self.text("format.range", first=self._day(iso), last=self._day(end))

    def heading(self, predicate: str, direction: str) -> str:
        """What a list of facts is called on the page of the thing they are about."""
        key = f"facts.{predicate}.{direction}"
        return self.text(key) if self.has(key) else self.text(f"facts.other.{direction}", predicate=predicate)

    def field(self, name: str) -> str:
        """What reports of an event are compared by (``kg.views.reports.FIELDS``): its days, or one of its relations."""
        return self.text("reports.date") if name == "date" else self.heading(name, "out")

    def conflict(self, reason: str) -> str:
        """Why two things cannot be one (``kg.identity.conflicts``), which may begin with a number."""
        count, _, rest = reason.partition(" ")
        return (
            self.text(f"conflicts.{rest}", count=int(count)) if count.isdecimal() else self.text(f"conflicts.{reason}")
        )

    def sentence(self, statement: Statement) -> str:
        """A claim as one sentence, with a word on its certainty unless it is plainly asserted."""
        return "".join(part if isinstance(part, str) else part.label for part in self.parts(statement))

    def parts(self, statement: Statement) -> tuple[str | Thing, ...]:
        """The sentence of a claim in pieces: words, and the things it is about."""
        holding = statement.predicate == "holds" and statement.object.unit is not None
        name = "holds" if holding else statement.predicate
        key = f"sentences.{name}"
        pattern = self.text(key) if self.has(key) else self.text("sentences.other", predicate=name)
        things: dict[str, str | Thing] = {"<s>": statement.subject, "<o>": statement.object}
        if holding and statement.object.unit is not None:
            things |= {"<title>": statement.object.title, "<unit>": statement.object.unit}
        pieces = _filled(pattern, things)
        certainty = statement.evidence[0].certainty
        note = "" if certainty == "asserted" else f" ({self.text(f'certainty.{certainty}')})"
        return tuple(piece for piece in (*pieces, note) if piece)

    def edge(self, subject: Thing, predicate: str, other: Thing) -> tuple[str | Thing, ...]:
        """The sentence of a relation in pieces, as of a claim."""
        name = "post" if predicate == "holds" else predicate
        key = f"sentences.{name}"
        pattern = self.text(key) if self.has(key) else self.text("sentences.other", predicate=predicate)
        return tuple(piece for piece in _filled(pattern, {"<s>": subject, "<o>": other}) if piece)

    def _day(self, iso: str) -> str:
        match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", iso)
        if match is None:
            return iso
        year, month, day = match.groups()
        months = self._words["format"]["months"]
        if month is None:
            return year
        if not 1 <= int(month) <= 12:
            return iso
        return " ".join(part for part in (str(int(day)) if day else "", months[int(month) - 1], year) if part)

    def _shown(self, value: object) -> object:
        return self.number(value) if isinstance(value, int) else value


def _filled(pattern: str, things: Mapping[str, str | Thing]) -> list[str | Thing]:
    return [things.get(piece, piece) for piece in re.split(r"(<\w+>)", pattern)]
