"""The case that is open."""
