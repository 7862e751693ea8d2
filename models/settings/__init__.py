"""How this program runs: options, folders, the log."""
