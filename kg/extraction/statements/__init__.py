"""extraction/statements."""
