"""Bombs: a body of a megabyte, or one that becomes much, costs bounded time and memory, whatever it is made of."""

from __future__ import annotations

import encodings
import gc
import gzip
import json
import tracemalloc
import zlib
from contextlib import suppress
from time import process_time

import pytest

from receiver.answers import Refused
from receiver.parsing.decoding import decode, unwrapped
from tests.receiver.parsing.one_report import parse

MIB = 1024 * 1024
MULTIPART = "multipart/form-data; boundary=b"
FORM = "application/x-www-form-urlencoded"
SECONDS = 2.0  # ten times what the slowest takes on a machine that has nothing else to do
MEMORY = 150 * MIB


def packed(size: int, header: int = 31) -> bytes:
    packer = zlib.compressobj(9, wbits=header)
    return packer.compress(b'{"text": "' + b"a" * (size - 12) + b'"}') + packer.flush()


@pytest.mark.parametrize(("coding", "header"), [("gzip", 31), ("deflate", 15), ("deflate", -15)])
def test_a_body_may_become_a_megabyte_and_no_byte_more(coding: str, header: int) -> None:
    assert len(parse(packed(MIB, header), "", coding).text) == MIB - 12
    for body in (packed(MIB + 1, header), packed(200 * MIB, header)):
        with pytest.raises(Refused) as refused:
            parse(body, "", coding)
        assert refused.value.code == "payload_too_large"
    with pytest.raises(Refused) as refused:
        parse(gzip.compress(b"a" * MIB) + gzip.compress(b"a"), "", "gzip")
    assert refused.value.code == "payload_too_large"


ENTITIES = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%b">' % (name, b"&%c;" % (name - 1) * 10) for name in range(ord("b"), ord("k"))
) + b"]><a>&j;</a>"  # fmt: skip
EXTERNAL = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


@pytest.mark.parametrize(
    "body", [ENTITIES, EXTERNAL, b"<a>" * 101 + b"</a>" * 101, b"<a>" + b"<b/>" * 20_000 + b"</a>"]
)
def test_xml_with_entities_or_beyond_the_limits_is_only_text(body: bytes) -> None:
    assert decode(body, "text/xml").kind == "text"


def test_xml_within_the_limits_is_xml() -> None:
    assert decode(b"<a>" * 100 + b"</a>" * 100).kind == "xml"
    assert decode(b"<a>" + b"<b/>" * 19_999 + b"</a>").kind == "xml"


def filled(piece: bytes) -> bytes:
    return piece * (MIB // len(piece))


BOMBS: dict[str, tuple[bytes, str, str]] = {
    "gzip members": (filled(gzip.compress(b"")), "", "gzip"),
    "zeros": (gzip.compress(bytes(500 * MIB), 1)[:MIB], "", "gzip"),
    "fields": (filled(b"a=b&"), FORM, ""),
    "one name": (filled(b"text&"), FORM, ""),
    "escapes": (b"text=" + filled(b"%41"), FORM, ""),
    "parts": (filled(b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n'), MULTIPART, ""),
    "line ends in a part": (b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n' + filled(b"\r\n-"),
                            MULTIPART, ""),
    "elements": (b"<a>" + filled(b"<b/>"), "text/xml", ""),
    "open elements": (filled(b"<a>"), "text/xml", ""),
    "attributes": (b"<a " + b" ".join(b'a%d="1"' % at for at in range(90_000)) + b"/>", "text/xml", ""),
    "angles": (filled(b"<"), "text/xml", ""),
    "quotes": (b'{"' + filled(b'\\"'), "", ""),
    "raw strings": (b'["\n"' + filled(b',"\n"') + b"]", "", ""),
    "deep raw strings": (b'{"a":' * 900 + b"[" + b",".join([b'"\t"'] * 100_000) + b"]" + b"}" * 900, "", ""),
    "raw names": (b"{" + b",".join(b'"%d\t":"\n"' % at for at in range(60_000)) + b"}", "", ""),
    "lines": (filled(b"{}\n"), "", ""),
    "strings in strings": (json.dumps(json.dumps("[" * 300_000)).encode(), "", ""),
    "escaped surrogates": (b'{"' + filled(b"\\ud800"), "", ""),
    "list": (b"[" + filled(b"1,") + b"1]", "", ""),
    "backslashes": (b'{"' + filled(b"\\"), "", ""),
    "wide": ("a".encode("utf-32") + filled("{".encode("utf-32-le")), "", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_no_body_takes_long_or_much(name: str) -> None:
    body, content_type, coding = BOMBS[name]
    started = process_time()
    with suppress(Refused):
        parse(body, content_type, coding)
    with suppress(Refused):
        unwrapped(body, content_type, coding)
    assert process_time() - started < SECONDS
    tracemalloc.start()
    try:
        with suppress(Refused):
            parse(body, content_type, coding)
        assert tracemalloc.get_traced_memory()[1] < MEMORY
    finally:
        tracemalloc.stop()


def test_places_that_were_changed_are_told_up_to_a_hundred() -> None:
    assert len(decode(BOMBS["raw strings"][0]).repaired) == 100
    deep = decode(b'{"a":' * 900 + b'"\t"' + b"}" * 900).repaired
    assert [len(pointer) <= 255 for pointer in deep] == [True]


@pytest.mark.parametrize(("body", "content_type"), [(b"hello", ""), (b"a=1", FORM), (b"<a/>", "text/xml"), (b"{", "")])
def test_nothing_is_left_of_what_was_refused(body: bytes, content_type: str) -> None:
    """A refusal that is kept with what was decoded leads round to it, by its traceback."""
    for _ in range(20):
        with suppress(Refused):
            parse(body, content_type)
    gc.collect()
    assert [found for found in gc.get_objects() if isinstance(found, Refused) and "is not JSON" in found.detail] == []


def test_charsets_that_senders_make_up_are_not_remembered() -> None:
    before = len(_known_names())
    for number in range(100):
        decode(b"a", f"text/plain; charset=made-up-{number}")
        decode(b'<?xml version="1.0" encoding="made-up-%d"?><a/>' % number)
    assert len(_known_names()) == before


def _known_names() -> dict[str, object]:
    """The one place where Python keeps the names of codecs that it was asked for."""
    found: dict[str, object] = vars(encodings)["_cache"]
    return found
