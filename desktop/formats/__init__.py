"""The format editor: what came, how it is read, and what becomes of it."""
