"""Errors: one root, one subclass per cause; each says what the reader can do about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class SimpulError(Exception):
    """Root of every error that Simpul raises on purpose; its text is fit to be shown to a user."""


class ArticleError(SimpulError):
    """One article or file cannot be read; the rest of a run goes on.

    ``source`` names the file or line, ``reason`` what is wrong with it and how to mend it.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class VocabularyError(SimpulError):
    """A vocabulary or ontology file is missing or malformed; nothing can be extracted without it."""


class TierError(SimpulError):
    """There is no extractor of the name that was asked for."""


class ModelError(SimpulError):
    """Files of the learned model are missing; the text names its folder and what to do."""

    def __init__(self, folder: Path, missing: Sequence[str]) -> None:
        names = ", ".join(missing)
        super().__init__(f"{folder}: the model lacks {names}: make train writes it, and --tier rules reads without it")


class TrainingError(SimpulError):
    """The annotated articles are too few, or too alike, to fit anything to them."""


class WorkspaceError(SimpulError):
    """A workspace is missing, locked, or of a version that this release does not read."""


class StoreError(SimpulError):
    """The SPARQL store cannot be opened, loaded or written."""


class DamageError(StoreError):
    """The files of the graph are damaged: it must be made anew from the system of record."""


class RemoteStoreError(StoreError):
    """A SPARQL server does not answer, refuses, or answers what is no answer; the text names its address."""


class QueryError(SimpulError):
    """A SPARQL query is malformed or refused."""


class NotFoundError(SimpulError):
    """Nothing in the graph has the name, IRI or id that was asked for."""


class MissingExtraError(SimpulError):
    """An optional dependency is not installed; the text names the extra that brings it."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"this needs the package {package}: pip install 'simpul[{extra}]'")
