"""Cases as files, and as JSON for scripts."""
