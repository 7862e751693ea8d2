"""How long a body is by the head of its answer: half a file must not pass for a whole one."""

from __future__ import annotations

from collections.abc import Mapping

from models.problems import Words
from receiver.fetching.refusals import LONGEST, Failed


def promised_length(headers: Mapping[str, str]) -> int | None:
    """The bytes that will come; None where the body says itself where it ends (RFC 9112, section 6.3).

    Raises Failed where that cannot be told, since http.client then takes what there is for all of it.
    """
    coding = headers.get("Transfer-Encoding", "").strip().lower()
    if coding:
        if coding != "chunked":
            raise _unread(coding)
        return None
    lengths = {length.strip() for length in headers.get("Content-Length", "").split(",")} - {""}
    if not lengths:
        return None
    length = lengths.pop()
    if lengths or not (length.isascii() and length.isdecimal() and len(length) < 20):
        raise _unread(headers["Content-Length"])
    return int(length)


def _unread(said: str) -> Failed:
    return Failed(Words("The server says its length as {length}, which is not read.", {"length": said[:LONGEST]}))
