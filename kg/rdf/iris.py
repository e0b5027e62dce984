"""IRIs: readable, deterministic, and never the same for two different things."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg.model import Evidence
from kg.settings import Settings

Key = TypeVar("Key", bound=Hashable)

_LENGTH = 120
_DIGEST = 10
_APOSTROPHE = re.compile(r"['’‘ʼ`]")
_OTHER = re.compile(r"[^a-z0-9]+")
# An article's id stands in its IRI as it is where it looks like this and cannot be taken for a slug with a digest.
_PLAIN_ID = re.compile(rf"(?!.*-[0-9a-f]{{{_DIGEST}}}$)[A-Za-z0-9][A-Za-z0-9._-]{{0,{_LENGTH - 1}}}")


@dataclass(frozen=True, slots=True)
class Canonical:
    """Under which IRI and label the whole graph knows an entity of one article.

    ``seen`` is what articles call it, where a person has corrected the label; else empty.
    """

    iri: str
    label: str
    seen: str = ""


def digest(text: str) -> str:
    """Ten hexadecimal digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]


def slug(text: str) -> str:
    """A text as one readable IRI segment: lower-case ASCII letters, digits and single hyphens, never empty.

    Accents and apostrophes are dropped. A text longer than 120 characters is cut and closed by a digest of the whole;
    a text without any Latin letter or digit is its digest alone.
    """
    folded = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", text)).casefold()
    plain = _OTHER.sub("-", "".join(c for c in folded if not unicodedata.combining(c))).strip("-")
    if not plain:
        return f"x-{digest(text)}"
    if len(plain) <= _LENGTH:
        return plain
    return f"{plain[: _LENGTH - _DIGEST - 1].rstrip('-')}-{digest(text)}"


def settle(ladders: Mapping[Key, Sequence[str]], taken: Collection[str] = ()) -> dict[Key, str]:
    """One slug for each thing, no two alike and none of ``taken``.

    ``ladders`` gives each thing's slugs from the shortest to the most qualified. Things that meet on a slug all climb
    one step, so the outcome does not depend on their order. Past the last step stands a digest of the thing's key.
    """
    reserved = set(taken)
    steps = dict.fromkeys(ladders, 0)
    while True:
        slugs = {key: _step(key, ladders[key], step) for key, step in steps.items()}
        counts = Counter(slugs.values())
        clashes = [key for key, value in slugs.items() if counts[value] > 1 or value in reserved]
        if not clashes:
            return slugs
        for key in clashes:
            steps[key] += 1


def _step(key: Hashable, ladder: Sequence[str], step: int) -> str:
    if step < len(ladder):
        return ladder[step]
    # A digest that is taken after all is lengthened by one more of its own, so climbing always ends.
    rounds = step - len(ladder) + 1
    return "-".join([ladder[-1], *(digest(f"{n}{key!r}") for n in range(rounds))])


def article_iri(article_id: str, settings: Settings) -> str:
    """The IRI of an article, which is also its named graph; different ids give different IRIs."""
    segment = article_id if _PLAIN_ID.fullmatch(article_id) else f"{slug(article_id)}-{digest(article_id)}"
    return article_prefix(settings) + segment


def article_prefix(settings: Settings) -> str:
    """What the IRI of every article, and of no other thing, begins with."""
    return f"{settings.base_iri}article/"


def claim_iri(claim: str, settings: Settings) -> str:
    """The IRI of a claim from its id (``Extraction.statement_id``)."""
    return f"{settings.base_iri}claim/{claim}"


def quotation_iri(quotation: str, settings: Settings) -> str:
    """The IRI of a quotation from its id (``Extraction.quotation_id``)."""
    return f"{settings.base_iri}quotation/{quotation}"


def target_iri(article: str, evidence: Evidence) -> str:
    """The IRI of a stretch of an article, from the article's IRI: ``…#char=120,180``, in the title ``…#title=0,20``."""
    unit = "title" if evidence.field == "title" else "char"
    return f"{article}#{unit}={evidence.span.start},{evidence.span.end}"


def kind_iri(scheme: str, name: str, settings: Settings) -> str:
    """The concept of a kind: ``…/kind/unit/Bapas``; what an IRI segment cannot hold becomes a hyphen."""
    segment = name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")
    return f"{settings.base_iri}kind/{scheme}/{segment or slug(name)}"


def tenure_iri(person: str, post: str, settings: Settings, since: str = "") -> str:
    """The tenure of a post by a person, both given by IRI: ``…/tenure/<person>/<post>``.

    Every tenure but the first is told apart by its first day: ``…/tenure/<person>/<post>/2025-03-01``.
    """
    name = f"{person.rpartition('/')[2]}/{post.rpartition('/')[2]}"
    return f"{settings.base_iri}tenure/{name}{f'/{since}' if since else ''}"
