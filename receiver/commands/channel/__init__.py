"""hookdeskctl channel."""
