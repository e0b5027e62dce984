from __future__ import annotations

from pathlib import Path

from kg.evaluation import Annotation, Gold, read_gold
from kg.evaluation.precision import rule_precision
from kg.extraction.rules import RulesExtractor
from kg.extraction.text.document import make_document
from kg.settings import Settings
from kg.vocabulary import RulePrecision, load_vocabulary
from kg.vocabulary.table import read_rows

GOLD = Path(__file__).parents[2] / "data" / "gold" / "train"
EXTRACTOR = RulesExtractor(load_vocabulary())


def measured(folder: Path, gold: Gold) -> tuple[RulePrecision, ...]:
    table = folder / "rule_precision.tsv"
    table.write_text(rule_precision(EXTRACTOR, gold), encoding="utf-8")
    return read_rows(table, RulePrecision)


def test_a_rule_is_right_at_most_as_often_as_it_claims(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes((GOLD / "train-001.json").read_bytes())
    rows = measured(tmp_path, read_gold(tmp_path, Settings()))
    assert rows
    assert all(0 <= int(row.right) <= int(row.claims) for row in rows)


def test_rules_are_always_right_where_gold_is_what_they_find(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes((GOLD / "train-001.json").read_bytes())
    ((article, _),) = read_gold(tmp_path, Settings()).articles
    own = Annotation.of(EXTRACTOR.extract(make_document(article)))
    rows = measured(tmp_path, Gold("own", ((article, own),), "fingerprint"))
    assert all(row.right == row.claims for row in rows)
