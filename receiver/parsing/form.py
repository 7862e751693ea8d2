"""Forms: the JSON that a sender put into a form field named `payload`."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from werkzeug.exceptions import HTTPException
from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData

_URLENCODED = re.compile(rb"(?:^|&)payload=(?P<value>[^&]*)")


def payload(body: bytes, content_type: str) -> bytes | None:
    """What the field `payload` of a form holds; None when the body is no form or has no such field."""
    media_type, options = parse_options_header(content_type)
    if media_type == "multipart/form-data" and "boundary" in options:
        return _multipart(body, options["boundary"])
    # JSON that is merely broken stays JSON, even if one of its strings looks like a form.
    found = None if body.lstrip()[:1] in (b"{", b"[", b'"') else _URLENCODED.search(body)
    return unquote_to_bytes(found["value"].replace(b"+", b" ")) if found else None


def _multipart(body: bytes, boundary: str) -> bytes | None:
    decoder = MultipartDecoder(boundary.encode("latin-1", "replace"), max_parts=100)
    decoder.receive_data(body)
    decoder.receive_data(None)
    found: list[bytes] = []
    wanted = False
    try:
        while not isinstance(event := decoder.next_event(), Epilogue | NeedData):
            if isinstance(event, Field | File):
                if found:
                    break
                wanted = event.name == "payload"
            elif isinstance(event, Data) and wanted:
                found.append(event.data)
    except (ValueError, HTTPException):
        return None  # not a form after all, or one in pieces: the answer then speaks of the body
    return b"".join(found) if found else None
