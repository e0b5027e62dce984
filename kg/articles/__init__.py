"""Articles: from files and streams to ``Article``, one at a time, errors named and passed on."""

from kg.articles.files import ReadResult, default_ids, discover, read_articles, read_lines, read_sources

__all__ = ["ReadResult", "default_ids", "discover", "read_articles", "read_lines", "read_sources"]
