"""Heads: what stands before a body is looked at in linear time, before waitress's regular expressions see it.

A line of 16,000 blanks, or a target of as many digits that a blank follows, kept those busy for seconds, in the
thread that serves all connections (waitress 3.0.2, HEADER_FIELD_RE and first_line_re).
"""

from __future__ import annotations

import re

from waitress.parser import ParsingError

MAX_BYTES = 16 * 1024
MAX_FIELDS = 200  # waitress copies what it has of a header for each further line of it

# By RFC 9112, section 3, and RFC 9110, section 5.5. No part can match where the next one begins.
_FIRST = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Z]+ [^ \r\n]+(?: HTTP/[0-9]\.[0-9])?")
_NAME = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_VALUE = re.compile(rb"[\t -~\x80-\xff]*")

_TLS = b"\x16\x03"  # the record of a handshake and the major version of all TLS (RFC 8446, section 5.1)
_BARE = re.compile(rb"(?:^|[^\r])\n")


class HeadTooLarge(ParsingError):
    """A head of more bytes or lines than are read."""


class Tls(ParsingError):
    """The client speaks TLS to a port of plain HTTP."""


def check_beginning(head: bytes, seen: int) -> None:
    """Raise ParsingError for what can never become a head. Of what is here so far, `seen` bytes were looked at before.

    Without this such a client would wait for its answer until its time is over.
    """
    if head.startswith(_TLS):
        raise Tls("This is plain HTTP, and TLS was spoken. Use the URL with http://, or let a proxy speak TLS.")
    if _BARE.search(head, max(0, seen - 1)):
        raise ParsingError("A line of the request ends with LF alone; HTTP wants CR and LF.")
    if len(head) > MAX_BYTES:
        raise HeadTooLarge("The request line and the headers have over 16 KiB together.")


def checked(head: bytes) -> bytes:
    """A head with its empty line, as waitress reads it in linear time: no folded lines, no blanks around values.

    Raises ParsingError.
    """
    first, *fields = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
    first = first.rstrip(b" \t")
    if not _FIRST.fullmatch(first):
        raise ParsingError("The first line is not that of an HTTP request.")
    if len(fields) > MAX_FIELDS:
        raise HeadTooLarge(f"The request has {len(fields):,} lines of headers; at most {MAX_FIELDS} are read.")
    return b"\r\n".join([first, *map(_field, fields), b"", b""])


def _field(line: bytes) -> bytes:
    name, colon, value = line.partition(b":")
    value = value.strip(b" \t")
    if not colon or not _NAME.fullmatch(name):
        # A folded line is among them: nobody has to take it any more (RFC 9112, section 5.2).
        raise ParsingError("A line of the headers is not a name, a colon and a value.")
    if not _VALUE.fullmatch(value):
        raise ParsingError("A header has a control character in its value.")
    return name + b": " + value
