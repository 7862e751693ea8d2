"""The tests: each named by what it shows."""
