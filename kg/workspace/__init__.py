"""The system of record: which articles there are, and what was read out of them, in one SQLite file."""

from kg.workspace.change_log import BuildChange, ChangeLog, LoggedBuild
from kg.workspace.lock import locked
from kg.workspace.user_graphs import GraphTriple, UserChange
from kg.workspace.workspace import Workspace

__all__ = ["BuildChange", "ChangeLog", "GraphTriple", "LoggedBuild", "UserChange", "Workspace", "locked"]
