"""What helps a person who is stuck: why nothing arrives, and what to tell somebody who helps."""
