"""HTTP: the SPARQL protocol, linked data and pages over a graph, read-only."""

from kg.serve.app import create_app
from kg.serve.curation import Curation
from kg.serve.limits import Limits

__all__ = ["Curation", "Limits", "create_app"]
