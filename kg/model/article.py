"""Article: one news article as its source gives it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Literal

Field = Literal["title", "text"]


@dataclass(frozen=True, slots=True)
class Article:
    """One article: an id that is unique in a workspace, its text, and what is known about it.

    ``text`` is never altered: every offset that leaves the system counts code points of ``text`` (or of ``title``).
    ``published`` is an ISO date (``2025-10-31``) or empty. Unknown fields are empty strings.
    """

    id: str
    text: str
    title: str = ""
    byline: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""

    def field(self, name: Field) -> str:
        """The title or the text, by name."""
        return self.title if name == "title" else self.text

    @property
    def digest(self) -> str:
        """SHA-256 over all fields but the id: equal digests mean an unchanged article."""
        content = [self.text, self.title, self.byline, self.publisher, self.published, self.url]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
