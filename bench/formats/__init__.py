"""What formats cost."""
