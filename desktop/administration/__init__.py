"""The desk itself: its people, its retention, its database."""
