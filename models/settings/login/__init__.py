"""Start at login: where each system looks for what begins with a session."""
