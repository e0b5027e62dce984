"""JSON objects as articles."""

from __future__ import annotations

import json
from typing import Any

from kg.articles.calendar import parse_date
from kg.errors import ArticleError
from kg.model import Article

_FIELDS = ("text", "title", "byline", "publisher", "url")
_MAX_ID = 200


def parse_record(line: str, source: str, default_id: str) -> Article:
    """The article that one JSON object stands for: ``text`` and, all optional, ``id``, ``title``, ``byline`` ...

    An object with an ``article`` key, as in the gold files, is read through it. ``default_id`` serves where no id is
    given. Raises ``ArticleError`` naming ``source``.
    """
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        raise ArticleError(source, f"malformed JSON, line {error.lineno} column {error.colno}: {error.msg}") from error
    except RecursionError as error:
        raise ArticleError(source, "malformed JSON: nested too deeply") from error
    except ValueError as error:
        raise ArticleError(source, "malformed JSON: a number has too many digits") from error
    if not isinstance(data, dict):
        raise ArticleError(source, 'not a JSON object: an article is {"id": …, "title": …, "text": …}')
    if isinstance(data.get("article"), dict):
        data = {"id": data.get("id"), **data["article"]}
    return _article(data, source, default_id)


def _article(data: dict[str, Any], source: str, default_id: str) -> Article:
    values = {name: _string(data, name, source) for name in _FIELDS}
    if not values["text"].strip():
        raise ArticleError(source, 'no text: the key "text" is missing or empty')
    published = _string(data, "published", source).strip()
    iso = parse_date(published)
    if published and not iso:
        raise ArticleError(source, f'bad date {published[:40]!r}: write the key "published" as 2025-10-31')
    return Article(_id(data, source) or default_id, **values, published=iso)


def _id(data: dict[str, Any], source: str) -> str:
    identifier = str(data["id"]) if isinstance(data.get("id"), int) else _string(data, "id", source)
    if len(identifier) > _MAX_ID or not identifier.isprintable():
        raise ArticleError(source, f"bad id: use at most {_MAX_ID} printable characters")
    return identifier.strip()


def _string(data: dict[str, Any], key: str, source: str) -> str:
    value = data.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ArticleError(source, f'the key "{key}" is no string')
    if "\0" in value:
        raise ArticleError(source, f'the key "{key}" holds NUL characters')
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise ArticleError(source, f'the key "{key}" holds half a surrogate pair: write the character itself')
    return value
