"""Authorization: who may write: whoever has a token, which is compared in constant time."""

from __future__ import annotations

import hmac
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.errors import SimpulError

VARIABLE = "SIMPUL_TOKEN"
_SHORTEST = 16
_TOKEN = re.compile(r"[A-Za-z0-9\-._~+/]+=*")
_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="simpul"', "Access-Control-Allow-Origin": "*"}


class TokenError(SimpulError):
    """There is no token for writers, or one that is of no use."""


def read_tokens(path: Path | None, environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The tokens of writers: the lines of a file, or the variable ``SIMPUL_TOKEN``.

    Blank lines, and lines that begin with #, do not count. Raises ``TokenError`` where there is none, or where one is
    too short or cannot be sent in a header.
    """
    if path is None:
        lines = [environ.get(VARIABLE, "")]
    else:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise TokenError(f"the file of tokens {path} cannot be read: {error}") from error
    found = tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
    if not found:
        raise TokenError(f"writing needs a token: --token-file FILE, or the environment variable {VARIABLE}")
    if any(len(token) < _SHORTEST or not _TOKEN.fullmatch(token) for token in found):
        raise TokenError(f"a token has {_SHORTEST} characters or more, of A-Z a-z 0-9 - . _ ~ + /")
    return found


def require_writer(request: Request) -> None:
    """Raise ``HTTPException`` unless this server takes writes (403) and the request has a token (401)."""
    tokens: tuple[str, ...] = request.app.state.tokens
    if not tokens:
        raise HTTPException(403, "this server is read-only")
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if not fits(given, tokens) or scheme.lower() != "bearer":
        raise HTTPException(401, "writing needs a token: Authorization: Bearer …", _CHALLENGE)


def fits(given: str, tokens: Iterable[str]) -> bool:
    """Whether what was given is one of the tokens; the time that it takes tells nothing about them."""
    offered = given.strip().encode("utf-8", "surrogatepass")
    # All are compared, so that the time tells nothing about which one was nearly right either.
    compared = [hmac.compare_digest(offered, token.encode()) for token in tokens]
    return any(compared)
