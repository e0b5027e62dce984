"""What users write: SPARQL updates and whole graphs, in graphs of their own, recorded and then published."""

from kg.writing.draft import ConditionError, DerivedGraphError, graph_state, is_derived, own_default
from kg.writing.publish import bring_up_to_date, ensure_build, write
from kg.writing.requests import AddTriples, Condition, DropGraph, ReplaceGraph, Update, WriteRequest, Written

__all__ = [
    "AddTriples",
    "Condition",
    "ConditionError",
    "DerivedGraphError",
    "DropGraph",
    "ReplaceGraph",
    "Update",
    "WriteRequest",
    "Written",
    "bring_up_to_date",
    "ensure_build",
    "graph_state",
    "is_derived",
    "own_default",
    "write",
]
