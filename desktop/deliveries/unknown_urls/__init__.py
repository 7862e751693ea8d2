"""What came to URLs of no web hook, and which web hook it was meant for."""
