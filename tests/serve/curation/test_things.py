from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlencode

import pytest

from tests.serve.curation.conftest import Reviewer

PERSON = "person/daud-neolaka"
PARTS = {"report-001", "report-002"}


def ticks(page: str) -> list[str]:
    return [unescape(value) for value in re.findall(r'name="part" id="[^"]+" value="([^"]+)"', page)]


def test_a_things_page_offers_corrections_to_who_has_signed_in(reviewer: Reviewer) -> None:
    page = reviewer.get(f"/page/{PERSON}")
    for what in ("split", "merge", "name"):
        assert f'href="/review/{what}?thing=person/daud-neolaka"' in unescape(page).replace("%2F", "/")
    reviewer.client.cookies.clear()
    assert "/review" not in reviewer.get(f"/page/{PERSON}")


def test_ticked_parts_of_a_thing_are_set_apart(reviewer: Reviewer) -> None:
    parts = ticks(reviewer.get(f"/review/split?thing={PERSON}"))
    articles = [parse_qs(part)["article"][0] for part in parts]
    assert set(articles) >= PARTS
    one = parts[articles.index("report-002")]
    answer = reviewer.send("/review/split", {"thing": PERSON, "part": [one], "why": "namesakes"})
    assert answer.headers["location"].startswith("/review/ledger?noted=1-")
    entries = reviewer.ledger()
    assert entries[0].verdict == "different"
    assert {(entry.who, entry.why) for entry in entries} == {("Sari", "namesakes")}
    # All of one act is undone at once.
    page = reviewer.get(answer.headers["location"])
    numbers = re.findall(r'type="hidden" name="number" value="(\d+)"', page)
    assert len(numbers) == len(entries)
    reviewer.send("/review/undo", {"number": numbers})
    assert [entry.verdict for entry in reviewer.ledger()[len(entries) :]] == ["undo"] * len(entries)


@pytest.mark.parametrize("which", ["none", "all", "strange"])
def test_nothing_everything_and_strangers_are_not_set_apart(reviewer: Reviewer, which: str) -> None:
    parts = ticks(reviewer.get(f"/review/split?thing={PERSON}"))
    sent = {"none": [], "all": parts, "strange": [urlencode({"article": "report-001", "name": "Nobody"})]}[which]
    response = reviewer.send("/review/split", {"thing": PERSON, "part": sent})
    assert response.status_code == 400
    assert 'role="alert"' in response.text
    assert reviewer.ledger() == []


def test_a_part_that_is_none_is_refused(reviewer: Reviewer) -> None:
    for part in ("", "x", "article=a", "article=a&name=b&more=c", "%ff=%ff", "&" * 5_000):
        assert reviewer.send("/review/split", {"thing": PERSON, "part": [part]}).status_code == 400


def test_what_is_no_thing_of_articles_is_not_found(reviewer: Reviewer) -> None:
    for page in ("split", "merge", "name"):
        for thing in ("person/nobody", "", "article/report-001", "https://elsewhere.example/"):
            assert reviewer.client.get(f"/review/{page}", params={"thing": thing}).status_code == 404


def test_another_thing_is_found_by_name_and_leads_to_the_pair(reviewer: Reviewer) -> None:
    doubt = next(d for d in reviewer.accounts().doubts())
    names = reviewer.accounts().names
    left, right = (names[side.records[0].key] for side in (doubt.pair.left, doubt.pair.right))
    query = {"thing": left.iri.partition("/id/")[2], "q": right.label}
    page = unescape(reviewer.client.get("/review/merge", params=query).text)
    (link, *_) = re.findall(r'href="(/review/pair\?[^"]+)"', page)
    fields = reviewer.fields(link)
    assert {fields["left_article"], fields["right_article"]} == {item.article for item in doubt.items}
    answer = reviewer.send("/review/judgement", {**fields, "verdict": "same"})
    assert answer.headers["location"] == "/review/ledger?noted=1-1"
    assert reviewer.ledger()[0].verdict == "same"
    assert "Sari" in reviewer.get(link)


def test_a_name_is_noted_as_one_line_for_the_first_entity_of_the_thing(reviewer: Reviewer) -> None:
    answer = reviewer.send("/review/name", {"thing": PERSON, "label": "  Daud \n Neolaka,\u202e S.H. "})
    assert answer.headers["location"] == "/review/ledger?noted=1-1"
    (entry,) = reviewer.ledger()
    assert (entry.verdict, entry.left.article, entry.right.name) == ("name", "report-001", "Daud Neolaka, S.H.")
    assert "Daud Neolaka, S.H." in reviewer.get(f"/review/name?thing={PERSON}")


@pytest.mark.parametrize("label", ["", " \u202e ", "x" * 301])
def test_a_name_that_is_none_is_not_noted(reviewer: Reviewer, label: str) -> None:
    response = reviewer.send("/review/name", {"thing": PERSON, "label": label})
    assert response.status_code == 400
    assert 'role="alert"' in response.text
    assert reviewer.ledger() == []
