"""The delivery that is open."""
