"""What changed, and what keeps the desk from its work: told in this process and to others."""
