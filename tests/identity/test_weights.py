from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import VocabularyError
from kg.identity import features
from kg.identity.features import Feature
from kg.identity.weights import Weights, load_weights

WEIGHTS = Weights({("Person", "(start)"): -1.0, ("Person", "name equal"): 3.0, ("Unit", "name equal"): 9.0})


def feature(name: str, score: float = 1.0) -> Feature:
    return Feature(name, score, "", ((), ()))


def test_the_sum_of_the_weights_is_the_log_odds() -> None:
    assert WEIGHTS.probability("Person", []) == pytest.approx(0.2689, abs=1e-4)
    assert WEIGHTS.probability("Person", [feature("name equal")]) == pytest.approx(0.8808, abs=1e-4)
    assert WEIGHTS.probability("Person", [feature("name equal", 1 / 3)]) == 0.5


def test_a_feature_without_a_weight_and_a_type_without_a_table_say_nothing() -> None:
    assert WEIGHTS.of("Person", "unit shared") == 0
    assert WEIGHTS.probability("Event", [feature("name equal")]) == 0.5


NUMBERS = st.dictionaries(
    st.tuples(st.sampled_from(["Person", "Unit"]), st.sampled_from(["(start)", "name equal"])),
    st.floats(-900, 900).map(lambda number: round(number, 2)),
)


@given(NUMBERS, st.floats(0, 1))
def test_a_probability_is_between_0_and_1(table: dict[tuple[str, str], float], score: float) -> None:
    assert 0 <= Weights(table).probability("Person", [feature("name equal", score)]) <= 1


@given(NUMBERS)
def test_a_table_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, table: dict[tuple[str, str], float]
) -> None:
    path = tmp_path_factory.mktemp("weights") / "weights.tsv"
    Weights(table).write(path)
    assert load_weights(path).table == table
    assert path.read_text().splitlines()[1:] == sorted(path.read_text().splitlines()[1:])


@pytest.mark.parametrize("text", ["type\tfeature\nPerson\tname\n", "type\tfeature\tweight\nPerson\tname\theavy\n"])
def test_a_file_that_is_no_table_of_weights_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "weights.tsv"
    path.write_text(text)
    with pytest.raises(VocabularyError, match=re.escape(str(path))):
        load_weights(path)
    with pytest.raises(VocabularyError, match=r"missing\.tsv"):
        load_weights(tmp_path / "missing.tsv")


def test_every_weight_that_comes_along_is_of_a_feature_that_exists() -> None:
    source = Path(features.__file__).read_text(encoding="utf-8")
    for _, name in load_weights().table:
        assert name == "(start)" or name.startswith("name ") or f'"{name}"' in source, name
