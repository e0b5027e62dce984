"""Files, folders, patterns and streams as articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from kg.articles.page import parse_page
from kg.articles.plain import parse_plain
from kg.articles.records import parse_record
from kg.errors import ArticleError
from kg.model import Article
from kg.model.statement import claim_id
from kg.settings import Settings

ReadResult = Article | ArticleError

_WHOLE_FILES: dict[str, Callable[[str, str, str], Article]] = {
    ".json": parse_record,
    ".txt": parse_plain,
    ".html": parse_page,
    ".htm": parse_page,
}
_SUFFIXES = {*_WHOLE_FILES, ".jsonl"}
_MAGIC = re.compile(r"[*?\[]")
_UNSAFE = re.compile(r"[^\w.-]+")


def discover(sources: Iterable[str | Path]) -> list[Path]:
    """The article files that files, folders (with all below them) and patterns name, sorted, each once.

    Hidden files and folders and files of other types are skipped inside a folder or pattern; a file named outright is
    taken as it is. Raises ``ArticleError`` where a source names nothing.
    """
    found: set[Path] = set()
    for source in sources:
        path = Path(source)
        if path.is_dir():
            matches = {p for p in path.rglob("*") if _wanted(p.relative_to(path)) and p.is_file()}
        elif path.exists():
            matches = {path}
        else:
            matches = {p for p in _expand(path) if _wanted(Path(p.name)) and p.is_file()}
        if not matches:
            reason = "no article in it" if path.is_dir() else "no such file"
            raise ArticleError(str(source), f"{reason}: give a file, a folder or a pattern of {_known()} files")
        found |= matches
    return sorted(found)


def read_sources(sources: Iterable[str | Path], settings: Settings) -> Iterator[ReadResult]:
    """Every article of ``sources``, ids unique: a file name used in two folders gets the folder's name in front.

    What cannot be read is yielded as an ``ArticleError``, and so is the second article of one id.
    """
    paths: list[Path] = []
    for source in sources:
        try:
            paths += discover([source])
        except ArticleError as error:
            yield error
    paths = sorted(set(paths))
    holders: dict[str, Path] = {}
    for path, default_id in default_ids(paths).items():
        for result in read_articles(path, settings, default_id):
            if isinstance(result, Article) and holders.setdefault(result.id, path) != path:
                yield ArticleError(str(path), f"the id {result.id!r} is taken by {holders[result.id]}: give it another")
            else:
                yield result


def default_ids(paths: Collection[Path], taken: Collection[str] = ()) -> dict[Path, str]:
    """Ids for the articles of files that give none: the file's name without suffix, where no other file has it.

    A name that two of the files share, or that is ``taken``, gets the folder's name in front.
    """
    names = Counter(_safe(path.stem) for path in paths) + Counter(taken)
    return {path: _safe(path.stem) if names[_safe(path.stem)] == 1 else _qualified(path) for path in paths}


def read_articles(path: Path, settings: Settings, default_id: str = "") -> Iterator[ReadResult]:
    """The articles of one file, by its suffix; what cannot be read is yielded as an ``ArticleError``, not raised.

    ``default_id`` serves an article without an id of its own; by default it is the file's name without suffix.
    """
    default_id = default_id or _safe(path.stem)
    try:
        if path.suffix.lower() == ".jsonl":
            with path.open("rb") as file:
                yield from _read_lines(_lines(file, settings.max_file_bytes), str(path), default_id, settings)
        else:
            yield _read_file(path, settings, default_id)
    except ArticleError as error:
        yield error
    except OSError as error:
        yield ArticleError(str(path), f"cannot be read: {error.strerror}")


def read_lines(file: BinaryIO, source: str, settings: Settings) -> Iterator[ReadResult]:
    """The articles of a stream of JSON lines, one object a line; ``source`` names it in errors ("stdin")."""
    return _read_lines(_lines(file, settings.max_file_bytes), source, _safe(source), settings)


def _lines(file: BinaryIO, limit: int) -> Iterator[bytes]:
    """The lines of a file; of one that is longer than ``limit``, so much that this can be told."""
    while line := file.readline(limit + 1):
        yield line
        while line and not line.endswith(b"\n"):
            line = file.readline(limit + 1)


def _read_lines(lines: Iterable[bytes], source: str, stem: str, settings: Settings) -> Iterator[ReadResult]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{source}:{number}"
        try:
            _check_size(len(line), where, settings)
            article = parse_record(_decode(line, where), where, f"{stem}-{number}")
            yield _within_limits(article, where, settings)
        except ArticleError as error:
            yield error


def _read_file(path: Path, settings: Settings, default_id: str) -> Article:
    source = str(path)
    parse = _WHOLE_FILES.get(path.suffix.lower())
    if parse is None:
        raise ArticleError(source, f"unknown type of file: {_known()} are read")
    _check_size(path.stat().st_size, source, settings)
    content = _decode(path.read_bytes(), source)
    if not content.strip():
        raise ArticleError(source, "the file is empty")
    return _within_limits(parse(content, source, default_id), source, settings)


def _check_size(size: int, source: str, settings: Settings) -> None:
    if size > settings.max_file_bytes:
        limit = settings.max_file_bytes
        raise ArticleError(source, f"too large: {size:,} bytes, at most {limit:,} are read; split it into articles")


def _within_limits(article: Article, source: str, settings: Settings) -> Article:
    limit = settings.max_article_chars
    if len(article.text) + len(article.title) > limit:
        raise ArticleError(source, f"too large: the text is longer than {limit:,} characters; split it into articles")
    return article


def _decode(content: bytes, source: str) -> str:
    """``content`` as UTF-8. Guessing another encoding would silently damage names and offsets, so it is refused."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = f"byte 0x{content[error.start]:02X} at offset {error.start}"
        mend = "save it as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW"
        raise ArticleError(source, f"not in UTF-8 ({byte}): {mend}") from error
    if "\0" in text:
        raise ArticleError(source, "not a text file: it holds NUL bytes")
    return text


def _expand(pattern: Path) -> Iterable[Path]:
    if not _MAGIC.search(str(pattern)):
        return ()
    return Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor)))


def _wanted(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and path.suffix.lower() in _SUFFIXES


def _safe(stem: str) -> str:
    """``stem`` with nothing but letters, digits, ``_``, ``.`` and ``-``, at most 100 of them."""
    return _UNSAFE.sub("-", stem).strip("-.")[:100] or f"article-{claim_id(stem)}"


def _qualified(path: Path) -> str:
    """An id for a file whose name is not unique: folder, name, and a hash of the path against further clashes."""
    return f"{_safe(path.parent.name)}-{_safe(path.stem)}-{claim_id(path.as_posix())[:6]}"


def _known() -> str:
    return ", ".join(sorted(_SUFFIXES))
