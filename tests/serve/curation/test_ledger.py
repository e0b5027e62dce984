from __future__ import annotations

from dataclasses import replace

from kg.identity.ledger import Item, Judgement, read_tsv, write_tsv
from tests.serve.curation.conftest import Reviewer

SAID = Judgement("2025-11-20T08:00:00+00:00", "Budi", "different", "Person", Item("a", "X"), Item("b", "Y"), "why <b>")


def take_in(reviewer: Reviewer, text: str | bytes) -> int:
    data = text if isinstance(text, bytes) else text.encode()
    return int(reviewer.send("/review/import", {}, files={"file": ("ledger.tsv", data)}).status_code)


def test_a_table_goes_in_once_comes_out_the_same_and_is_shown(reviewer: Reviewer) -> None:
    text = write_tsv([SAID])
    assert take_in(reviewer, text) == 303
    assert take_in(reviewer, b"\xef\xbb\xbf" + text.encode()) == 303
    response = reviewer.client.get("/review/ledger.tsv")
    assert response.text == text
    assert response.headers["content-type"].startswith("text/tab-separated-values")
    assert "attachment" in response.headers["content-disposition"]
    page = reviewer.get("/review/ledger")
    assert '<time datetime="2025-11-20T08:00:00+00:00">20 November 2025 08:00</time>' in page
    assert "why &lt;b&gt;" in page
    assert "from the next build on" in page


def test_nothing_of_a_wrong_table_is_taken_in_and_the_line_is_named(reviewer: Reviewer) -> None:
    wrong = write_tsv([SAID]) + "now\tBudi\tperhaps\tPerson\ta\tX\tb\tY\t\n"
    response = reviewer.send("/review/import", {}, files={"file": ("ledger.tsv", wrong.encode())})
    assert response.status_code == 400
    assert "line 3" in response.text
    assert take_in(reviewer, b"\xff\xfe") == 400
    assert take_in(reviewer, "") == 400
    assert reviewer.send("/review/import", {}).status_code == 400
    assert reviewer.ledger() == []


def test_the_page_says_what_became_of_each_entry(reviewer: Reviewer) -> None:
    take_in(reviewer, write_tsv([SAID, replace(SAID, verdict="same")]))
    assert "replaced by 2" in reviewer.get("/review/ledger")
    answer = reviewer.send("/review/undo", {"number": ["1", "2"], "why": "a mistake"})
    assert answer.headers["location"] == "/review/ledger?noted=3-3"
    page = reviewer.get("/review/ledger")
    assert "undone by 3" in page
    assert "replaced by" not in page
    last = reviewer.ledger()[-1]
    assert (last.who, last.verdict, last.why) == ("Sari", "undo", "a mistake")
    assert reviewer.send("/review/undo", {"number": ["2", "3", "x", "99"]}).status_code == 409


def test_a_long_ledger_comes_in_pages(reviewer: Reviewer) -> None:
    entries = [replace(SAID, left=Item("a", str(n))) for n in range(250)]
    take_in(reviewer, write_tsv(entries))
    assert reviewer.get("/review/ledger").count('<tr id="entry-') == 200
    assert reviewer.get("/review/ledger?offset=200").count('<tr id="entry-') == 50
    assert read_tsv(reviewer.client.get("/review/ledger.tsv").text) == entries


def test_apply_runs_the_command_and_the_page_says_how_it_goes(reviewer: Reviewer) -> None:
    take_in(reviewer, write_tsv([SAID]))
    assert reviewer.send("/review/apply", {}).headers["location"] == "/review/ledger"
    applying = reviewer.client.app.state.desk.applying  # type: ignore[attr-defined]
    running = reviewer.client.get("/review/ledger")
    assert ("refresh" in running.headers) == (applying.progress.state == "running")
    applying.wait()
    assert applying.progress.state == "done", applying.progress.output
    page = reviewer.get("/review/ledger")
    assert "The graph is in line" in page
    assert "in the graph" in page
    assert "not in the graph yet" not in page
