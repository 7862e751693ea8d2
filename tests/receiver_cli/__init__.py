"""hookdeskctl, command by command, on a real database file."""
