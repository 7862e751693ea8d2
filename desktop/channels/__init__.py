"""What is done to a channel, and its properties."""
