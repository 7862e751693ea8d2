"""Bodies that JSON's readers disagree about, and strings that programs stumble over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

# b"..." -> whether it is JSON; None where RFC 8259 leaves it open.
TEXTS: tuple[tuple[bytes, bool | None], ...] = (
    (b"{}", True), (b"[]", True), (b'""', True), (b"0", True), (b"-0", True), (b"1E400", None), (b"-1e-400", None),
    (b"true", True), (b" null ", True), (b'{"text":"a","text":"b"}', True), (b'{"a":{"a":{"a":[]}}}', True),
    (b'"\\ud83d\\ude00"', True), (b'"\\uDBFF\\uDFFF"', True), (b'"\\ud800"', None), (b'"\\udc00\\ud800"', None),
    (b'"\\u0000"', True), (b'{"text":"\\u0000"}', True), (b'"\x7f"', True), (b'"\xf4\x8f\xbf\xbf"', True),
    (b"\xef\xbb\xbf{}", None), (b"123456789012345678901234567890", True), (b"1" * 5000, None), (b"0.1e1", True),
    (b"", False), (b" ", False), (b"\xef\xbb\xbf", False), (b"[1,]", False), (b'{"a":1,}', False), (b"[,1]", False),
    (b"{'a':1}", False), (b"{a:1}", False), (b"[1 2]", False), (b"01", False), (b"+1", False), (b".5", False),
    (b"1.", False), (b"1e", False), (b"0x1", False), (b"NaN", False), (b"Infinity", False), (b"-Infinity", False),
    (b"undefined", False), (b"nul", False), (b"True", False), (b"[1]x", False), (b"{} {}", False), (b'"', False),
    (b'"\\x41"', False), (b'"\\u12"', False), (b'"\n"', False), (b'"\t"', False), (b'"\0"', False), (b"\0", False),
    (b"[\x0b]", False), (b"{}\0", False), (b"/* */{}", False), (b"{}//", False), (b"\xff\xfe{\0}\0", True),
    (b'"\xc0\xaf"', False), (b'"\xed\xa0\x80"', False), (b'"\xff"', False), (b'"\xf4\x90\x80\x80"', False),
    (b"[" * 100_000, False), (b'{"a":' * 100_000, False), (b"[" * 500 + b"]" * 500, None), (b"]", False), (b"}", False),
    (b'{"text":"a"', False), (b'{"text"', False), (b'{"text":}', False), (b'{1:"a"}', False), (b"[1,,2]", False),
    (b"\xc2\xa0{}", False), (b'{"a" "b"}', False), (b"-", False), (b"--1", False), (b"1e+", False), (b"#!json", False),
)  # fmt: skip

STRINGS = (
    "", " ", "\t", "\n", "\r\n", "\0", "a\0b", "null", "undefined", "NaN", "true", "0", "-1", "1e309", "1/0", "0x10",
    "'", '"', "`", "\\", "\\\\", "';--", "' OR 1=1 --", "1; DROP TABLE cases", "%s%s%n", "{0}", "${7*7}", "{{7*7}}",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<b>", "&amp;", "javascript:alert(1)",
    "file:///etc/passwd",
    "=1+1", "+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "../../etc/passwd", "..\\..\\x", "CON", "NUL.txt", "/dev/null", "~",
    "\u202ert\u202c", "\u200b", "\ufeff", "\u2028", "\u2029", "\ufffe", "\uffff", "\U0010ffff", "\x1b[31m", "\x7f",
    "\x85",
    "e\u0301" * 20, "Z" + "\u0334" * 300, "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1f9\U0001f1f7",
    "İIıi", "ß", "ﷺ", "الكل في المجمو عة", "שלום", "田中さんにあげて下さい", "社會科學院語學研究所", "찦차를 타고", "ด้้้้้็็็็็",
    "a" * 254, "a" * 255, "a" * 256, "ü" * 255, "\U0001f600" * 256, "x" * 100_000, "wrap " * 20_000, "https://[", "http://a:99999/",
)  # fmt: skip

# What is no JSON, and is read all the same: line ends and tabs in strings.
_TAKEN = ("n_string_unescaped_newline.json", "n_string_unescaped_tab.json")


def bodies(suite: Path | None) -> Iterator[tuple[bytes, bool | None]]:
    """Each body with whether it is JSON; `suite` holds files that are called y_..., n_... or i_..."""
    yield from TEXTS
    for file in sorted(suite.glob("*.json")) if suite else ():
        is_taken = file.name in _TAKEN
        yield file.read_bytes(), None if is_taken else {"y": True, "n": False}.get(file.name[0])


def strings(naughty: Path | None) -> Iterator[str]:
    """Our own, and those of a JSON file with a list of strings."""
    yield from STRINGS
    if naughty is not None:
        yield from json.loads(naughty.read_text("utf-8"))


def everywhere(text: str) -> Iterator[dict[str, object]]:
    """Reports with a string in each of their fields in turn, and as the name of one."""
    link = {"@type": "link", "url": "http://myserver/1"}
    yield {"text": text}
    yield {"text": "t", "id": text}
    yield {"text": "t", "subject": text}
    yield {"text": "t", "references": text}
    yield {"text": "t", "references": ["other", text]}
    yield {"text": "t", text: text}
    for name in ("url", "displayName", "ext", "@type", "other"):
        yield {"text": "t", "attachments": [{**link, name: text}]}
    yield {"attachment": [{"@type": "file", "url": text, "displayName": text, "ext": text}], "text": text}
