"""Forms: the fields of a body that was sent as a form, urlencoded or multipart."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import unquote_to_bytes

from werkzeug.exceptions import HTTPException
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData

from receiver.parsing.labels import Labels

# What senders call the field that holds a document; a `data` may also be any text.
DOCUMENTS = ("payload", "payload_json", "data")
_MOST_FIELDS = 1000
MOST_PARTS = 100
_MOST_TOLD = 100  # changes
_BEGINS_AS_JSON = re.compile(rb"\s*[{\[]")
_PAYLOAD = re.compile(rb"(?:^|&)payload=(?P<value>[^&]*)")

Fields = dict[str, bytes]


def fields(body: bytes, said: Labels) -> Fields | None:
    """The fields of a form, of a name the first; None for what is no form, or has too many of them.

    A `payload` is found under any Content-Type.
    """
    if said.media_type == "multipart/form-data" and said.boundary:
        return _multipart(body, said.boundary)
    if said.media_type == "application/x-www-form-urlencoded":
        return _urlencoded(body)
    found = _PAYLOAD.search(body)
    return {"payload": _unquoted(found["value"])} if found else None


def document(found: Fields) -> tuple[str, bytes] | None:
    """The field that holds a document, and what it holds; None where none does."""
    for name in DOCUMENTS:
        if name in found and (name != "data" or _BEGINS_AS_JSON.match(found[name])):
            return name, found[name]
    return None


def texts(found: Fields, charset: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The fields as texts, and JSON pointers of those that had bytes which are none in their charset.

    A shell knows nothing of charsets: what a program wrote on its way down is better than nothing.
    """
    values = {name: value.decode(charset, "replace") for name, value in found.items()}
    changed = (name for name, value in found.items() if values[name].encode(charset, "replace") != value)
    return values, tuple(f"/{name.replace('~', '~0').replace('/', '~1')}" for name in islice(changed, _MOST_TOLD))


def _urlencoded(body: bytes) -> Fields | None:
    pairs = [part.partition(b"=") for part in body.split(b"&", _MOST_FIELDS)]
    if len(pairs) > _MOST_FIELDS or not any(equals for _, equals, _ in pairs):
        return None
    found: Fields = {}
    for name, equals, value in pairs:
        if equals:
            found.setdefault(_unquoted(name).decode("utf-8", "replace"), _unquoted(value))
    return found


def _unquoted(text: bytes) -> bytes:
    return unquote_to_bytes(text.replace(b"+", b" "))


def _multipart(body: bytes, boundary: str) -> Fields | None:
    decoder = MultipartDecoder(boundary.encode("latin-1", "replace"), max_parts=MOST_PARTS)
    decoder.receive_data(body)
    decoder.receive_data(None)
    found: dict[str, list[bytes]] = {}
    part: list[bytes] = []
    has_parts = False
    try:
        while not isinstance(event := decoder.next_event(), Epilogue | NeedData):
            if isinstance(event, Field | File):
                part, has_parts = [], True
                # A file is a file, unless it is the document. The decoder lets parts without a name through.
                if event.name and (isinstance(event, Field) or event.name in DOCUMENTS):
                    found.setdefault(event.name, part)
            elif isinstance(event, Data):
                part.append(event.data)
    except (ValueError, HTTPException):
        return None  # not a form after all, or one in pieces: the answer then speaks of the body
    return {name: b"".join(pieces) for name, pieces in found.items()} if has_parts else None
