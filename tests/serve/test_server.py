from __future__ import annotations

import socket
import threading
import urllib.request

import pytest
from pyoxigraph import Quad

from kg.serve import create_app
from kg.serve.server import ListenError, address_of, serve
from kg.store import EmbeddedStore


@pytest.mark.parametrize(
    ("host", "address"), [("127.0.0.1", "http://127.0.0.1:{}/"), ("0.0.0.0", "http://127.0.0.1:{}/")]
)
def test_the_address_is_one_that_a_browser_can_open(host: str, address: str) -> None:
    with socket.create_server((host, 0)) as listener:
        assert address_of(listener, host) == address.format(listener.getsockname()[1])


def test_an_ipv6_address_is_bracketed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        assert address_of(listener, "::").startswith("http://[::1]:")


def test_a_port_in_use_is_a_clear_error(hostile_quads: list[Quad]) -> None:
    app = create_app(EmbeddedStore.of(hostile_quads))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ListenError, match="choose another --port"):
            serve(app, "127.0.0.1", port, print)


def test_a_host_that_does_not_exist_is_a_clear_error(hostile_quads: list[Quad]) -> None:
    with pytest.raises(ListenError, match="cannot listen on nowhere"):
        serve(create_app(EmbeddedStore.of(hostile_quads)), "nowhere.invalid", 0, print)


def test_ready_is_told_an_address_that_answers(hostile_quads: list[Quad]) -> None:
    told: list[str] = []
    ready = threading.Event()

    def remember(address: str) -> None:
        told.append(address)
        ready.set()

    app = create_app(EmbeddedStore.of(hostile_quads))
    threading.Thread(target=serve, args=(app, "127.0.0.1", 0, remember), daemon=True).start()
    assert ready.wait(10)
    with urllib.request.urlopen(told[0], timeout=10) as response:
        assert response.status == 200
