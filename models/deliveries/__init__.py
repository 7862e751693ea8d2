"""Deliveries: lists of them, how they are stored, and how long they are kept."""
