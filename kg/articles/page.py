"""HTML pages as articles, read by trafilatura; nothing is ever fetched."""

from __future__ import annotations

from kg.articles.calendar import parse_date
from kg.errors import ArticleError
from kg.model import Article


def parse_page(content: str, source: str, identifier: str) -> Article:
    """The main text of an HTML page with what its metadata says: title, author, site, date, address.

    Paragraphs of the text are a blank line apart. Raises ``ArticleError`` where the page has no main text.
    """
    # Imported here because it brings lxml, which a run without a page need not wait for.
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    page = bare_extraction(content, with_metadata=True, include_comments=False, include_tables=False)
    lines = (page.text or "").splitlines() if isinstance(page, Document) else []
    text = "\n\n".join(line.strip() for line in lines if line.strip())
    if not isinstance(page, Document) or not text:
        raise ArticleError(source, "no article text found in this page")
    return Article(
        identifier,
        text,
        title=page.title or "",
        byline=page.author or "",
        publisher=page.sitename or "",
        published=parse_date(page.date or ""),
        url=page.url or "",
    )
