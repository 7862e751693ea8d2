"""The window: the program is put together here."""
