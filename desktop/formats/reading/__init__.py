"""How it is read: the parts of a format as fields, with what is wrong marked at its place."""
