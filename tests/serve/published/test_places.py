from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.published.places import Place, place_of
from kg.serve.rendering import Addresses
from kg.settings import Settings

BASE = Settings().base_iri
ADDRESSES = Addresses(Settings())


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/about", "about.html"),
        ("/events?offset=0", "events.html"),
        ("/events.csv?", "events.csv"),
        ("/search?q=&type=Person&offset=50", "search.type-_person.offset-50.html"),
        ("/page/person/bluri-wijaksono?list=articles", "page/person/bluri-wijaksono.list-articles.html"),
        ("/page/kind/unit/Bapas", "page/kind/unit/_bapas.html"),
        ("/page/article/a?show=char-1-20#char-1-20", "page/article/a.html"),
        ("/data/person/x.ttl", "page/person/x.ttl"),
        ("/static/simpul.css", "static/simpul.css"),
    ],
)
def test_what_is_published_has_a_readable_name(address: str, file: str) -> None:
    place = place_of(address)
    assert place is not None
    assert place.file == file


@pytest.mark.parametrize(
    "address",
    [
        *(
            "/sparql",
            "/graph",
            "/graph/person/x",
            "/changes",
            "/changes.atom",
            "/review",
            "/questions",
            "/.well-known/void",
        ),
        *(
            "/events?about=person%2Fx",
            "/search?q=bapas",
            "/statements?from=2025-01-01",
            "/page/person/x?min_confidence=.5",
        ),
        *(
            "/data/person/x.jsonld",
            "/page/quotation/x",
            "/page/claim/x.csv",
            "/page/",
            "/nothing",
            "/events?offset=50&by=day",
        ),
    ],
)
def test_what_needs_a_server_has_no_place(address: str) -> None:
    assert place_of(address) is None


def test_names_that_differ_in_case_alone_have_files_that_differ_otherwise() -> None:
    files = [Place(f"/page/person/{name}").file.lower() for name in ("a-b", "A-b", "a-B", "A-B", "a_b", "_a-b")]
    assert len(set(files)) == len(files)


SAFE = re.compile(r"(?:[a-z0-9_~-]{1,81}/)*[a-z0-9_~-]{1,81}(?:\.[a-z0-9_~-]{1,81})+")
HOSTILE = st.one_of(
    st.text(min_size=1, max_size=30),
    st.sampled_from(
        ["..", "../../etc/passwd", "con", "NUL.txt", "a//b", ".", "a" * 300, "x.html/y", "%2e%2e%2f", "a\\b", "a."]
    ),
    st.text(alphabet="aA./_-~", min_size=1, max_size=12),
)


@given(HOSTILE, HOSTILE)
def test_no_iri_leads_out_of_the_folder_or_to_the_file_of_another(one: str, other: str) -> None:
    files = []
    for name in (one, other):
        place = place_of(ADDRESSES.page(f"{BASE}person/{name}"))
        assert place is not None
        assert SAFE.fullmatch(place.file)
        assert not {part.split(".")[0] for part in PurePosixPath(place.file).parts} & {
            "con",
            "nul",
            "aux",
            "prn",
            "com1",
        }
        assert len(place.file) < 200
        files.append((place, place.file.lower()))
    assert (files[0][0] == files[1][0]) == (files[0][1] == files[1][1])


def test_a_file_never_stands_where_a_folder_must() -> None:
    file = Place("/page/person/x").file
    assert not Place("/page/person/x.html/y").file.startswith(f"{file}/")
