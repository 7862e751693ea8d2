"""The default rendering: what a person would have written of a body that nobody described."""
