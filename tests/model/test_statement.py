from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kg.model import ENTITY_TYPES, PREDICATES, SIGNATURES, claim_id


def test_every_relation_says_which_types_it_joins() -> None:
    assert set(SIGNATURES) == set(PREDICATES)
    assert {type_ for pairs in SIGNATURES.values() for pair in pairs for type_ in pair} == set(ENTITY_TYPES)


@given(st.lists(st.text()), st.lists(st.text()))
def test_a_claims_id_is_that_of_its_parts_in_their_order(one: list[str], other: list[str]) -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", claim_id(*one))
    assert (claim_id(*one) == claim_id(*other)) == (one == other)
