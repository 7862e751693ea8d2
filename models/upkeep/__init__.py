"""What the database needs so that it lasts: checks, space, a move to a server."""
