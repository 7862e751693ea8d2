"""The Deliveries page."""
