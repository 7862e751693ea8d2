"""Labels: what a Content-Type says of a body."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from werkzeug.http import parse_options_header

from receiver.parsing.charsets import charset_of


class Labels(NamedTuple):
    """The media type, the charset that is declared and known (else None), and the boundary of a multipart form."""

    media_type: str
    charset: str | None
    boundary: str


@lru_cache(maxsize=256)
def labels(content_type: str) -> Labels:
    """What a Content-Type says; the same few come again and again."""
    media_type, options = parse_options_header(content_type)
    return Labels(media_type.lower(), charset_of(options.get("charset", "")), options.get("boundary", ""))
