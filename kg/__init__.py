"""Simpul: a knowledge graph of Indonesian public-service news, with the words behind every edge."""

__version__ = "0.1.0"
