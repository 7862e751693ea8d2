"""hookdeskctl service."""
