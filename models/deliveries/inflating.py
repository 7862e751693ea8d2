"""Bodies that were compressed for the way, inflated so that a text can be looked for in them."""

from __future__ import annotations

import zlib

_GZIP_OR_ZLIB, _BARE = 47, -15  # the headers that zlib shall expect
_MOST = 1024 * 1024  # bytes: of a body that was taken there are no more
_MOST_MEMBERS = 64  # of a gzip file, each with a header of its own


def inflated(body: bytes) -> bytes:
    """What is behind gzip or deflate, as far as it goes: a body may be cut, or not be compressed at all."""
    try:
        return _members(body)
    except zlib.error:
        pass
    try:
        return zlib.decompressobj(_BARE).decompress(body, _MOST)
    except zlib.error:
        return b""


def _members(body: bytes) -> bytes:
    found = b""
    for _ in range(_MOST_MEMBERS):
        inflater = zlib.decompressobj(_GZIP_OR_ZLIB)
        found += inflater.decompress(body, _MOST - len(found))
        body = inflater.unused_data
        if not body or len(found) >= _MOST:
            break
    return found
