"""Examples: ready questions, one ``.rq`` file each, that begin with their title in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Example:
    """A ready question: its file's name, its title by language, and its SPARQL."""

    name: str
    titles: Mapping[str, str]
    text: str


def _read() -> tuple[Example, ...]:
    folder = files("kg.store").joinpath("queries")
    found = []
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        titles = {match[1]: match[2] for line in lines if (match := re.match(r"# (id|en): (.+?)\s*$", line))}
        text = "".join(line for line in lines if not re.match(r"# (id|en): ", line))
        found.append(Example(file.name.removesuffix(".rq"), titles, text))
    return tuple(found)


EXAMPLES = _read()
"""All examples, in the order of their file names."""


def example(name: str) -> Example | None:
    """The example of this name, where there is one."""
    return next((item for item in EXAMPLES if item.name == name), None)
