from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from kg.settings import Settings


def test_the_environment_names_workspace_and_namespaces() -> None:
    settings = Settings.from_environment(
        {
            "SIMPUL_WORKSPACE": "news",
            "SIMPUL_BASE_IRI": "https://graph.example/id/",
            "SIMPUL_ONTOLOGY_IRI": "https://graph.example/ns#",
            "SIMPUL_TIER": "rules",
        }
    )
    assert settings.workspace == Path("news")
    assert settings.base_iri == "https://graph.example/id/"
    assert settings.ontology_iri == "https://graph.example/ns#"
    assert settings.tier == "rules"


def test_without_a_word_in_the_environment_the_defaults_hold() -> None:
    assert Settings.from_environment({}) == Settings()


def test_the_process_environment_is_read_when_none_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMPUL_WORKSPACE", "elsewhere")
    assert Settings.from_environment().workspace == Path("elsewhere")


def test_settings_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().workspace = Path("other")  # type: ignore[misc]
