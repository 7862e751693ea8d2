"""The content of an answer without its Content-Encoding, piece by piece: never more of it in memory than a piece."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from models.problems import Words
from receiver.fetching.refusals import LONGEST, Failed

PIECE = 64 * 1024
_ZLIB_OR_GZIP, _BARE = 47, -15
_KNOWN = frozenset({"gzip", "x-gzip", "deflate"})


class Inflating:
    """Takes what comes and gives what it means. `coding` is the header of the answer. Raises Failed."""

    def __init__(self, coding: str) -> None:
        codings = [
            name for name in (part.strip().lower() for part in coding.split(",")) if name not in ("", "identity")
        ]
        if len(codings) > 1 or not _KNOWN.issuperset(codings):
            said = {"coding": coding[:LONGEST]}
            raise Failed(Words("The server sends it as {coding}, which is not read.", said), lasting=True)
        self._is_coded = bool(codings)
        self._inflater = zlib.decompressobj(_ZLIB_OR_GZIP)
        self._has_begun = False

    def give(self, data: bytes) -> Iterator[bytes]:
        """What the next bytes mean."""
        if not self._is_coded:
            yield data
            return
        while data:
            if self._inflater.eof:  # one member of a gzip file behind another
                self._inflater = zlib.decompressobj(_ZLIB_OR_GZIP)
            yield self._inflated(data)
            data = self._inflater.unused_data or self._inflater.unconsumed_tail

    def end(self) -> None:
        """Raise Failed when something is missing."""
        if self._is_coded and self._has_begun and not self._inflater.eof:
            raise Failed(Words("Its compressed content ends too early."))

    def _inflated(self, data: bytes) -> bytes:
        try:
            try:
                return self._inflater.decompress(data, PIECE)
            except zlib.error:
                if self._has_begun:
                    raise
                self._inflater = zlib.decompressobj(_BARE)  # what some servers take deflate for (RFC 9110, 8.4.1.2)
                return self._inflater.decompress(data, PIECE)
        except zlib.error:
            raise Failed(Words("Its compressed content is damaged.")) from None
        finally:
            self._has_begun = True
