"""What can be done with deliveries: replay, copy, compare."""
