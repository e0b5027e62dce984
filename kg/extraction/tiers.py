"""Tiers: the extractors by name; what only one of them needs is imported when that one is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import TierError

if TYPE_CHECKING:
    from kg.model import Extractor
    from kg.vocabulary import Vocabulary

TIERS = ("default", "rules")
"""The model together with the rules, and the rules alone."""


def make_extractor(tier: str, vocabulary: Vocabulary) -> Extractor:
    """The extractor of a tier, reading with ``vocabulary``.

    Raises ``ModelError`` where the tier needs a model whose files are missing, ``TierError`` where there is no such
    tier.
    """
    if tier == "rules":
        from kg.extraction.rules import RulesExtractor

        return RulesExtractor(vocabulary)
    if tier == "default":
        from kg.extraction.default import DefaultExtractor

        return DefaultExtractor(vocabulary)
    raise TierError(f"there is no tier {tier!r}: choose {' or '.join(TIERS)}")
