"""A channel's messages, newest first."""
