"""The receiver put together, and hookdeskctl."""
