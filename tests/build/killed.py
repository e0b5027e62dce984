"""Run a build that is killed at a named point: ``python killed.py POINT FOLDER WORKSPACE``; see ``test_killed.py``."""

from __future__ import annotations

import os
import pathlib
import re
import signal
import sys
from collections.abc import Callable
from itertools import islice, pairwise
from typing import Any

import kg.build.run as run
from kg.build import build
from kg.model import Document, Entity, Evidence, Extraction, Span, Statement
from kg.settings import Settings
from kg.workspace import Workspace


class CapitalWords:
    """Takes every capitalised word of six letters for a person, and each to succeed the one before."""

    version = "capital-words/1"

    def extract(self, document: Document) -> Extraction:
        article = document.article
        found: dict[str, list[Evidence]] = {}
        for match in re.finditer(r"\b[A-Z][a-z]{5}\b", article.text):
            found.setdefault(match[0], []).append(Evidence("text", Span(*match.span()), match[0]))
        people = tuple(
            # Names of three words, as namesakes are rarely taken for one person on the strength of a single word.
            Entity(f"p{number}", "Person", f"{name} Putra Wijaya", tuple(mentions))
            for number, (name, mentions) in enumerate(found.items())
        )
        claims = tuple(Statement(b.id, "succeeds", a.id, b.mentions[:1], 0.5) for a, b in pairwise(people))
        return Extraction(article.id, self.version, people, claims)


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def before(owner: Any, name: str) -> None:
    setattr(owner, name, die)


def after(owner: Any, name: str, times: int = 1) -> None:
    original, count = getattr(owner, name), [0]

    def wrapper(*args: Any, **kwargs: Any) -> Any:
        result = original(*args, **kwargs)
        count[0] += 1
        if count[0] == times:
            die()
        return result

    setattr(owner, name, wrapper)


def amid_quads(name: str, quads: int) -> None:
    """Die while the store is being written, after some quads."""
    original = getattr(run, name)

    def wrapper(workspace: pathlib.Path, *args: Any, **named: Any) -> None:
        def dying(quads_given: Any) -> Any:
            yield from islice(iter(quads_given), quads)
            die()

        if named:
            named["new"] = dying(named["new"])
        else:
            args = (*args[:-1], dying(args[-1]))
        original(workspace, *args, **named)

    setattr(run, name, wrapper)


POINTS: dict[str, Callable[[], None]] = {
    "after one file is read": lambda: after(Workspace, "record_source"),
    "before any article is read": lambda: before(run, "extract_missing"),
    "after some articles are read": lambda: after(Workspace, "save_extractions"),
    "before the graphs are planned": lambda: before(run, "plan_graphs"),
    "while the whole store is written": lambda: amid_quads("write_all", 5000),
    "while the change is written": lambda: amid_quads("write_change", 200),
    "before the graph is checked": lambda: before(run, "check_graphs"),
    "before the build is noted": lambda: before(Workspace, "note_build"),
    "after the build is noted": lambda: after(Workspace, "note_build"),
    "while the pointer is moved": lambda: before(pathlib.Path, "replace"),
    "after the build is published": lambda: after(run, "publish"),
    "before old builds are removed": lambda: before(run, "clean"),
}

if __name__ == "__main__":
    point, folder, workspace = sys.argv[1:]
    # The check takes most of the time, and can be killed like anything else: only its own point needs it.
    setattr(run, "check_graphs", lambda *_: None)  # noqa: B010 - it is an import of another module
    POINTS[point]()
    build([folder], settings=Settings(workspace=pathlib.Path(workspace)), prune=True, make_extractor=CapitalWords)
