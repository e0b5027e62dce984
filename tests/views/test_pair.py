from __future__ import annotations

import ast
from pathlib import Path

import pytest

import kg.identity.conflicts
from kg.build.accounts import accounts_of
from kg.identity.accounts import Accounts
from kg.identity.ledger import Item
from kg.identity.weights import load_weights
from kg.settings import Settings
from kg.store import EmbeddedStore, current_build
from kg.views.language import LANGUAGES, Language
from kg.views.pair import pair_page
from kg.views.parts import parts_of
from kg.views.passages import passages
from kg.workspace import Workspace


@pytest.fixture(scope="module")
def store(gold_workspace: Path) -> EmbeddedStore:
    return EmbeddedStore.open(current_build(gold_workspace))


@pytest.fixture(scope="module")
def accounts(gold_workspace: Path) -> Accounts:
    with Workspace.open(gold_workspace) as record:
        return accounts_of(record, Settings(workspace=gold_workspace))


def shared(accounts: Accounts) -> str:
    """The IRI of a unit that two articles name."""
    found: dict[str, set[str]] = {}
    for record in accounts.records:
        if record.type == "Unit":
            found.setdefault(accounts.names[record.key].iri, set()).add(record.article_id)
    return next(iri for iri, articles in sorted(found.items()) if len(articles) > 1)


def test_two_things_stand_side_by_side_with_what_is_known_of_them(store: EmbeddedStore, accounts: Accounts) -> None:
    left, right = "person/bluri-wijaksono", "person/dodik-harmono"
    page = pair_page(store, accounts, accounts.why(left, right))
    assert (page.type, page.is_one, page.said) == ("Person", False, ())
    assert page.left.thing.label == "Bluri Wijaksono"
    assert page.left.names[0] == "Bluri Wijaksono"
    assert page.left.posts
    assert [unit.iri for unit in page.left.units] == sorted(accounts.thing(left).units)
    assert all(words.quote and words.source.headline for words in page.left.passages)
    assert page.conflict == "one article tells them apart"
    weights = [abs(seen.weight) for seen in page.observations]
    assert weights == sorted(weights, reverse=True)


def test_two_entities_of_one_thing_are_compared_by_themselves(store: EmbeddedStore, accounts: Accounts) -> None:
    records = accounts.find(shared(accounts))
    left, right = (Item(r.article_id, r.name) for r in (records[0], records[-1]))
    page = pair_page(store, accounts, accounts.pair("Unit", left, right))
    assert page.is_one
    assert (page.left.item, page.right.item) == (left, right)
    assert page.left.articles == page.right.articles == 1


def test_the_parts_of_a_thing_are_its_entities_each_with_words_of_its_article(
    store: EmbeddedStore, accounts: Accounts
) -> None:
    thing = accounts.thing(shared(accounts))
    parts = parts_of(store, accounts, thing, 100)
    assert parts.total == len(parts.parts) == len({(r.article_id, r.name) for r in thing.records})
    for part in parts.parts:
        assert part.passage is not None
        assert part.passage.source.iri.endswith(part.item.article)
    assert parts_of(store, accounts, thing, 1, 1).parts == parts.parts[1:2]


def test_passages_are_of_the_text_rather_than_the_title(store: EmbeddedStore, accounts: Accounts) -> None:
    iri = shared(accounts)
    articles = {f"{Settings().base_iri}article/{record.article_id}" for record in accounts.find(iri)}
    found = passages(store, iri, articles)
    assert set(found) == articles
    assert {words.field for words in found.values()} == {"text"}
    assert passages(store, iri, []) == {}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_observation_and_conflict_has_words(code: str) -> None:
    language = Language.of(code)
    assert all(language.has(f"observations.{name}") for _, name in load_weights().table if name != "(start)")
    reasons = _texts(ast.parse(Path(kg.identity.conflicts.__file__).read_text(encoding="utf-8")))
    assert len(reasons) > 10
    for reason in reasons:
        assert language.conflict(f"8 {reason}" if reason.startswith("days") else reason)
    assert "8" in language.conflict("8 days lie between them")


def _texts(tree: ast.Module) -> set[str]:
    """What a module says in words beside its docstrings."""
    statements = [node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)]
    docs = {node.value for node in statements if isinstance(node, ast.Constant)}
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text.strip() for text in texts - docs if " " in text.strip()}
