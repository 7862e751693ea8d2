"""Long texts, bytes and JSON, laid out line by line."""
