"""What a file is, by the beginning of what is in it: never by its name, nor by what a server says."""

from __future__ import annotations

import re

import puremagic

# Bytes that are looked at.
SAMPLE = 4096
UNKNOWN, TEXT = "application/octet-stream", "text/plain"
LONGEST = 100
# What can run comes first: it must not pass for anything else.
_PROGRAMS = (
    (b"MZ", "application/vnd.microsoft.portable-executable"),
    (b"\x7fELF", "application/x-executable"),
    (b"\xcf\xfa\xed\xfe", "application/x-mach-binary"),
    (b"\xce\xfa\xed\xfe", "application/x-mach-binary"),
    (b"\xca\xfe\xba\xbe", "application/x-mach-binary"),
    (b"#!", "text/x-shellscript"),
)
_TEXTS = (
    (re.compile(rb"<(!doctype\s+html|html|head|body|script|iframe)\b", re.IGNORECASE), "text/html"),
    (re.compile(rb"(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?<svg\b", re.IGNORECASE | re.DOTALL), "image/svg+xml"),
)
_SAME = {"application/x-gzip": "application/gzip"}  # RFC 6713
_SURE = 0.4  # of 1, by puremagic's own scale
_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def content_type(sample: bytes) -> str:
    """The type of a file that begins with these bytes, at most SAMPLE of them; UNKNOWN where nothing tells."""
    for magic, found in _PROGRAMS:
        if sample.startswith(magic):
            return found
    words = sample.removeprefix(b"\xef\xbb\xbf").lstrip()
    for pattern, found in _TEXTS:
        if pattern.match(words):
            return found
    return _by_signature(sample) or (TEXT if _is_text(sample) else UNKNOWN)


def _by_signature(sample: bytes) -> str | None:
    try:
        found = puremagic.magic_string(sample)
    except (ValueError, puremagic.PureError):  # nothing in it, or nothing known
        return None
    best = found[0] if found else None
    # Two letters in a text are no signature: what looks like a text is one, unless more speaks for another.
    if best is None or not best.mime_type or (best.confidence < _SURE and _is_text(sample)):
        return None
    return _SAME.get(best.mime_type, str(best.mime_type)[:LONGEST])


def _is_text(sample: bytes) -> bool:
    if _BYTES.search(sample):
        return False
    try:
        sample.decode()
    except UnicodeDecodeError as error:
        return len(sample) == SAMPLE and error.start >= SAMPLE - 3  # a character that is cut
    return True
