from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import kg.views
from kg.errors import MissingExtraError
from kg.views.graph_model import GraphArticle, GraphData, GraphEdge, GraphEvidence, GraphNode
from kg.views.graph_page import CONTENT_SECURITY_POLICY, render_graph_page, script_json

KG = "https://w3id.org/simpul/ns#"
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\u2028'\"&amp;"
DATA = GraphData(
    nodes=(
        GraphNode("urn:bapas", "Unit", "Bapas Purwokerto", "urn:kind/Bapas", names=("Bapas",), mentions=3, asked=True),
        GraphNode("urn:visit", "Event", "Kunjungan ke Rutan", date="2025-10-29"),
        GraphNode("urn:x", "Other", HOSTILE),
    ),
    edges=(
        GraphEdge("urn:visit", "urn:bapas", f"{KG}performedBy", "", (GraphEvidence("urn:a", HOSTILE, "planned"),), 1),
        GraphEdge("urn:visit", "urn:bapas", f"{KG}heldAt", HOSTILE),
    ),
    articles={"urn:a": GraphArticle("urn:a", "Judul", "2025-10-30", "Satria Warta", "javascript:alert(1)")},
    labels={f"{KG}performedBy": {"id": "dilaksanakan oleh", "en": "performed by"}},
    nodes_found=431,
)


def content(page: str) -> dict[str, object]:
    """The data that the page's own scripts read."""
    found = re.search(r'<script type="application/json" id="graph">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    data = json.loads(found[1])
    assert isinstance(data, dict)
    return data


def test_the_page_is_one_file_that_loads_nothing() -> None:
    page = render_graph_page(DATA)
    assert not re.search(r'<(script|link|img|iframe)[^>]+(src|href)="(?!data:)', page)
    assert "@import" not in page
    assert f'content="{CONTENT_SECURITY_POLICY}"' in page.replace("&#39;", "'")


def test_nothing_in_the_graph_is_read_as_html() -> None:
    page = render_graph_page(DATA, page_link=lambda iri: '/page/"><script>alert(2)</script>')
    plain = render_graph_page(replace(DATA, nodes=(), edges=(), articles={}))
    assert page.count("<script") == plain.count("<script")
    assert "<img" not in page.partition("vis-network")[0]
    assert "<img src=x" not in page
    assert content(page)["about"][2]["label"] == HOSTILE  # type: ignore[index]


@pytest.mark.parametrize(("lang", "label"), [("id", "dilaksanakan oleh"), ("en", "performed by")])
def test_relations_are_named_in_the_language_of_the_page(lang: str, label: str) -> None:
    page = render_graph_page(DATA, lang)
    assert f'<html lang="{lang}">' in page
    assert f"<span>{label}</span>" in page
    assert "<span>held at</span>" in page, "a relation without a label is named by its IRI"


def test_a_language_without_words_gets_indonesian() -> None:
    assert render_graph_page(DATA, "su") == render_graph_page(DATA, "id")


def test_what_is_left_out_is_said() -> None:
    assert "memuat 3 dari 431 simpul" in render_graph_page(DATA)
    assert "431" not in render_graph_page(replace(DATA, nodes_found=3))


def test_an_empty_picture_says_so() -> None:
    page = render_graph_page(GraphData((), ()))
    assert "Tidak ada simpul untuk digambar." in page


def test_the_title_names_what_was_asked_for() -> None:
    assert "<h1>Bapas Purwokerto</h1>" in render_graph_page(DATA)
    many = tuple(GraphNode(f"urn:{n}", "Unit", f"Unit {n}", asked=True) for n in range(5))
    assert "<h1>Unit 0 · Unit 1 · Unit 2 …</h1>" in render_graph_page(GraphData(many, ()))


def test_the_same_graph_gives_the_same_bytes() -> None:
    assert render_graph_page(DATA) == render_graph_page(DATA)


def test_entities_and_articles_link_to_their_pages_where_there_are_pages() -> None:
    pages = {"urn:bapas": "/page/bapas", "urn:a": "/page/a"}
    data = content(render_graph_page(DATA, page_link=pages.get))
    assert data["articles"]["urn:a"]["page"] == "/page/a"  # type: ignore[index]
    assert [about["page"] for about in data["about"]] == ["/page/bapas", "", ""]  # type: ignore[attr-defined]


def test_json_for_a_script_cannot_end_it_and_stays_json() -> None:
    value = {"<": ["</script>", "<!--", "\u2028\u2029", "&lt;"]}
    text = script_json(value)
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text) == value


def test_without_pyvis_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyvis.network", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'simpul\[view\]'"):
        render_graph_page(DATA)


def test_the_page_has_the_colours_and_fonts_of_the_served_pages() -> None:
    def told(path: str) -> list[dict[str, str]]:
        text = (Path(kg.views.__file__).parents[1] / path).read_text(encoding="utf-8")
        light, dark = re.split(r"@media [^{]*prefers-color-scheme: dark\) \{", text)[:2]
        return [dict(re.findall(r"--([\w-]+): ([^;]+);", part)) for part in (light, dark.partition("\n}")[0])]

    names = {"paper": "paper", "sheet": "raised", "ink": "ink", "soft": "soft", "line": "rule", "accent": "accent"}
    names |= {type_: type_.lower() for type_ in ("Person", "Unit", "Event", "Program", "Place")}
    for own, served in zip(told("views/assets/graph/page.css"), told("serve/static/simpul.css"), strict=True):
        assert {name: own[name] for name in names} == {name: served[other] for name, other in names.items()}
    fonts = [told(path)[0] for path in ("views/assets/graph/page.css", "serve/static/simpul.css")]
    assert all(fonts[0][name] == fonts[1][name] for name in ("serif", "sans"))
