"""What helps a person who is stuck: the guide, why nothing arrives, and what to tell somebody who helps."""
