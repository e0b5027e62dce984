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

    try:
        page = bare_extraction(content, with_metadata=True, include_comments=False, include_tables=False)
    except Exception as error:  # some markup breaks what others wrote to read it; the rest goes on
        raise ArticleError(source, f"this page cannot be read: {type(error).__name__} {str(error)[:200]}") from error
    if isinstance(page, Document):
        lines = [line.strip() for line in (page.text or "").splitlines() if line.strip()]
        # The headline is often part of the main text; it is the title, and no paragraph.
        text = "\n\n".join(lines[1:] if lines[:1] == [page.title] else lines)
        if text:
            return Article(
                identifier,
                text,
                title=page.title or "",
                byline=page.author or "",
                publisher=page.sitename or "",
                published=parse_date(page.date or ""),
                url=page.url or "",
            )
    raise ArticleError(source, "no article text found in this page")
