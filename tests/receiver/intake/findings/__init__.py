"""Tests of what the bodies that came to a hook tell about a format."""
