"""Views: questions to a graph, and answers as data for pages and for the command line; no HTTP and no HTML.

The one exception is the interactive graph page, which is a file of its own.
"""
