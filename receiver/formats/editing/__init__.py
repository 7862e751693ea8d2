"""What helps a person to write a format: expressions of what is clicked, and names to complete."""
