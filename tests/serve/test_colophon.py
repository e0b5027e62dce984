from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from kg.build import build
from kg.serve import create_app
from kg.settings import Settings

HTML = {"Accept": "text/html"}


def test_quality_says_what_is_good_and_bad(client: TestClient) -> None:
    page = client.get("/quality?lang=en", headers=HTML).text
    assert "Good at:" in page
    assert "Weak at:" in page
    assert client.get("/quality.csv").text.startswith("tier,what,precision")


def test_quality_names_what_could_not_be_read_but_not_where_it_lies(tmp_path: Path) -> None:
    settings = Settings(workspace=tmp_path / "ws", tier="rules")
    (tmp_path / "broken <b>.json").write_text("{", encoding="utf-8")
    build([tmp_path / "broken <b>.json"], settings=settings)
    with TestClient(create_app(settings.workspace, settings)) as client:
        page = client.get("/quality?lang=en", headers=HTML).text
    assert "broken &lt;b&gt;.json" in page
    assert str(tmp_path) not in page


def test_about_says_sources_licence_citation_and_downloads(client: TestClient) -> None:
    page = client.get("/about?lang=en", headers=HTML).text
    for words in ("170 articles", "Licence", "How to cite", 'href="/events.csv"', 'href="/.well-known/void"'):
        assert words in page
    assert "build 0" not in page
    assert client.get("/about.csv").text.startswith("publisher,articles")
