"""The system of record: which articles there are, and what was read out of them, in one SQLite file."""

from kg.workspace.lock import locked
from kg.workspace.user_graphs import GraphTriple, UserChange
from kg.workspace.workspace import Workspace

__all__ = ["GraphTriple", "UserChange", "Workspace", "locked"]
