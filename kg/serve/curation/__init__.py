"""Curation: pages on which persons with a token judge what is one thing, correct names, and see who said what."""

from kg.serve.curation.desk import Curation

__all__ = ["Curation"]
