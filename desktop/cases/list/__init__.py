"""The list of cases, and what it is filtered and sorted by."""
