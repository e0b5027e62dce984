from __future__ import annotations

from kg.extraction.mentions.passage import Passage, title_case
from kg.extraction.text.document import make_document
from kg.model import Article, Mention, Span


def passage(text: str, title: str = "") -> Passage:
    return Passage(make_document(Article("a", text, title=title)))


def test_the_prefix_se_does_not_hide_the_name() -> None:
    read = passage("Lapas se-Jawa Timur hadir.")
    assert read.words[:4] == ["lapas", "jawa", "timur", "hadir"]
    assert read.text(1, 3) == "Jawa Timur"


def test_positions_look_around_themselves() -> None:
    read = passage("Ada razia. Petugas masuk.", title="Razia Lagi")
    assert read.body == 2
    assert [read.opens_sentence(i) for i in range(len(read.tokens))].count(True) == 3
    assert (read.before(0), read.before(3), read.gap(0), read.gap(3)) == ("", "ada", "", " ")
    assert not read.capital(-1)
    assert not read.capital(99)


def test_the_longest_mention_claims_a_token() -> None:
    read = passage("Lapas Kelas IIA Ambon")
    short, long = Span(16, 21), Span(0, 21)
    mentions = [
        Mention("Place", short, "Ambon", "Ambon"),
        Mention("Unit", long, "Lapas Kelas IIA Ambon", "Lapas Ambon"),
    ]
    assert {m.type for m in read.by_token(mentions).values()} == {"Unit"}


def test_capitals_are_written_as_names_are() -> None:
    assert title_case("TAPANULI UTARA") == "Tapanuli Utara"
    assert title_case("Kota Palu") == "Kota Palu"
    assert title_case("NTB") == "NTB"
