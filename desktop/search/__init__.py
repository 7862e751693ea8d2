"""The search field and the page it leads to."""
