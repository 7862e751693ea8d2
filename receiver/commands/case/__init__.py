"""hookdeskctl case."""
