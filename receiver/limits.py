"""How large a body may be, and how much is kept of one that is larger."""

MAX_BODY = 1024 * 1024  # bytes
KEPT_OF_LARGE = 64 * 1024  # bytes, of a body that is not taken
