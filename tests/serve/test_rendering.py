from __future__ import annotations

import re
from pathlib import Path

import pytest
from markupsafe import Markup

import kg.serve
from kg.serve.rendering import Addresses, printable
from kg.settings import Settings
from kg.views.evidence import Evidence, Source

BASE = Settings().base_iri
ADDRESSES = Addresses(Settings())
TEMPLATES = Path(kg.serve.__file__).parent / "templates"


@pytest.mark.parametrize(
    ("iri", "address"),
    [
        (f"{BASE}person/a-b", "/page/person/a-b"),
        (f'{BASE}person/"><b>', "/page/person/%22%3E%3Cb%3E"),
        (f"{BASE}person/é?q#x", "/page/person/%C3%A9%3Fq%23x"),
        (f"{BASE}article/a#char=1,20", "/page/article/a?show=char-1-20#char-1-20"),
        (f"{BASE}article/a#title=0,5", "/page/article/a?show=title-0-5#title-0-5"),
        ("https://example.org/a#char=1,20", ""),
        ("https://example.org/person/a", ""),
        (BASE, ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_only_things_of_this_graph_have_pages(iri: str, address: str) -> None:
    assert ADDRESSES.page(iri) == address


def test_evidence_is_shown_in_its_article() -> None:
    source = Source(f"{BASE}article/a", "Judul")
    evidence = Evidence("urn:c", source, "text", 3, 9, "kata", "0.9", "asserted", "rules/1")
    assert ADDRESSES.words(evidence) == "/page/article/a?show=char-3-9#char-3-9"


SERVED_ONLY = {"change_log", "change_macros", "changes", "explorer", "questions", "sparql"}
# What leads elsewhere, or was asked for before it is written.
ELSEWHERE = ("{{ article.url }}", "{{ link }}", "{{ table }}")


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.stem)
def test_no_template_writes_an_address_itself(path: Path) -> None:
    written = re.findall(
        r'(?:href|action|src)="(?!\{\{ href\.|\{\{ other_language|\{\{ address|#)[^"]*"', path.read_text("utf-8")
    )
    assert path.stem in SERVED_ONLY or [a for a in written if not any(link in a for link in ELSEWHERE)] == []


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("bel\a dan \x9b2J", "bel\ufffd dan \ufffd2J"),
        ("baris\r\nbaru\tdan é", "baris\r\nbaru\tdan é"),
        ("\ud800\ufffe", "\ufffd\ufffd"),
        (Markup("<b>\x00</b>"), Markup("<b>\ufffd</b>")),
        (7, 7),
    ],
)
def test_a_page_shows_that_a_character_was_there_which_html_forbids(value: object, shown: object) -> None:
    assert printable(value) == shown
    assert type(printable(value)) is type(shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Budi", "Budi"),
        ("\u202eidub", "\u202eidub\u202c"),
        ("\u2067a \u202eb", "\u2067a \u202eb\u202c\u2069"),
        ("\u2067a \u202eb\u2069 c", "\u2067a \u202eb\u2069 c"),
        ("a\u2069 b\u202c c", "a b c"),
        ("\u202ea\u2069\u202c", "\u202ea\u202c"),
    ],
)
def test_what_turns_the_direction_of_text_ends_with_it(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert printable(shown) == shown
