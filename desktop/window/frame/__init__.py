"""What of the window is there at once: its place, its columns and the names of its menus."""
