"""Which format a web hook should read by instead, and taking it."""
