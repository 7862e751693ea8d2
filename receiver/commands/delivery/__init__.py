"""hookdeskctl delivery."""
