"""Settings: one frozen object, made at the edge (command line, server) and passed in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run may be told: namespaces, the workspace folder, which extractor reads, and limits.

    ``kept_changes`` says of how many builds the workspace remembers what they changed.
    """

    ontology_iri: str = "https://w3id.org/simpul/ns#"
    base_iri: str = "https://w3id.org/simpul/id/"
    workspace: Path = Path("simpul-workspace")
    tier: str = "default"
    max_file_bytes: int = 20_000_000
    max_article_chars: int = 500_000
    kept_changes: int = 400

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Settings with ``SIMPUL_ONTOLOGY_IRI``, ``SIMPUL_BASE_IRI``, ``SIMPUL_WORKSPACE``, ``SIMPUL_TIER`` applied."""
        env = os.environ if environ is None else environ
        default = cls()
        return cls(
            ontology_iri=env.get("SIMPUL_ONTOLOGY_IRI", default.ontology_iri),
            base_iri=env.get("SIMPUL_BASE_IRI", default.base_iri),
            workspace=Path(env.get("SIMPUL_WORKSPACE", default.workspace)),
            tier=env.get("SIMPUL_TIER", default.tier),
        )
