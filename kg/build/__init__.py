"""From articles to a published graph: the only room that sees both halves."""

from kg.build.backup import back_up, restore
from kg.build.report import BuildReport, Progress
from kg.build.run import build, obey, remove
from kg.build.verify import repair, verify

__all__ = ["BuildReport", "Progress", "back_up", "build", "obey", "remove", "repair", "restore", "verify"]
