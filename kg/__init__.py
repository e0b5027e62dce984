"""Simpul: a knowledge graph of Indonesian public-service news, with the words behind every edge.

``kg.extract(article)`` reads one article; ``kg.Graph.open(workspace)`` is a graph to build, ask and look through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.graph import Graph, extract
    from kg.model import Article, Extraction

__version__ = "0.1.0"
__all__ = ["Article", "Extraction", "Graph", "__version__", "extract"]

_MODULES = {"Article": "kg.model", "Extraction": "kg.model", "Graph": "kg.graph", "extract": "kg.graph"}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: ``import kg`` alone, and so every command, starts fast."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_MODULES[name]), name)
