"""HTTP/1.1 on a connection: its heads and bodies, each read in a time that grows no faster than its length."""
