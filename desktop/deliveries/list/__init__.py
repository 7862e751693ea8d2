"""The list of deliveries, and what it is filtered by."""
