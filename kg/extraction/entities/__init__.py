"""extraction/entities."""
