"""Identity across articles: which entities are one thing, under which IRI, and who held which post when."""
