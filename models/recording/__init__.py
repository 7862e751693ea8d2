"""What a report does: the five rules, and who writes them down."""
