"""Files that come with messages: what became of each, and the store that keeps each content once."""
