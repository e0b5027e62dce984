"""extraction/mentions."""
