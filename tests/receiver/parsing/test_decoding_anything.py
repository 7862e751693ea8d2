"""Any report, in any coding, charset and form: it is the same report that comes out."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from hypothesis import example, given, settings
from hypothesis import strategies as st

from receiver.answers import Refused
from receiver.parsing.decoding import decode, unwrapped
from tests.receiver.parsing.one_report import parse

CODINGS: dict[str, Callable[[bytes], bytes]] = {"": bytes, "gzip": gzip.compress, "deflate": zlib.compress}
CHARSETS = ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "gb18030"]
NARROW = ["iso-8859-9", "windows-1254", "windows-1252", "koi8-r", "iso-8859-5"]

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1).filter(str.strip)
links = st.fixed_dictionaries({"@type": st.just("link"), "url": texts}, optional={"displayName": texts})
reports = st.fixed_dictionaries(
    {"text": texts},
    optional={"id": texts, "references": st.lists(texts, max_size=3), "subject": texts, "attachments": st.lists(links)},
)
flat = st.fixed_dictionaries({"text": texts}, optional={"id": texts, "references": texts, "subject": texts})


def written(report: dict[str, Any], *, escaped: bool = False) -> str:
    return json.dumps(report, ensure_ascii=escaped)


@settings(deadline=None)
@given(reports, st.sampled_from(sorted(CODINGS)), st.sampled_from(CHARSETS), st.booleans())
def test_in_any_coding_and_charset(report: dict[str, Any], coding: str, charset: str, with_bom: bool) -> None:
    text = written(report)
    body = ("\ufeff" if with_bom and charset != "gb18030" else "").encode(charset) + text.encode(charset)
    packed = CODINGS[coding](body)
    assert parse(packed, f"application/json; charset={charset}", coding) == parse(text.encode())
    assert unwrapped(packed, f"application/json; charset={charset}", coding).text.decode("utf-8-sig") == text


@settings(deadline=None)
@given(st.sampled_from(NARROW), st.data())
def test_in_any_charset_of_a_byte_a_letter(charset: str, data: st.DataObject) -> None:
    # A text of what cannot be seen alone, such as a soft hyphen, is no text.
    letters = st.characters(codec=charset, exclude_characters="\0\xad\u200c\u200d\u200e\u200f")
    text = data.draw(st.text(letters, min_size=1).filter(str.strip))
    for content_type, body in (
        ("application/json", written({"text": text}).encode(charset)),
        ("application/x-www-form-urlencoded", urlencode({"text": text}, encoding=charset).encode()),
    ):
        assert parse(body, f"{content_type}; charset={charset}").text == text


@settings(deadline=None)
@given(flat, st.sampled_from(["utf-8", "gb18030"]), st.booleans())
def test_in_the_fields_of_a_form(report: dict[str, str], charset: str, as_message: bool) -> None:
    fields = {"message" if name == "text" and as_message else name: text for name, text in report.items()}
    body = urlencode(fields, encoding=charset).encode()
    expected = parse(written(report).encode())
    found = parse(body, f"application/x-www-form-urlencoded; charset={charset}")
    assert replace(found, repaired=()) == replace(expected, repaired=())
    parts = [b'--x-x\r\nContent-Disposition: form-data; name="%b"\r\n\r\n%b\r\n' % (name.encode(), text.encode())
             for name, text in fields.items()]  # fmt: skip
    found = parse(b"".join([*parts, b"--x-x--\r\n"]), "multipart/form-data; boundary=x-x")
    assert replace(found, repaired=()) == replace(expected, repaired=())


@settings(deadline=None)
@given(reports, st.sampled_from(["payload", "payload_json", "data"]), st.booleans())
def test_as_a_document_in_a_form_a_list_and_a_string(report: dict[str, Any], name: str, escaped: bool) -> None:
    text = written(report, escaped=escaped)
    expected = parse(text.encode())
    assert parse(urlencode({name: text}).encode(), "application/x-www-form-urlencoded") == expected
    assert parse(json.dumps(text).encode()) == expected
    assert replace(parse(f"[{text}]".encode()), repaired=()) == replace(expected, repaired=())


@settings(deadline=None)
@given(reports)
def test_with_its_control_characters_as_they_are(report: dict[str, Any]) -> None:
    raw = written(report)
    for char in "\n\r\t":
        escape = json.dumps(char)[1:-1]
        raw = _replaced(raw, escape, char)
    found = parse(raw.encode())
    assert replace(found, repaired=()) == replace(parse(written(report).encode()), repaired=())


CONTENT_TYPES = [
    "",
    "text/plain",
    "text/xml",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=b",
    "application/json; charset=utf-16",
    "text/plain; charset=windows-1254",
]


@settings(deadline=None)
@example(b"n\x00\x80", "text/plain; charset=windows-1254", "")  # not JSON from the middle of a letter of UTF-8 on
@given(
    st.binary() | st.text().map(str.encode),
    st.sampled_from(CONTENT_TYPES) | st.text(),
    st.sampled_from(["", "gzip", "deflate", "br"]),
)
def test_any_bytes_are_decoded_or_refused(body: bytes, content_type: str, coding: str) -> None:
    try:
        first = decode(body, content_type, coding)
    except Refused as refusal:
        told = refusal.code
    else:
        told = first.kind
        assert repr(decode(body, content_type, coding).value) == repr(first.value)
    assert told in ("invalid_json", "unsupported_coding", "json", "form", "xml", "text", "ndjson")
    unwrapped(body, content_type, coding)


def _replaced(text: str, escape: str, char: str) -> str:
    """The text with an escape written as the character itself, unless its backslash is escaped."""
    found, at = "", 0
    while at < len(text):
        if text.startswith(escape, at):
            found += char
            at += 2
        else:
            step = 2 if text[at] == "\\" else 1
            found += text[at : at + step]
            at += step
    return found
