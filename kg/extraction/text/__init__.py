"""extraction/text."""
