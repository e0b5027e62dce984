"""Quads in a SPARQL store: asked through ``Store``, kept by Oxigraph in immutable builds."""

from kg.store.builds import current_build
from kg.store.embedded import EmbeddedStore
from kg.store.formats import GRAPH_FORMATS, RESULT_FORMATS
from kg.store.guard import check_query, check_update
from kg.store.results import Answer, Row, Solutions, Term, Triples
from kg.store.store import Result, Store

__all__ = [
    "GRAPH_FORMATS",
    "RESULT_FORMATS",
    "Answer",
    "EmbeddedStore",
    "Result",
    "Row",
    "Solutions",
    "Store",
    "Term",
    "Triples",
    "check_query",
    "check_update",
    "current_build",
]
