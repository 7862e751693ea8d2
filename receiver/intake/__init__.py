"""One delivery from the request to its answer."""
