"""Channels and their web hooks, with their rules and old URLs."""
