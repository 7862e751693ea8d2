"""Cases, messages and deliveries as files, and as JSON for scripts."""
