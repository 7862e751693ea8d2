"""How large a body may be, and how much is kept of one that is larger."""

from models.channels.hook_rules import LARGEST_BODY

MAX_BODY = LARGEST_BODY  # bytes, of one that is not an upload
KEPT_OF_LARGE = 64 * 1024  # bytes, of a body that is not taken
