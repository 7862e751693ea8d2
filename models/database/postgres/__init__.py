"""A PostgreSQL server as the database: looked at before it is used, opened through psycopg."""
