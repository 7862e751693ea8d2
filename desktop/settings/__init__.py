"""Edit > Settings: how this program runs, a page for each part of it."""
