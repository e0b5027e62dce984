from __future__ import annotations

import re
from html import unescape

import pytest

from tests.serve.conftest import SCRIPT
from tests.serve.curation.conftest import Reviewer

FIRST = "/review?skip=0"


def test_pairs_come_in_the_order_of_kg_review(reviewer: Reviewer) -> None:
    doubts = reviewer.accounts().doubts()
    assert len(doubts) > 2
    for skip, doubt in enumerate(doubts):
        fields = reviewer.fields(f"/review?skip={skip}")
        shown = [(fields[f"{side}_article"], fields[f"{side}_name"]) for side in ("left", "right")]
        assert shown == [(item.article, item.name) for item in doubt.items]
    page = reviewer.get(f"/review?skip={len(doubts)}")
    assert "That was the last pair" in page


def test_a_pair_shows_both_sides_with_their_words_and_what_the_machine_says(reviewer: Reviewer) -> None:
    doubt = reviewer.accounts().doubts()[0]
    page = reviewer.get(FIRST)
    for side in (doubt.pair.left, doubt.pair.right):
        record = side.records[0]
        assert f"<bdi>{record.name}</bdi>" in unescape(page)
        assert re.search(rf'href="/page/article/{record.article_id}\?show=char-\d+-\d+#', page)
    assert f"Sure to {doubt.pair.score:.2f}" in page
    assert page.count('<td class="weight">') == len(doubt.pair.features)


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
def test_a_verdict_is_noted_under_the_name_of_who_signed_in_and_the_next_pair_comes(
    reviewer: Reviewer, verdict: str
) -> None:
    before = reviewer.accounts().doubts()
    fields = reviewer.fields(FIRST)
    answer = reviewer.send("/review/judgement", {**fields, "verdict": verdict, "why": " two\nmen\u202e "})
    assert answer.headers["location"] == "/review?skip=0&noted=1-1"
    (entry,) = reviewer.ledger()
    assert (entry.who, entry.verdict, entry.why, (entry.left, entry.right)) == (
        "Sari", verdict, "two men", before[0].items,
    )  # fmt: skip
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", entry.when)
    page = reviewer.get(answer.headers["location"])
    assert "1 entry is not in the graph yet" in page
    assert f"1 of {len(before) - 1}" in page
    assert reviewer.fields(FIRST)["left_name"] == before[1].items[0].name


def test_undo_brings_the_pair_back_and_is_an_entry_too(reviewer: Reviewer) -> None:
    fields = reviewer.fields(FIRST)
    reviewer.send("/review/judgement", {**fields, "verdict": "unsure"})
    answer = reviewer.send("/review/undo", {"number": "1", "skip": "0"})
    assert answer.headers["location"] == "/review?skip=0&noted=2-2"
    assert [entry.verdict for entry in reviewer.ledger()] == ["unsure", "undo"]
    assert reviewer.fields(FIRST) == fields


def test_what_is_no_verdict_or_no_pair_is_refused(reviewer: Reviewer) -> None:
    fields = reviewer.fields(FIRST)
    assert reviewer.send("/review/judgement", {**fields, "verdict": "undo"}).status_code == 400
    assert reviewer.send("/review/judgement", {**fields, "verdict": "same", "left_name": "x"}).status_code == 404
    same = {"right_article": fields["left_article"], "right_name": fields["left_name"]}
    assert reviewer.send("/review/judgement", {**fields, **same, "verdict": "same"}).status_code == 404
    assert reviewer.ledger() == []


def test_hostile_names_and_words_stay_text(reviewer: Reviewer) -> None:
    name = f"Budi {SCRIPT}"
    query = {"type": "Person", "left_article": "hostile-1", "left_name": name}
    query |= {"right_article": "hostile-2", "right_name": name}
    pages = [str(reviewer.client.get("/review/pair", params=query).text)]
    reviewer.send("/review/judgement", {**query, "verdict": "same", "why": SCRIPT})
    iri = reviewer.accounts().names["hostile-1", "p1"].iri
    thing = iri.partition("/id/")[2]
    pages += [
        reviewer.get(f"/review/{page}") for page in ("ledger", f"name?thing={thing}", f"merge?thing={thing}&q=budi")
    ]
    pages += [reviewer.get(f"/review/split?thing={thing}"), reviewer.get("/review?noted=1-1")]
    for page in pages:
        assert "<h1" in page
        assert "<script>alert" not in page
        assert "<b>1</b>" not in page
    assert "&lt;script&gt;alert" in pages[0]
