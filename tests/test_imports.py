"""What ``import kg`` loads: every command pays for it, so it is a list to be added to with a reason."""

from __future__ import annotations

import subprocess
import sys

import pytest

import kg


def _loaded(code: str) -> set[str]:
    """The modules that code loads beyond those of a bare interpreter."""
    program = f"import sys; before = set(sys.modules); {code}; print(*sorted(set(sys.modules) - before))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_import_kg_loads_nothing_but_itself() -> None:
    loaded = {name.partition(".")[0] for name in _loaded("import kg")}
    assert loaded - sys.stdlib_module_names == {"kg"}
    assert not loaded & {"asyncio", "json", "logging", "pathlib", "sqlite3", "urllib", "xml"}


def test_the_graph_needs_no_extraction_until_it_builds() -> None:
    loaded = _loaded("import kg; kg.Graph.open('nowhere')")
    heavy = {"rdflib", "pyshacl", "networkx", "pandas", "trafilatura", "starlette", "pyvis", "rich", "click"}
    assert not loaded & heavy
    assert not {name for name in loaded if name.startswith(("kg.extraction", "kg.articles", "kg.build", "kg.views"))}


def test_everything_promised_is_there() -> None:
    for name in kg.__all__:
        assert getattr(kg, name) is not None


def test_what_is_not_promised_is_missed() -> None:
    with pytest.raises(AttributeError, match="no_such_thing"):
        kg.no_such_thing  # noqa: B018
