"""A backup in the place of the database: chosen, looked into, and put there."""
