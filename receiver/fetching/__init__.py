"""Files that reports name are downloaded, after the answer: from where it is allowed, and within limits."""
