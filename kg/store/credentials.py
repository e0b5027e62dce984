"""Credentials: who this program is to a SPARQL server, from a file or the environment, and how the server is told."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from pathlib import Path

import httpx2

from kg.errors import StoreError
from kg.store.service import Credentials

VARIABLE = "SIMPUL_STORE_CREDENTIALS"


def read_credentials(path: Path | None, environ: Mapping[str, str] = os.environ) -> Credentials | None:
    """The credentials that a file holds, or the variable ``SIMPUL_STORE_CREDENTIALS``; None where there are none.

    They are one line, either ``USER:PASSWORD`` or a token. Raises ``StoreError`` where the file cannot be read.
    """
    if path is None:
        text = environ.get(VARIABLE, "")
    else:
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"the file of credentials {path} cannot be read: {error}") from error
    line = text.strip()
    if not line and path is None:
        return None
    if not line or not line.isprintable():
        raise StoreError("credentials are one line: USER:PASSWORD, or a token")
    user, colon, password = line.partition(":")
    return Credentials(user=user, password=password) if colon else Credentials(token=line)


class SignedIn(httpx2.Auth):
    """A token with every request; a name and password in the way that the server asks for, when it asks.

    Digest, where it is offered, sends the password in no readable form.
    """

    requires_request_body = True

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._way: httpx2.Auth | None = None

    def auth_flow(self, request: httpx2.Request) -> Generator[httpx2.Request, httpx2.Response, None]:
        """See ``httpx2.Auth.auth_flow``."""
        if self._credentials.token:
            request.headers["Authorization"] = f"Bearer {self._credentials.token}"
            yield request
            return
        if self._way is None:
            response = yield request
            offered = ", ".join(response.headers.get_list("www-authenticate")).lower()
            if response.status_code != 401 or not ("digest" in offered or "basic" in offered):
                return
            kind = httpx2.DigestAuth if "digest" in offered else httpx2.BasicAuth
            self._way = kind(self._credentials.user, self._credentials.password)
        yield from self._way.auth_flow(request)
