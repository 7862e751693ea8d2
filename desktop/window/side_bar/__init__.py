"""The left side of the window: channels and views."""
