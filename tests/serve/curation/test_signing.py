from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.serve.conftest import TOKEN
from tests.serve.curation.conftest import ORIGIN, Reviewer

HERE = {"who": "Sari", "token": TOKEN, "next": "/review/ledger?offset=0"}


def test_the_cookie_is_not_the_token_and_no_script_or_other_site_gets_it(start: Callable[..., Reviewer]) -> None:
    client = start().client
    response = client.post("/review/sign-in", data=HERE, headers=ORIGIN)
    assert (response.status_code, response.headers["location"]) == (303, "/review/ledger?offset=0")
    cookie = response.headers["set-cookie"]
    assert TOKEN not in cookie
    parts = {part.strip().partition("=")[0].lower() for part in cookie.split(";")}
    assert {"httponly", "samesite", "max-age"} <= parts
    assert "SameSite=strict" in cookie
    assert "secure" not in parts
    assert TOKEN not in client.get("/review/ledger").text


def test_over_https_the_cookie_goes_nowhere_else(start: Callable[..., Reviewer]) -> None:
    client = start(base_url="https://graph.example").client
    headers = {"Origin": "https://graph.example"}
    assert "Secure" in client.post("/review/sign-in", data=HERE, headers=headers).headers["set-cookie"]
    assert client.get("/review/ledger").status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"token": "not-the-token-of-here"}, {"token": ""}, {"token": TOKEN[:-1]}, {"who": " "}]
)
def test_a_wrong_token_or_no_name_begins_no_session(start: Callable[..., Reviewer], wrong: dict[str, str]) -> None:
    client = start().client
    response = client.post("/review/sign-in", data=HERE | wrong, headers={**ORIGIN, "Accept-Language": "en"})
    assert response.status_code == 403
    assert "set-cookie" not in response.headers
    assert "not a token of this server" in response.text
    assert client.get("/review").status_code == 303


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "/a\r\nb", ""]
)
def test_sign_in_leads_to_no_other_server(start: Callable[..., Reviewer], elsewhere: str) -> None:
    client = start().client
    response = client.post("/review/sign-in", data=HERE | {"next": elsewhere}, headers=ORIGIN)
    assert response.headers["location"] == "/review"
    assert 'name="next" value="/review"' in client.get("/review/sign-in", params={"next": elsewhere}).text


def test_who_signs_out_is_out(reviewer: Reviewer) -> None:
    cookie = dict(reviewer.client.cookies)
    assert reviewer.send("/review/sign-out", {}).status_code == 303
    assert not reviewer.client.cookies
    reviewer.client.cookies.update(cookie)
    assert reviewer.client.get("/review").status_code == 303


def test_a_session_of_another_server_is_none(start: Callable[..., Reviewer]) -> None:
    first, second = start(), start()
    first.sign_in()
    second.client.cookies.update(dict(first.client.cookies))
    assert second.client.get("/review").status_code == 303
