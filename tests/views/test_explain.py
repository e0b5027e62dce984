from __future__ import annotations

import pytest

from kg.errors import NotFoundError
from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.views.explain import explain
from kg.views.statements import statement


def test_each_line_is_a_sentence_with_article_and_words(demo_store: EmbeddedStore) -> None:
    lines = explain(demo_store, "Bluri Wijaksono")
    said = {line.sentence for line in lines}
    assert "Bluri Wijaksono menjabat Kepala di Bapas Kelas II Purwokerto." in said
    assert all(line.evidence.quote and line.evidence.source.headline for line in lines)
    assert [line.evidence.source.published for line in lines] == sorted(
        (line.evidence.source.published for line in lines), reverse=True
    )


def test_a_unit_is_explained_by_its_holders_too(demo_store: EmbeddedStore) -> None:
    lines = explain(demo_store, "unit/bapas-purwokerto", language="en")
    assert "Bluri Wijaksono is Kepala at Bapas Kelas II Purwokerto." in {line.sentence for line in lines}


def test_one_claim_can_be_looked_up(demo_store: EmbeddedStore) -> None:
    line = explain(demo_store, "Bluri Wijaksono")[0]
    assert statement(demo_store, line.evidence.claim).evidence[0] == line.evidence


def test_an_unknown_claim_is_not_found(demo_store: EmbeddedStore) -> None:
    with pytest.raises(NotFoundError):
        statement(demo_store, f"{Settings().base_iri}claim/0000")
