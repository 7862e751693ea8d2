"""The trial: the last deliveries by the format in force and by the draft."""
