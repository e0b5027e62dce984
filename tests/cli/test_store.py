"""``--store``: the same graph on a SPARQL server elsewhere, loaded and served."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from kg.store.remote import RemoteStore
from kg.store.replica import Replica
from tests.servers import Running


def test_a_server_is_loaded_and_served(kg: Any, tmp_path: Path, oxigraph_server: Running) -> None:
    article = tmp_path / "visit.txt"
    article.write_text(
        "Kepala Lapas Kelas I Malang Budi Santoso mengunjungi Rutan Kelas IIB Trenggalek, Senin (10/11/2025)."
    )
    options = ("--tier", "rules", "-w", tmp_path / "ws", "--store", oxigraph_server.url)
    try:
        first = kg("build", article, *options)
        assert (first.code, first.out.splitlines()[-1]) == (0, "sent 3 graphs, dropped 0; 0 were there already")
        assert kg("build", *options, "--json").json["sent"] == {"replaced": 0, "dropped": 0, "unchanged": 3}
        arguments = [sys.executable, "-m", "kg", "serve", "--port", "0", "--store", oxigraph_server.url]
        with subprocess.Popen(arguments, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            address = process.stdout.readline().split()[3]
            with urllib.request.urlopen(f"{address}search?q=malang", timeout=60) as page:
                assert "Lapas Kelas I Malang" in page.read().decode()
            process.terminate()
    finally:
        store, replica = RemoteStore(oxigraph_server.service), Replica(oxigraph_server.service)
        for graph in list(store.graphs()):
            replica.drop(graph.value)
        store.close()
        replica.close()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("build", "--store", "http://127.0.0.1:1"), 1, "no SPARQL server is found at http://127.0.0.1:1"),
        (("build", "--store", "http://me:secret@127.0.0.1:1"), 1, "--store-credentials FILE"),
        (("build", "--store-update", "http://127.0.0.1:1"), 2, "--store URL is missing"),
        (("serve", "--store", "http://127.0.0.1:1"), 1, "no SPARQL server is found at http://127.0.0.1:1"),
        (("serve", "--writable", "--store", "http://127.0.0.1:1"), 2, "write to the server of --store itself"),
        (("serve", "--curate", "--store", "http://127.0.0.1:1"), 2, "write to the server of --store itself"),
    ],
)
def test_what_cannot_be_is_said(kg: Any, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    run = kg(*arguments, "-w", tmp_path)
    assert (run.code, said in run.err, "secret" in run.err) == (code, True, False)
    assert not list(tmp_path.iterdir())
