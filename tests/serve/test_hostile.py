"""Requests at random: whatever comes, no answer is a defect."""

from __future__ import annotations

from urllib.parse import quote_from_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.hostile import many

pytestmark = pytest.mark.fuzz
WORDS = st.sampled_from(
    [
        *("SELECT", "*", "{", "}", "?s", "?p", "<urn:x>", "a", "FILTER", "(", ")", "'x'", "GRAPH", "OPTIONAL", "UNION"),
        *("BIND", "AS", "<", ">", "1", "-1e9", '"""', "\\u0041", "#", "\n", ";", ".", ",", "DESCRIBE", "CONSTRUCT"),
        *("WHERE", "VALUES", "LIMIT", "ORDER BY", "COUNT(*)", "REGEX(?s, '(a+)+$')", "<<(", ")>>", "_:b", "[]"),
        *("FROM", "PREFIX x: <", "\x00", "\ud7ff"),
    ]
)
QUERY = st.one_of(st.lists(WORDS, max_size=30).map(" ".join), st.text(max_size=80))
PLACES = st.sampled_from(
    [
        *("/sparql", "/update", "/graph-store", "/page/", "/data/", "/id/", "/graph/", "/search", "/"),
        *("/.well-known/void", "/static/", "/graph/data?things=", "/graph/neighbours?around=", "/graph/path?to="),
    ]
)
METHODS = st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
NAMES = st.sampled_from(
    [
        *("Accept", "Content-Type", "Accept-Language", "Cookie", "If-None-Match", "If-Modified-Since"),
        *("Authorization", "Range", "Accept-Encoding"),
    ]
)
VALUES = st.one_of(
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60),
    st.sampled_from(
        [
            *("text/html", "text/turtle;q=0.5,*/*;q=x", "application/sparql-query", "multipart/form-data; boundary=x"),
            *("application/x-www-form-urlencoded", "text/turtle", 'lang=xx; lang="', "bytes=0-", "gzip;q=0, br"),
        ]
    ),
)
HEADERS = st.dictionaries(NAMES, VALUES, max_size=4)


@many(300)
@given(QUERY, st.sampled_from(["text/html", "*/*", "text/csv", ""]))
def test_any_query_is_answered_or_refused(hostile_client: TestClient, query: str, accept: str) -> None:
    response = hostile_client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert response.status_code in (200, 400, 406)
    assert "Traceback" not in response.text


@many(300)
@given(METHODS, PLACES, st.binary(max_size=30), st.binary(max_size=60), HEADERS, st.binary(max_size=200))
def test_any_request_is_answered_or_refused(
    hostile_client: TestClient, method: str, place: str, path: bytes, query: bytes, headers: dict[str, str], body: bytes
) -> None:
    address = f"{place}{quote_from_bytes(path)}?{quote_from_bytes(query, safe='=&%+')}"
    response = hostile_client.request(method, address, headers=headers, content=body)
    assert response.status_code < 500
    assert "Traceback" not in response.text
