"""hookdeskctl hook."""
