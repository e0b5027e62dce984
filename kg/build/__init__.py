"""From articles to a published graph: the only room that sees both halves."""

from kg.build.report import BuildReport, Progress
from kg.build.run import build, remove

__all__ = ["BuildReport", "Progress", "build", "remove"]
