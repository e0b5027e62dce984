from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.spool import Spool
from kg.store.formats import result_format

ROWS = st.lists(st.sampled_from(["", "},{", '"},{"', "\n", "\r\n", "<result>", "a,b", '"', "x" * 50]), max_size=20)


@given(ROWS, st.sampled_from(["json", "xml", "csv", "tsv"]))
def test_rows_are_counted_whatever_their_values_hold(values: list[str], format_: str) -> None:
    """Exact where it matters: at the limit."""
    written = " ".join(f"({ox.Literal(value)} UNDEF)" for value in values)
    solutions = ox.Store().query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {written} }} }}")
    assert isinstance(solutions, ox.QuerySolutions)
    with Spool(1_000_000, None) as spool:
        solutions.serialize(spool, result_format(format_).codec)  # type: ignore[arg-type]
        for limit in (len(values) - 1, len(values), len(values) + 1):
            assert (spool.rows(format_, limit) > limit) == (len(values) > limit)


def test_what_is_large_goes_to_the_file_and_is_gone_unless_kept(tmp_path: Path) -> None:
    path = tmp_path / "spool"
    with Spool(3_000_000, path) as spool:
        spool.write(b"x" * 900_000)
        assert not path.exists()
        spool.write(b"y" * 900_000)
        assert path.exists()
    assert not path.exists()
    with Spool(3_000_000, path) as spool:
        spool.write(b"x" * 1_900_000)
        assert spool.keep() == path
    assert path.stat().st_size == 1_900_000


def test_past_the_limit_nothing_is_taken(tmp_path: Path) -> None:
    with Spool(10, tmp_path / "spool") as spool:
        spool.write(b"12345678")
        with pytest.raises(OSError, match="too large"):
            spool.write(b"123")
        assert spool.full
