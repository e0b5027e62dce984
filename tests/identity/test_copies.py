from __future__ import annotations

import random

from kg.identity.copies import find_copies
from kg.model import Article

RELEASE = " ".join(f"kata{number} {number * 7 % 31}" for number in range(120))
OTHER = " ".join(f"lain{number} {number * 5 % 37}" for number in range(120))


def article(name: str, text: str, day: str) -> Article:
    return Article(id=name, title="judul", text=text, published=day)


ARTICLES = [
    article("copy", RELEASE.replace("kata50 ", "kata-lima-puluh "), "2025-10-30"),
    article("release", RELEASE, "2025-10-29"),
    article("own", OTHER, "2025-10-29"),
    article("empty", "", ""),
    article("empty too", "", ""),
]


def test_a_lightly_edited_copy_has_the_earliest_article_as_its_original() -> None:
    copies = find_copies(ARTICLES)
    assert copies.original == {name: "release" if name == "copy" else name for name in copies.original}
    assert set(copies.original) == {article.id for article in ARTICLES}
    assert copies.sources(["copy", "release", "own"]) == 2


def test_copies_do_not_depend_on_the_order_of_the_articles() -> None:
    shuffled = list(ARTICLES)
    random.Random(3).shuffle(shuffled)
    assert find_copies(shuffled) == find_copies(ARTICLES)
