"""What happened in a case, oldest first."""
