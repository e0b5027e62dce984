from __future__ import annotations

from pathlib import Path

import httpx2
import pytest

from kg.errors import StoreError
from kg.store.connection import Connection
from kg.store.credentials import VARIABLE, read_credentials
from kg.store.service import Credentials

ME = Credentials(user="me", password="secret:word")


def test_they_come_from_a_file_or_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "credentials"
    file.write_text("me:secret:word\n")
    assert read_credentials(file, {VARIABLE: "other:one"}) == ME
    assert read_credentials(None, {VARIABLE: "a-token"}) == Credentials(token="a-token")
    assert read_credentials(None, {}) is None
    assert "secret" not in repr(ME)


@pytest.mark.parametrize("content", [b"", b"a\nb", b"\xff"])
def test_what_is_no_line_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "credentials").write_bytes(content)
    with pytest.raises(StoreError, match="credentials"):
        read_credentials(tmp_path / "credentials", {})


def sent(credentials: Credentials, challenge: str) -> list[str]:
    """What is said of ourselves in two requests to a server that asks for it so."""
    said: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        said.append(request.headers.get("authorization", ""))
        if said[-1]:
            return httpx2.Response(200)
        return httpx2.Response(401, headers={"WWW-Authenticate": challenge})

    line = Connection(credentials, transport=httpx2.MockTransport(answer))
    for _ in range(2):
        line.update("http://store.example/update", "CLEAR ALL")
    return said


def test_a_token_is_sent_each_time() -> None:
    assert sent(Credentials(token="a-token"), "Bearer") == ["Bearer a-token"] * 2


def test_a_password_is_sent_when_it_is_asked_for_and_readable_only_where_nothing_else_is_offered() -> None:
    first, *asked = sent(ME, 'Basic realm="x"')
    assert first == ""
    assert asked == ["Basic bWU6c2VjcmV0OndvcmQ="] * 2
    digest = 'Digest realm="x", nonce="n", qop="auth", algorithm="MD5"'
    assert all(word == "" or word.startswith("Digest ") for word in sent(ME, digest))
