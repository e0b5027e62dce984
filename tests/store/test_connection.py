from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx2
import pytest

from kg.errors import QueryError, RemoteStoreError
from kg.store.connection import Connection, shown

URL = "http://store.example/sparql?secret=1"
Answer = Callable[[httpx2.Request], httpx2.Response]


def line(answer: Answer, **bounds: float) -> Connection:
    return Connection(transport=httpx2.MockTransport(answer), **bounds)  # type: ignore[arg-type]


def ask(connection: Connection) -> bytes:
    return connection.ask(URL, "ASK {}", (), "text/plain").content


@pytest.mark.parametrize(
    ("status", "error", "said"),
    [
        (400, QueryError, "refuses the query: line 1 <b>"),
        (401, RemoteStoreError, r"does not let this request in \(401\).*SIMPUL_STORE_CREDENTIALS"),
        (403, RemoteStoreError, "does not let this request in"),
        (302, RemoteStoreError, r"has moved \(302\)"),
        (500, RemoteStoreError, "answered 500: line 1 <b>"),
    ],
)
def test_each_refusal_says_where_and_what(status: int, error: type[Exception], said: str) -> None:
    content = "line 1 <b>\n\n" + "stack trace " * 10_000
    with pytest.raises(error, match=said) as caught:
        ask(line(lambda _: httpx2.Response(status, text=content, headers={"Location": "http://127.0.0.1/"})))
    assert "secret" not in str(caught.value)
    assert "stack" not in str(caught.value)


def test_a_redirection_is_not_followed() -> None:
    asked = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url.host)
        return httpx2.Response(307, headers={"Location": "http://127.0.0.1:9/"})

    with pytest.raises(RemoteStoreError):
        ask(line(answer))
    assert asked == ["store.example"]


@pytest.mark.parametrize(("failures", "works"), [(2, True), (3, False)])
def test_only_what_changes_nothing_is_tried_again(failures: int, works: bool) -> None:
    left = [httpx2.RemoteProtocolError("closed")] * failures
    calls: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        calls.append(request.method)
        if len(calls) <= failures:
            raise left[0]
        return httpx2.Response(200, text="yes")

    if works:
        assert ask(line(answer)) == b"yes"
    else:
        with pytest.raises(RemoteStoreError, match=r"http://store.example/sparql cannot be reached: closed"):
            ask(line(answer))
    assert len(calls) == 3
    calls.clear()
    with pytest.raises(RemoteStoreError, match="cannot be reached"):
        line(answer).update(URL, "CLEAR ALL")
    assert len(calls) == 1


def test_an_answer_is_bounded_in_size() -> None:
    def pieces() -> Iterator[bytes]:
        while True:
            yield b"x" * 1_000

    with pytest.raises(RemoteStoreError, match="more than 1 MB"):
        ask(line(lambda _: httpx2.Response(200, content=pieces()), most_bytes=1_000_000))


def test_an_answer_is_bounded_in_time() -> None:
    def late(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ReadTimeout("late")

    with pytest.raises(RemoteStoreError, match="did not answer within 5 seconds"):
        ask(line(late, seconds=5))
    with pytest.raises(RemoteStoreError, match="did not answer within 0 seconds"):
        ask(line(lambda _: httpx2.Response(200, text="x"), seconds=0))  # it drips


def test_an_address_is_shown_without_secrets() -> None:
    assert shown("https://me:pw@store.example:8/q?token=1#x") == "https://store.example:8/q"
    assert shown("http://store.example:port/") == "the address of the store"
