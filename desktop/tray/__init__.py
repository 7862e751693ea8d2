"""What goes on while nobody looks at the window."""
