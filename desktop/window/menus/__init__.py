"""The menus and the keys of the window, and what they do."""
