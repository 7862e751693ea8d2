"""What a receiver counts and measures."""
