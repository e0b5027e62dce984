"""Accounts: the identity of the entities of a workspace as it stands, for commands and pages."""

from __future__ import annotations

from kg.build.graphs import data_digest
from kg.build.run import version_in_use
from kg.errors import NotFoundError
from kg.identity.accounts import Accounts
from kg.identity.canonical import records
from kg.identity.copies import find_copies
from kg.identity.ledger import read_ledger
from kg.rdf.reference import authority
from kg.settings import Settings
from kg.store.builds import current_number
from kg.vocabulary import load_vocabulary
from kg.workspace import Workspace


def accounts_of(workspace: Workspace, settings: Settings) -> Accounts:
    """The accounts of the graph in use; raises ``NotFoundError`` where the workspace has none, or an outdated one."""
    version = version_in_use(settings)
    extractor = f"{version} {data_digest()}"
    copies = find_copies(article for article, _ in workspace.extractions(extractor))
    found = [
        record
        for article, extraction in workspace.extractions(extractor)
        for record in records(extraction, article.published, copies.original[article.id])
    ]
    if not found:
        raise NotFoundError("nothing has been read with this release and vocabulary: run kg build first")
    obeyed = workspace.obeyed(current_number(workspace.folder) or 0)
    return Accounts(found, read_ledger(workspace), authority(load_vocabulary(), settings), settings, obeyed)
