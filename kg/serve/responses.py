"""Responses: an answer as a response, small ones whole and large ones in pieces from their file."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from starlette.responses import Response, StreamingResponse

from kg.serve.answers import Answer, Kind
from kg.store import GRAPH_FORMATS, RESULT_FORMATS

CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type, If-Match, If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, Location, Retry-After",
}
"""Scripts of other sites may ask; no cookie or password goes with it, so they see what everybody sees."""

_PIECE = 1 << 18


def media_type(kind: Kind, format: str) -> str:
    """The content type of a result in a format."""
    formats: Mapping[str, Any] = GRAPH_FORMATS if kind == "triples" else RESULT_FORMATS
    found = str(formats[format].media_type)
    return f"{found}; charset=utf-8" if found.startswith("text/") else found


def respond(answer: Answer, headers: Mapping[str, str]) -> Response:
    """The response with an answer: complete before its first byte is sent, so that no limit can tear it."""
    kind, together = media_type(answer.kind, answer.format), {**CORS, **headers}
    if answer.path is None:
        return Response(answer.content, media_type=kind, headers=together)
    size = answer.path.stat().st_size
    return _FileResponse(answer.path, media_type=kind, headers={**together, "Content-Length": str(size)})


class _FileResponse(StreamingResponse):
    """A file that is gone once it has been opened: nothing is left, however the response ends."""

    def __init__(self, path: Path, media_type: str, headers: Mapping[str, str]) -> None:
        file = path.open("rb")
        path.unlink()
        super().__init__(_pieces(file), media_type=media_type, headers=headers)


async def _pieces(file: BinaryIO) -> AsyncIterator[bytes]:
    with file:
        while piece := await asyncio.to_thread(file.read, _PIECE):
            yield piece
