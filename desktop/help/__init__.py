"""What helps a person who is stuck: why nothing arrives."""
