"""Annotations: what an article says, by a human reader or by an extractor, in the form of the guidelines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.articles import read_articles
from kg.errors import ArticleError
from kg.model import Article, Extraction
from kg.settings import Settings


@dataclass(frozen=True, slots=True)
class AnnotatedEntity:
    """An entity as the guidelines write it: ``kind`` and ``date`` are empty where they are not given."""

    id: str
    type: str
    name: str
    mentions: tuple[str, ...] = ()
    kind: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """Subject, predicate and object by id; ``post`` for ``holdsPost``, ``confidence`` for what an extractor found."""

    subject: str
    predicate: str
    object: str
    post: str = ""
    confidence: float = field(default=1.0, compare=False)


@dataclass(frozen=True, slots=True)
class Annotation:
    """Entities, facts and quotes (speaker's id, words) of one article."""

    id: str
    entities: tuple[AnnotatedEntity, ...] = ()
    facts: tuple[Fact, ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Annotation:
        """The annotation in a gold file or a line of ``kg extract``; ``KeyError`` where the data has another shape."""
        entities = tuple(
            AnnotatedEntity(
                e["id"], e["type"], e["name"], tuple(e.get("mentions", ())), e.get("kind", ""), e.get("date", "")
            )
            for e in data["entities"]
        )
        facts = tuple(Fact(f["s"], f["p"], f["o"], f.get("post", ""), f.get("confidence", 1.0)) for f in data["facts"])
        return cls(data["id"], entities, facts, tuple((q["speaker"], q["text"]) for q in data["quotes"]))

    @classmethod
    def of(cls, extraction: Extraction) -> Annotation:
        """What an extractor found, to be compared with gold."""
        return cls.from_json(extraction.to_json())


@dataclass(frozen=True, slots=True)
class Gold:
    """A folder of annotated articles: its name, its articles with their annotations, and a fingerprint of its files."""

    name: str
    articles: tuple[tuple[Article, Annotation], ...]
    fingerprint: str


def read_gold(folder: Path, settings: Settings) -> Gold:
    """The gold articles of a folder, by file name; raises ``ArticleError`` for the first file that is not one."""
    pairs = []
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.json")):
        article = next(read_articles(path, settings))
        if isinstance(article, ArticleError):
            raise article
        content = path.read_bytes()
        try:
            annotation = Annotation.from_json(json.loads(content))
        except (KeyError, TypeError) as error:
            raise ArticleError(str(path), f"no gold article, see GUIDELINES.md: {error}") from error
        pairs.append((article, annotation))
        digest.update(content)
    if not pairs:
        raise ArticleError(str(folder), "no gold articles: give a folder of annotated .json files")
    return Gold(folder.resolve().name, tuple(pairs), digest.hexdigest()[:16])
