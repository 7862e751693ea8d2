"""Cases: lists of them, what is done to them, and the people they are assigned to."""
