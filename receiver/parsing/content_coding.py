"""Content codings: bodies that were compressed for the way (RFC 9110, 8.4), inflated as far as a body may be long."""

from __future__ import annotations

import zlib

from receiver.answers import Refused
from receiver.limits import MAX_BODY

_GZIP, _ZLIB, _BARE = 31, 15, -15  # the headers that zlib shall expect
_MOST_MEMBERS = 64  # of a gzip file, each with a header of its own
_LONGEST_SHOWN = 40  # characters of a name that is not known


def inflate(body: bytes, coding: str) -> bytes:
    """The bytes behind a Content-Encoding; `coding` is the value of that header, empty without one.

    Raises Refused: unsupported_coding, payload_too_large, and invalid_json for what is not coded so.
    """
    name = coding.strip().lower()
    if not body or name in ("", "identity"):
        return body
    try:
        if name in ("gzip", "x-gzip"):
            return _members(body)
        if name == "deflate":
            return _deflated(body)
    except zlib.error:
        raise Refused("invalid_json", f"The body is not {name}, though its Content-Encoding says so.") from None
    shown = "".join(char if char.isprintable() else "?" for char in coding[:_LONGEST_SHOWN])
    raise Refused("unsupported_coding", f"The Content-Encoding {shown} is not known here; gzip and deflate are.")


def _members(body: bytes) -> bytes:
    found = b""
    for _ in range(_MOST_MEMBERS):
        inflated, body = _one(body, _GZIP, MAX_BODY - len(found))
        found += inflated
        if not body:
            return found
    raise zlib.error


def _deflated(body: bytes) -> bytes:
    """With zlib's header, as the standard has it, or without, as some senders do."""
    try:
        inflated, rest = _one(body, _ZLIB, MAX_BODY)
    except zlib.error:
        inflated, rest = _one(body, _BARE, MAX_BODY)
    if rest:
        raise zlib.error
    return inflated


def _one(body: bytes, header: int, most: int) -> tuple[bytes, bytes]:
    """What is compressed at the beginning of some bytes, and the bytes behind it."""
    inflater = zlib.decompressobj(header)
    inflated = inflater.decompress(body, most + 1)
    if len(inflated) > most:
        raise Refused("payload_too_large", f"The body has over {MAX_BODY:,} bytes when it is inflated.")
    if not inflater.eof:
        raise zlib.error
    return inflated, inflater.unused_data
