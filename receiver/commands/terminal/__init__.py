"""What all commands share: what is typed, and what is printed."""
