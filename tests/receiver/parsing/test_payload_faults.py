"""What is wrong with a body: every fault of its shape by pointer, and where it stops being JSON."""

from __future__ import annotations

import json

import pytest

from receiver.answers import Refused
from tests.receiver.parsing.one_report import parse


@pytest.mark.parametrize(
    ("document", "pointers"),
    [
        ([], [""]),
        ("text", [""]),
        (None, [""]),
        ({}, [""]),
        ({"text": " \n"}, [""]),
        ({"subject": "only"}, [""]),
        ({"attachments": []}, [""]),
        ({"text": 7}, ["/text"]),
        ({"text": "x", "references": ["", None]}, ["/references/1"]),
        ({"text": "x", "id": True}, ["/id"]),
        ({"text": "x", "id": 1.0}, ["/id"]),
        ({"text": "x", "id": "y" * 256}, ["/id"]),
        ({"text": "x", "id": 10**255}, ["/id"]),
        ({"text": "x", "references": {}}, ["/references"]),
        ({"text": "x", "references": ["a", None, [], 10**255]}, [f"/references/{at}" for at in (1, 2, 3)]),
        ({"text": "x", "references": ["a"] * 1001}, ["/references"]),
        ({"text": "x", "subject": ["y"]}, ["/subject"]),
        ({"text": "x", "key": {}}, ["/key"]),
        ({"text": "x", "key": "k" * 256}, ["/key"]),
        ({"text": "x", "key": 10**255}, ["/key"]),
        ({"text": "x", "state": "resolved"}, ["/state"]),
        ({"text": "x", "state": 1, "priority": "high"}, ["/state", "/priority"]),
        ({"text": "x", "priority": []}, ["/priority"]),
        ({"attachments": {"@type": "link", "url": "u"}}, ["/attachments"]),
        ({"attachments": ["u"]}, ["/attachments/0"]),
        ({"attachments": [{"@type": "link", "url": "u"}, {"@type": "link"}]}, ["/attachments/1/url"]),
        ({"attachments": [{"@type": "link", "url": ""}]}, ["/attachments/0/url"]),
        ({"attachments": [{"@type": "link", "url": None}]}, ["/attachments/0/url"]),
        ({"attachments": [{"@type": "link", "url": "u" * 8193}]}, ["/attachments/0/url"]),
        ({"attachments": [{"url": "u"}]}, ["/attachments/0/@type"]),
        ({"attachment": [{"@type": "image", "url": "u"}]}, ["/attachment/0/@type"]),
        ({"attachment": [{"@type": [], "url": "u"}]}, ["/attachment/0/@type"]),
        (
            {"attachments": [{"@type": "file", "displayName": 1, "ext": 2, "url": 3}], "id": [], "text": False},
            ["/id", "/text", "/attachments/0/displayName", "/attachments/0/ext", "/attachments/0/url"],
        ),
        ({"attachments": [{"@type": "link", "url": "u"}] * 1001}, ["/attachments"]),
        ({name: [{"@type": "link", "url": "u"}] * 501 for name in ("attachments", "attachment")}, ["/attachment"]),
    ],
)  # fmt: skip
def test_every_fault_is_named_by_its_pointer(document: object, pointers: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        parse(json.dumps(document).encode())
    assert refused.value.code == "invalid_report"
    assert [fault.pointer for fault in refused.value.errors] == pointers
    assert all(fault.detail.endswith(".") for fault in refused.value.errors)


def test_a_thousand_attachments_are_taken() -> None:
    halves = {name: [{"@type": "link", "url": "u"}] * 500 for name in ("attachments", "attachment")}
    assert len(parse(json.dumps(halves).encode()).attachments) == 1000


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"", "is empty"),
        (b" \r\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"hello", "line 1, column 1 (byte 0)"),
        (b'{"text": "a"} x', "trailing characters at line 1, column 15 (byte 14)"),
        (b'{\n  "text": "a",\n}', "line 3, column 1 (byte 17)"),
        ('{"ü": "ä", x}'.encode(), "line 1, column 12 (byte 13)"),
        (b'\xef\xbb\xbf{"a" 1}', "line 1, column 6 (byte 8)"),
        (b'{"text": "a', "ends too early at line 1, column 12 (byte 11)"),
        (b'{"text": "a\xff"}', "not UTF-8: byte 11 (0xff)"),
        ('{"text": "ı'.encode(), "ends too early at line 1, column 12 (byte 12)"),
        ('{"text": "ı'.encode()[:-1], "ends inside a character, at byte 10: perhaps its Content-Length"),
        (b'{"text":"C:\\\\udead", "id":', "ends too early at line 1, column 27 (byte 26)"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"unknown": ' + b'{"a":' * 50_000 + b"1" + b"}" * 50_001, "nested too deep"),
        (b'{"text": "x", "v": NaN}', "NaN and Infinity"),
        (b'{"text": "x", "v": -Infinity}', "NaN and Infinity"),
        (b'{"text": "\\ud800"}', "half of a surrogate pair at line 1, column 11 (byte 10)"),
        (b'{"text": "\\ud800 and more text"}', "half of a surrogate pair"),
        (b'{"text": "x", "\\udc00": 1}', "half of a surrogate pair"),
        (b'{"text": "1e999", "v": 1e999}', "a number without bounds at line 1, column 24 (byte 23)"),
        (b'{"v": ' + b"9" * 5000 + b"}", "a number without bounds at line 1, column 7 (byte 6)"),
        (b"payload=%7Btext", "The form field payload is not JSON"),
    ],
)
def test_what_is_not_json_is_told_with_its_place(body: bytes, detail: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(body)
    assert refused.value.code == "invalid_json"
    assert detail in refused.value.detail


def test_a_form_in_pieces_is_only_a_body_that_is_not_json() -> None:
    for body in (b"--xx\r\n\r\nno headers", b"--xx", b"--yy\r\n", b"\r\n" * 10):
        with pytest.raises(Refused):
            parse(body, "multipart/form-data; boundary=xx")


@pytest.mark.parametrize(
    "disposition", ["form-data", 'form-data;\x08name="payload"', 'form-data; filename="x"', 'form-data; name=""']
)
def test_a_part_without_a_name_is_no_field(disposition: str) -> None:
    body = f'--xx\r\nContent-Disposition: {disposition}\r\n\r\n{{"text":"part"}}\r\n--xx--\r\n'
    with pytest.raises(Refused):
        parse(body.encode(), "multipart/form-data; boundary=xx")


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "\ufeff", "\u2060\u200d \u202e"])
def test_a_text_of_which_nothing_is_seen_is_none(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(json.dumps({"text": text}).encode())
    assert [fault.detail for fault in refused.value.errors] == ["A report needs a text, or at least one attachment."]
    assert parse(json.dumps({"text": f"{text}x"}).encode()).text.endswith("x")
