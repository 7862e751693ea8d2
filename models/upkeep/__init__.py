"""What the database needs so that it lasts: checks, space, a backup put back, a move to a server."""
