"""Content negotiation: which of the media types on offer a client prefers (RFC 9110, 12.5.1), and which language."""

from __future__ import annotations

import re
from collections.abc import Sequence

_QUALITY = re.compile(r"q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)", re.IGNORECASE)


def preferred(accept: str, offers: Sequence[str]) -> str | None:
    """The offer that the ``Accept`` header likes best, the first of equals; None where it takes none of them.

    An absent header takes anything. A part that cannot be read is passed over.
    """
    ranges = _ranges(accept) if accept.strip() else [("*/*", 1.0)]
    best, best_quality = None, 0.0
    for offer in offers:
        quality = _quality(offer, ranges)
        if quality > best_quality:
            best, best_quality = offer, quality
    return best


def names_html(accept: str) -> bool:
    """Whether the client asks for HTML by name, as browsers do, and does not merely take anything."""
    return any(media == "text/html" and quality > 0 for media, quality in _ranges(accept))


def preferred_language(accept_language: str, languages: Sequence[str]) -> str:
    """The language that an ``Accept-Language`` header likes best; the first one where it names none of them."""
    best, best_quality = languages[0], 0.0
    for tag, quality in _ranges(accept_language):
        primary = tag.split("-")[0]
        primary = "id" if primary == "in" else primary  # the old code for Indonesian
        if primary in languages and quality > best_quality:
            best, best_quality = primary, quality
    return best


def _ranges(header: str) -> list[tuple[str, float]]:
    found = []
    for part in header.split(","):
        name, *parameters = [piece.strip().lower() for piece in part.split(";")]
        quality = 1.0
        for parameter in parameters:
            if match := _QUALITY.fullmatch(parameter):
                quality = float(match[1])
        if name:
            found.append((name, quality))
    return found


def _quality(offer: str, ranges: Sequence[tuple[str, float]]) -> float:
    family = offer.split("/")[0]
    for wanted in (offer, f"{family}/*", "*/*"):  # the most exact range decides
        qualities = [quality for name, quality in ranges if name == wanted]
        if qualities:
            return max(qualities)
    return 0.0
