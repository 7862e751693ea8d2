"""What a report does: the six rules, and who writes them down."""
