"""Extracting: what no extractor has read yet, in this process or in several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial

from kg.build.report import Progress
from kg.errors import ArticleError
from kg.extraction.text.document import make_document
from kg.model import Article, Extraction, Extractor
from kg.workers import batches, in_parallel
from kg.workspace import Workspace

ExtractorFactory = Callable[[], Extractor]
"""Makes an extractor; other processes must be able to make their own: a function of a module, or an ``OfTier``."""

# Small enough that a killed build loses little, large enough that writing costs nothing.
_BATCH = 50


@dataclass(frozen=True, slots=True)
class OfTier:
    """Makes the extractor of a tier with the vocabulary that comes with Simpul.

    Equal for equal tiers, also after the way to another process, so that each process makes one extractor and keeps it.
    """

    tier: str

    def __call__(self) -> Extractor:
        """A new extractor of the tier; raises ``ModelError`` where it needs a model that is missing."""
        from kg.extraction.tiers import make_extractor
        from kg.vocabulary import load_vocabulary

        return make_extractor(self.tier, load_vocabulary())


def extract_missing(
    workspace: Workspace, key: str, make_extractor: ExtractorFactory, jobs: int, progress: Progress
) -> tuple[int, list[ArticleError]]:
    """Read every article that has no extraction under ``key``; how many were read, and which could not be."""
    unread = workspace.unread(key)
    articles = (article for id_ in unread if (article := workspace.article(id_)) is not None)
    failures: list[ArticleError] = []
    done = 0
    read = partial(_read_batch, make_extractor)
    for batch in in_parallel(read, batches(articles, _BATCH), jobs if len(unread) > _BATCH else 1):
        done += len(batch)
        failures += [result for _, result in batch if isinstance(result, ArticleError)]
        workspace.save_extractions(key, [(d, result) for d, result in batch if isinstance(result, Extraction)])
        progress("Reading articles", done, len(unread))
    workspace.note_failures(failures)
    return done - len(failures), failures


def read_article(article: Article, extractor: Extractor) -> Extraction | ArticleError:
    """What the extractor reads out of an article, checked against its words; or what went wrong."""
    try:
        extraction = extractor.extract(make_document(article))
    except Exception as error:  # noqa: BLE001 - one strange text must not end the build; the reader is told of it
        return ArticleError(article.id, f"cannot be read, {type(error).__name__} in {extractor.version}: {error}")
    if not extraction.verified(article):
        return ArticleError(article.id, f"{extractor.version} cites words that are not in the article")
    return extraction


@cache
def extractor_of(make_extractor: ExtractorFactory) -> Extractor:
    """What the factory makes, made once in each process."""
    return make_extractor()


def _read_batch(
    make_extractor: ExtractorFactory, articles: Sequence[Article]
) -> list[tuple[str, Extraction | ArticleError]]:
    extractor = extractor_of(make_extractor)
    return [(article.digest, read_article(article, extractor)) for article in articles]
