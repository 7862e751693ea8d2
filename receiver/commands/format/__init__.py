"""hookdeskctl format."""
