"""Sources: the annotated articles that the model is made of, and which of them it is only checked on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.evaluation.annotation import Annotation, read_gold
from kg.model import Article
from kg.settings import Settings

# Folders below data/gold; dev is never among them.
PARTS = ("more", "reports", "train", "varied")

Annotated = tuple[Article, Annotation, str]


def annotated_articles(gold: Path, settings: Settings) -> list[Annotated]:
    """Every article of ``PARTS`` below the folder ``gold``, with its annotation and the name of its part."""
    return [
        (article, annotation, part)
        for part in PARTS
        for article, annotation in read_gold(gold / part, settings).articles
    ]


def split(articles: Sequence[Annotated]) -> tuple[list[Annotated], list[Annotated]]:
    """What the network is fitted on, and what thresholds and calibration are tuned on: the articles of ``train``.

    These are retold real news, nearer to what readers bring than the invented articles of the other parts.
    """
    return [a for a in articles if a[2] != "train"], [a for a in articles if a[2] == "train"]
