from __future__ import annotations

import subprocess
import sys

import pytest

from kg.errors import TierError
from kg.extraction.rules import RulesExtractor
from kg.extraction.tiers import TIERS, make_extractor
from kg.vocabulary import load_vocabulary


def test_the_rules_are_made_by_name() -> None:
    assert isinstance(make_extractor("rules", load_vocabulary()), RulesExtractor)


def test_the_rules_load_no_model() -> None:
    program = (
        "import sys; from kg.extraction.tiers import make_extractor; from kg.vocabulary import load_vocabulary\n"
        "make_extractor('rules', load_vocabulary())\n"
        "print(*{'onnxruntime', 'numpy', 'kg.extraction.default'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


def test_another_name_is_an_error_that_lists_the_tiers() -> None:
    with pytest.raises(TierError) as error:
        make_extractor("magic", load_vocabulary())
    assert all(tier in str(error.value) for tier in TIERS)
