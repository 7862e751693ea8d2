"""The payload: what a body says, however carelessly it is sent."""

from __future__ import annotations

import json
import subprocess
import sys
from urllib.parse import urlencode

import pytest

from models.report import Attachment, Report
from tests.receiver.parsing.one_report import parse


def parsed(document: object) -> Report:
    return parse(json.dumps(document).encode())


@pytest.mark.parametrize(("posted", "key"), [("disk", "disk"), (42, "42"), ("", None), (None, None)])
def test_a_key_may_be_a_number_or_missing(posted: object, key: str | None) -> None:
    assert parsed({"text": "x", "key": posted}) == Report(text="x", key=key)


def test_an_empty_id_key_or_reference_is_none() -> None:
    assert parsed({"text": "x", "id": "", "key": "", "references": ""}) == Report(text="x")
    assert parsed({"text": "x", "references": ["", "a", ""]}) == Report(text="x", references=("a",))


def test_every_property_of_a_report_is_read() -> None:
    report = parsed(
        {
            "id": "event2",
            "references": ["event1"],
            "text": "my message",
            "subject": "A subject",
            "key": "host7/disk",
            "state": "closed",
            "priority": "Very High",
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
        key="host7/disk",
        state="closed",
        priority=4,
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


def test_threads_may_parse_the_first_report_together() -> None:
    """It ended the process when two threads taught msgspec the same type at once."""
    program = """
import importlib, sys, threading
from receiver.parsing import payload, report_shape as shape
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
