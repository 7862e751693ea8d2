"""Forms: the fields of a body that was sent as a form, urlencoded or multipart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple
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


class Part(NamedTuple):
    """A part of a multipart form: a text, or the file of that name."""

    name: str
    content: bytes
    file: str | None = None


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


def parts(body: bytes, said: Labels, files: Sequence[str]) -> list[Part] | None:
    """The parts of a form whose files were left out, and are called so; None for what is no such form."""
    names, found = iter(files), list[Part]()
    try:
        for part in _parts(body, said.boundary):
            if part.file is None or part.content:
                found.append(part._replace(file=None))
            elif part.file:  # one without a name has nobody chosen
                found.append(part._replace(file=next(names)))
    except (ValueError, HTTPException, StopIteration):
        return None
    return found if next(names, None) is None else None


def _multipart(body: bytes, boundary: str) -> Fields | None:
    found: Fields = {}
    try:
        for part in (every := list(_parts(body, boundary))):
            # A file is a file, unless it is the document. The decoder lets parts without a name through.
            if part.name and (part.file is None or part.name in DOCUMENTS):
                found.setdefault(part.name, part.content)
    except (ValueError, HTTPException):
        return None  # not a form after all, or one in pieces: the answer then speaks of the body
    return found if every else None


def _parts(body: bytes, boundary: str) -> Iterator[Part]:
    """Each part with its content. Raises ValueError and HTTPException."""
    decoder = MultipartDecoder(boundary.encode("latin-1", "replace"), max_parts=MOST_PARTS)
    decoder.receive_data(body)
    decoder.receive_data(None)
    part, content = Part("", b""), list[bytes]()
    while not isinstance(event := decoder.next_event(), Epilogue | NeedData):
        if isinstance(event, Field | File):
            part, content = Part(event.name, b"", event.filename if isinstance(event, File) else None), []
        elif isinstance(event, Data):
            content.append(event.data)
            if not event.more_data:
                yield part._replace(content=b"".join(content))
