"""The viewer: pictures and texts that came with messages, one after the other."""
