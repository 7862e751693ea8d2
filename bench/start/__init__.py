"""How soon the window is there, beside the barest window of PySide6."""
