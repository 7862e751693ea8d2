"""The frame of the window: what is around the pages."""
