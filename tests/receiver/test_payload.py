"""The payload: what a body says, however carelessly it is sent."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.report import Attachment, Report
from receiver.answers import Refused
from receiver.payload import parse


def parsed(document: object) -> Report:
    return parse(json.dumps(document).encode())


def test_every_property_of_a_report_is_read() -> None:
    report = parsed(
        {
            "id": "event2",
            "references": ["event1"],
            "text": "my message",
            "subject": "A subject",
            "attachments": [
                {"@type": "file", "displayName": "my file", "ext": "txt", "url": "http://myserver/myfile"},
                {"@type": "link", "displayName": "Search", "url": "http://www.google.com"},
            ],
        }
    )
    assert report == Report(
        id="event2",
        references=("event1",),
        text="my message",
        subject="A subject",
        attachments=(
            Attachment("file", "my file", "txt", "http://myserver/myfile"),
            Attachment("link", "Search", None, "http://www.google.com"),
        ),
    )


def test_null_and_unknown_properties_are_as_if_absent() -> None:
    absent = dict.fromkeys(["id", "references", "subject", "attachments", "attachment"])
    assert parsed({"text": "hello", "severity": {"deep": [1]}, **absent}) == Report(text="hello")


@pytest.mark.parametrize(("posted", "read"), [(42, "42"), (-1, "-1"), (10**20, "1" + "0" * 20), ("x" * 255, "x" * 255)])
def test_ids_are_strings_or_integers(posted: object, read: str) -> None:
    report = parsed({"id": posted, "references": posted, "text": "x"})
    assert (report.id, report.references) == (read, ())
    assert parsed({"references": [posted], "text": "x"}).references == (read,)


def test_references_are_kept_once_in_order_without_the_own_id() -> None:
    assert parsed({"id": 3, "references": ["b", 3, "a", "b", "3"], "text": "x"}).references == ("b", "a")


def test_both_spellings_of_attachments_are_joined() -> None:
    one, two = {"@type": "link", "url": "u1"}, {"@type": "link", "url": "u2"}
    report = parsed({"attachment": [two], "attachments": [one]})
    assert [each.url for each in report.attachments] == ["u1", "u2"]


def test_a_nul_is_replaced_and_its_place_is_told() -> None:
    report = parsed(
        {
            "id": "a\0",
            "references": ["b", "c\0"],
            "text": "t\0t",
            "subject": "s\0",
            "attachment": [{"@type": "file", "displayName": "n\0", "ext": "\0", "url": "u\0"}],
        }
    )
    assert report.id == "a\ufffd"
    assert report.references == ("b", "c\ufffd")
    assert report.text == "t\ufffdt"
    assert report.attachments == (Attachment("file", "n\ufffd", "\ufffd", "u\ufffd"),)
    places = {"/id", "/references/1", "/text", "/subject"}
    assert set(report.repaired) == places | {f"/attachment/0/{name}" for name in ("displayName", "ext", "url")}


def test_a_subject_is_one_short_line() -> None:
    assert parsed({"text": "x", "subject": " a\n b\t\u2028c "}).subject == "a b c"
    assert parsed({"text": "x", "subject": " \n"}).subject is None
    long = parsed({"text": "x", "subject": "word " * 100})
    assert long.subject is not None
    assert len(long.subject) <= 255
    assert long.subject.endswith("word…")
    assert long.repaired == ("/subject",)


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_json_is_json_under_any_content_type(content_type: str) -> None:
    assert parse(b'\xef\xbb\xbf {"text": "a&payload=b"}', content_type).text == "a&payload=b"


@pytest.mark.parametrize(
    "fields", [{"payload": '{"text": "Grüße & +"}'}, {"a": "1", "payload": '{"text": "Grüße & +"}'}]
)
def test_the_payload_field_of_a_form_is_taken(fields: dict[str, str]) -> None:
    assert parse(urlencode(fields).encode(), "application/x-www-form-urlencoded").text == "Grüße & +"


@pytest.mark.parametrize("disposition", ['name="payload"', 'name="payload"; filename="report.json"'])
def test_the_payload_part_of_a_multipart_form_is_taken(disposition: str) -> None:
    parts = ('--xx\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
             f"--xx\r\nContent-Disposition: form-data; {disposition}\r\n\r\n"
             '{"text": "Grüße"}\r\n--xx--\r\n')  # fmt: skip
    assert parse(parts.encode(), 'multipart/form-data; boundary="xx"').text == "Grüße"


BLANK = "A report needs a text, or at least one attachment."


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
        ({"text": "x", "id": ""}, ["/id"]),
        ({"text": "x", "id": True}, ["/id"]),
        ({"text": "x", "id": 1.0}, ["/id"]),
        ({"text": "x", "id": "y" * 256}, ["/id"]),
        ({"text": "x", "id": 10**255}, ["/id"]),
        ({"text": "x", "references": {}}, ["/references"]),
        ({"text": "x", "references": ["a", None, [], 10**255]}, [f"/references/{at}" for at in (1, 2, 3)]),
        ({"text": "x", "references": ["a"] * 1001}, ["/references"]),
        ({"text": "x", "subject": ["y"]}, ["/subject"]),
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
        parsed(document)
    assert refused.value.code == "invalid_report"
    assert [fault.pointer for fault in refused.value.errors] == pointers
    assert all(fault.detail.endswith(".") for fault in refused.value.errors)


def test_a_thousand_attachments_are_taken() -> None:
    halves = {name: [{"@type": "link", "url": "u"}] * 500 for name in ("attachments", "attachment")}
    assert len(parsed(halves).attachments) == 1000


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
        ('{"text": "a"}'.encode("utf-16"), "not UTF-8: byte 0 (0xff)"),
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


names = st.sampled_from(
    ["id", "references", "text", "subject", "attachments", "attachment", "@type", "url", "ext", "displayName", "x"]
)
leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
leaves = leaves | st.sampled_from(["file", "link", "", " "]) | st.text(st.characters(codec="utf-8"))
documents = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(names, inner), max_leaves=30)
attachments = st.lists(
    st.fixed_dictionaries({"@type": st.sampled_from(["file", "link"]), "url": leaves}, optional={"ext": leaves})
)
reports = st.fixed_dictionaries(
    {},
    optional={"id": leaves, "references": st.lists(leaves) | leaves, "text": leaves, "subject": leaves,
              "attachments": attachments, "attachment": attachments | leaves},
)  # fmt: skip


@given(st.binary() | st.text().map(lambda text: text.encode(errors="surrogatepass")), st.text())
def test_any_bytes_are_a_report_or_refused(body: bytes, content_type: str) -> None:
    assert _outcome(body, content_type) == _outcome(body, content_type)


@given(documents | reports)
def test_any_document_is_a_report_or_refused_with_its_faults(document: Any) -> None:
    body = json.dumps(document).encode()
    outcome = _outcome(body, "")
    assert outcome == _outcome(body, "")
    if isinstance(outcome, Report):
        assert "\0" not in repr(outcome).replace("\\x00", "\0")
        assert outcome.text.strip() or outcome.attachments
    else:
        code, errors = outcome
        # A fault without a place of its own would be msgspec's word for something our own search overlooked.
        assert code == "invalid_report"
        assert all(error.pointer or error.detail in (BLANK, _wrong_top(document)) for error in errors)


def _wrong_top(document: object) -> str:
    kinds: dict[type, str] = {str: "a string", list: "an array", bool: "a boolean", type(None): "null"}
    return f"A report must be an object, not {kinds.get(type(document), 'a number')}."


def _outcome(body: bytes, content_type: str) -> Any:
    try:
        return parse(body, content_type)
    except Refused as refused:
        return refused.code, refused.errors


def test_threads_may_parse_the_first_report_together() -> None:
    """It ended the process when two threads taught msgspec the same type at once."""
    program = """
import importlib, sys, threading
from receiver import payload, shape
sys.setswitchinterval(1e-6)
for _ in range(60):
    importlib.reload(shape), importlib.reload(payload)
    barrier = threading.Barrier(16)
    def work():
        barrier.wait()
        payload.parse(b'{"id": "a", "attachments": [{"@type": "file", "url": "u"}]}')
    threads = [threading.Thread(target=work) for _ in range(16)]
    [thread.start() for thread in threads], [thread.join() for thread in threads]
"""
    assert subprocess.run([sys.executable, "-c", program], timeout=60).returncode == 0
