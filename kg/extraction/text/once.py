"""What many rules ask of the document in hand, found once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from kg.model import Document

T = TypeVar("T")


def once_a_document(find: Callable[[Document], T]) -> Callable[[Document], T]:
    """``find`` with the result for the last document kept, which must never be changed.

    Documents are told apart by identity: to compare two would cost more than most results.
    """
    kept: list[tuple[Document, T]] = []

    @wraps(find)
    def found(document: Document) -> T:
        last = kept[0] if kept else None
        if last is None or last[0] is not document:
            last = (document, find(document))
            kept[:] = [last]  # in one step, so that threads see one document's result or another's
        return last[1]

    return found
