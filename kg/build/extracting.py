"""Extracting: what no extractor has read yet, in this process or in several."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from itertools import islice
from multiprocessing import get_context, parent_process
from typing import TypeVar

from kg.build.report import Progress
from kg.errors import ArticleError
from kg.extraction.text.document import make_document
from kg.model import Article, Extraction, Extractor
from kg.workspace.workspace import Workspace

T = TypeVar("T")
ExtractorFactory = Callable[[], Extractor]
"""Makes an extractor; a function at the top of a module, so that other processes can make their own."""

# Small enough that a killed build loses little, large enough that writing costs nothing.
_BATCH = 50


def rules_extractor() -> Extractor:
    """The extractor of tier ``rules`` with the vocabulary that comes with Simpul."""
    from kg.extraction.rules import RulesExtractor
    from kg.vocabulary import load_vocabulary

    return RulesExtractor(load_vocabulary())


def extract_missing(
    workspace: Workspace, key: str, make_extractor: ExtractorFactory, jobs: int, progress: Progress
) -> tuple[int, list[ArticleError]]:
    """Read every article that has no extraction under ``key``; how many were read, and which could not be."""
    unread = workspace.unread(key)
    articles = (article for id_ in unread if (article := workspace.article(id_)) is not None)
    failures: list[ArticleError] = []
    done = 0
    for batch in _batches(_extractions(articles, make_extractor, jobs if len(unread) > _BATCH else 1)):
        done += len(batch)
        failures += [result for _, result in batch if isinstance(result, ArticleError)]
        workspace.save_extractions(key, [(d, result) for d, result in batch if isinstance(result, Extraction)])
        progress("Reading articles", done, len(unread))
    workspace.note_failures("", failures)
    return done - len(failures), failures


_Result = tuple[str, Extraction | ArticleError]


def read_article(article: Article, extractor: Extractor) -> Extraction | ArticleError:
    """What the extractor reads out of an article, checked against its words; or what went wrong."""
    try:
        extraction = extractor.extract(make_document(article))
    except Exception as error:  # noqa: BLE001 - one strange text must not end the build; the reader is told of it
        return ArticleError(article.id, f"cannot be read, {type(error).__name__} in {extractor.version}: {error}")
    if not extraction.verified(article):
        return ArticleError(article.id, f"{extractor.version} cites words that are not in the article")
    return extraction


def _extractions(articles: Iterable[Article], make_extractor: ExtractorFactory, jobs: int) -> Iterator[_Result]:
    if jobs == 1:
        extractor = make_extractor()
        yield from ((article.digest, read_article(article, extractor)) for article in articles)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start_worker) as pool:
        # A bounded number of batches at a time, so that a million articles are not held in memory.
        batches = _batches(articles)
        while group := list(islice(batches, 4 * jobs)):
            for results in pool.map(partial(_read_batch, make_extractor), group):
                yield from results


def _start_worker() -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


@cache
def _extractor(make_extractor: ExtractorFactory) -> Extractor:
    """The one extractor of a worker process."""
    return make_extractor()


def _read_batch(make_extractor: ExtractorFactory, articles: Sequence[Article]) -> list[_Result]:
    extractor = _extractor(make_extractor)
    return [(article.digest, read_article(article, extractor)) for article in articles]


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
