"""Bodies of any shape to reports, by a format or without one."""
