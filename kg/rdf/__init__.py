"""The graph as RDF: IRIs, the quads of an article, the reference graph, files, and the check against the shapes."""
