from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.serve.curation.routes import routes
from tests.serve.conftest import TOKEN
from tests.serve.curation.conftest import ORIGIN, Reviewer

READ = sorted({r.path for r in routes() if "GET" in (r.methods or ())} - {"/review/sign-in"})
WRITTEN = sorted({r.path for r in routes() if "POST" in (r.methods or ())} - {"/review/sign-in"})
READER = {"Accept": "text/html", "Accept-Language": "en"}
WRONG: list[dict[str, str]] = [
    {},
    {"Origin": "http://elsewhere.example"},
    {"Origin": "null"},
    {"Origin": "http://["},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site", **ORIGIN},
    {"Sec-Fetch-Site": "same-origin", "Origin": "http://elsewhere.example"},
]


def test_without_a_session_every_page_leads_to_sign_in(start: Callable[..., Reviewer]) -> None:
    client = start().client
    for path in READ:
        response = client.get(f"{path}?thing=person/x")
        assert response.status_code == 303
        assert response.headers["location"].startswith("/review/sign-in?next=%2Freview")


def test_without_a_session_nothing_is_written(start: Callable[..., Reviewer]) -> None:
    reviewer = start()
    for path in WRITTEN:
        response = reviewer.client.post(path, data={"number": "1"}, headers=ORIGIN)
        assert (response.status_code, response.headers["location"]) == (303, "/review/sign-in")
    assert reviewer.ledger() == []


def test_without_curate_there_are_no_such_addresses(start: Callable[..., Reviewer]) -> None:
    client = start(curate=False).client
    for path in [*READ, "/review/sign-in"]:
        assert client.get(path).status_code == 404
    for path in [*WRITTEN, "/review/sign-in"]:
        assert client.post(path, headers=ORIGIN).status_code == 404


def test_for_everybody_else_the_site_is_as_it_is_without_curate(start: Callable[..., Reviewer]) -> None:
    reviewer, plain = start(), start(curate=False)
    thing = reviewer.accounts().names["report-001", reviewer.accounts().records[0].entity_id].iri.partition("/id/")[2]
    for path in ("/", f"/page/{thing}", "/search?q=a", "/page/nothing"):
        got, expected = (r.client.get(path, headers={"Accept": "text/html"}) for r in (reviewer, plain))
        assert (got.status_code, got.text) == (expected.status_code, expected.text)


@pytest.mark.parametrize("path", ["/review/undo", "/review/sign-in"])
def test_a_form_that_is_not_on_a_page_of_this_server_is_refused(reviewer: Reviewer, path: str) -> None:
    fields = {"form_key": reviewer.form_key, "who": "Eve", "token": TOKEN}
    for headers in WRONG:
        response = reviewer.client.post(path, data=fields, headers=headers)
        assert response.status_code == 403
        assert "set-cookie" not in response.headers
        assert "Not allowed" in reviewer.client.post(path, data=fields, headers={**headers, **READER}).text


def test_a_form_without_the_key_of_the_session_is_refused(reviewer: Reviewer) -> None:
    for key in ({}, {"form_key": ""}, {"form_key": "x"}, {"form_key": "ä"}):
        for path in WRITTEN:
            assert reviewer.client.post(path, data={"number": "1", **key}, headers=ORIGIN).status_code == 403
    assert reviewer.ledger() == []


def test_the_key_of_another_session_does_not_do(start: Callable[..., Reviewer]) -> None:
    reviewer = start()
    reviewer.sign_in("Eve")
    key = reviewer.form_key
    reviewer.sign_in("Sari")
    assert reviewer.form_key != key
    assert reviewer.client.post("/review/sign-out", data={"form_key": key}, headers=ORIGIN).status_code == 403


def test_pages_are_kept_nowhere_and_tell_their_origin_only_here(reviewer: Reviewer) -> None:
    for path in ("/review", "/review/ledger", "/review/ledger.tsv"):
        headers = reviewer.client.get(path).headers
        assert (headers["cache-control"], headers["referrer-policy"]) == ("no-store", "same-origin")
        assert "etag" not in headers


def test_forms_and_files_that_are_too_large_are_refused(reviewer: Reviewer) -> None:
    assert reviewer.send("/review/undo", {"why": "x" * 300_000}).status_code == 413
    files = {"file": ("ledger.tsv", b"x" * 2_100_000)}
    assert reviewer.send("/review/import", {}, files=files).status_code == 413
    assert reviewer.send("/review/undo", {"number": ["1"] * 1_100}).status_code == 400
