"""Parameters: what a protocol request says, in its address and its body, read within bounds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import TypeAlias
from urllib.parse import parse_qsl, unquote_to_bytes

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

Fields: TypeAlias = list[tuple[str, str]]

_MOST_FIELDS = 100
_ALONE = b"query="
_PATIENCE = 30.0
"""Seconds without a byte after which a body is given up."""
_SLOWEST = 1_000
"""Bytes a second that a body must come with, beyond that patience."""
_LAST = {"Connection": "close"}
"""For who is not read to the end."""


def media_type_of(request: Request) -> str:
    """The media type of the body, without parameters."""
    return request.headers.get("content-type", "").split(";")[0].strip().lower()


def address_fields(request: Request) -> Fields:
    """The fields of the address; raises ``HTTPException`` where they are not UTF-8."""
    return fields_of(request.scope["query_string"])


def fields_of(query_string: bytes) -> Fields:
    """The fields of an address's query; raises ``HTTPException`` where they are not UTF-8."""
    if query_string.startswith(_ALONE) and b"&" not in query_string and query_string.isascii():
        try:  # what most programs send, read in half the time
            value = unquote_to_bytes(query_string[len(_ALONE) :].replace(b"+", b" ")).decode()
        except UnicodeDecodeError:
            raise _unreadable(_MOST_FIELDS) from None
        return [("query", value)]
    return form_fields(query_string.decode("latin-1"))


def form_fields(text: str, most: int = _MOST_FIELDS) -> Fields:
    """The fields of a form; raises ``HTTPException`` where there are more than ``most``, or they are not UTF-8."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=most)
    except ValueError:
        raise _unreadable(most) from None


def _unreadable(most: int) -> HTTPException:
    return HTTPException(400, f"the form cannot be read: it must be UTF-8 with at most {most} fields")


def only(fields: Fields, name: str) -> str | None:
    """The value of a field that may be there once; raises ``HTTPException`` where it is there more often."""
    values = [value for key, value in fields if key == name]
    if len(values) > 1:
        raise HTTPException(400, f"there must be exactly one {name}")
    return values[0] if values else None


async def read_text(request: Request, limit: int) -> str:
    """The body as text; raises ``HTTPException`` where it is too large or not UTF-8."""
    content = b"".join([piece async for piece in pieces(request, limit)])
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise HTTPException(400, "the request is not UTF-8") from None


async def pieces(request: Request, limit: int) -> AsyncIterator[bytes]:
    """The body, piece by piece; raises ``HTTPException`` where it is too large, or comes too slowly."""
    declared = request.headers.get("content-length", "")
    if declared.isascii() and declared.isdecimal() and (len(declared) > 15 or int(declared) > limit):
        raise HTTPException(413, "the request is too large", _LAST)
    size, stream, begun = 0, request.stream(), time.monotonic()
    while True:
        try:
            left = begun + _PATIENCE + size / _SLOWEST - time.monotonic()
            async with asyncio.timeout(min(_PATIENCE, left)):
                piece = await anext(stream, None)
        except TimeoutError:
            raise HTTPException(408, "the request did not come in time", _LAST) from None
        except ClientDisconnect:
            raise HTTPException(400, "the request is not complete") from None
        if piece is None:
            return
        size += len(piece)
        if size > limit:
            raise HTTPException(413, "the request is too large", _LAST)
        yield piece
