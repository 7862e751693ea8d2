"""Decoding: what senders put around a report is taken away, and what is in it is one value."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable
from urllib.parse import urlencode

import pytest

from models.report import Report
from receiver.answers import Refused
from receiver.parsing import payload
from receiver.parsing.decoding import decode, unwrapped
from tests.receiver.parsing.one_report import parse

TURKISH = "Yedekleme başarısız: İŞLEM ığüşöç"
DOCUMENT = {"text": TURKISH, "id": "a"}
BODY = json.dumps(DOCUMENT, ensure_ascii=False).encode()
FORM = "application/x-www-form-urlencoded"


def bare_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


def refused(body: bytes, content_type: str = "", coding: str = "") -> Refused:
    with pytest.raises(Refused) as found:
        parse(body, content_type, coding)
    return found.value


CODINGS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("gzip", gzip.compress),
    ("X-GZIP", gzip.compress),
    ("gzip", lambda body: gzip.compress(body[:20]) + gzip.compress(body[20:])),
    ("deflate", zlib.compress),
    ("deflate", bare_deflate),
    ("identity", bytes),
]


@pytest.mark.parametrize(("coding", "packed"), CODINGS)
def test_a_compressed_body_is_inflated(coding: str, packed: Callable[[bytes], bytes]) -> None:
    assert parse(packed(BODY), "application/json", coding) == Report(id="a", text=TURKISH)


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "utf-8"])
def test_a_coding_that_is_not_known_is_named(coding: str) -> None:
    refusal = refused(BODY, "", coding)
    assert refusal.code == "unsupported_coding"
    assert f"Content-Encoding {coding} is" in refusal.detail


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
@pytest.mark.parametrize("body", [BODY, gzip.compress(BODY)[:-9], zlib.compress(BODY)[:-1], gzip.compress(BODY) + b"x"])
def test_a_body_that_is_not_coded_as_it_says_is_refused(body: bytes, coding: str) -> None:
    refusal = refused(body, "", coding)
    assert (refusal.code, refusal.detail) == (
        "invalid_json", f"The body is not {coding}, though its Content-Encoding says so.",
    )  # fmt: skip


def test_what_is_wrong_in_a_compressed_body_has_no_place_in_the_body() -> None:
    refusal = refused(gzip.compress(b'{"text": "a",}'), "", "gzip")
    assert "line 1, column 14" in refusal.detail
    assert refusal.position is None


@pytest.mark.parametrize(
    ("declared", "charset"),
    [
        ("ISO-8859-9", "iso-8859-9"), ("iso_8859-9", "iso-8859-9"), ("latin5", "iso-8859-9"),
        ("windows-1254", "windows-1254"), ("cp1254", "windows-1254"), ('"utf-16"', "utf-16-le"),
        ("UTF-16BE", "utf-16-be"), ("utf-16", "utf-16"), ("utf-8", "utf-8"), ("nonsense", "utf-8"),
    ],
)  # fmt: skip
def test_a_declared_charset_is_read(declared: str, charset: str) -> None:
    body = BODY.decode().encode(charset)
    assert parse(body, f"application/json; charset={declared}").text == TURKISH


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_bom_is_believed_before_anything_else(charset: str) -> None:
    body = BODY.decode().encode(charset)
    assert parse(body).text == TURKISH
    assert parse(body, "application/json; charset=iso-8859-9").text == TURKISH


@pytest.mark.parametrize("name", ["punycode", "unicode_escape", "utf-7", "idna", "zip", "rot13", "undefined", "mbcs"])
def test_what_is_no_charset_is_not_taken_for_one(name: str) -> None:
    assert decode(b'{"text": "a\\u0131"}', f"text/plain; charset={name}").charset == "utf-8"


def test_broken_json_in_another_charset_has_the_place_where_it_breaks_in_the_body() -> None:
    place = refused(b"\xff\xfe" + '{"ü": "ı",\n x}'.encode("utf-16-le")).position
    assert place is not None
    assert (place.line, place.column, place.byte) == (2, 2, 2 + 2 * 12)
    refusal = refused(b"\xff\xfe{\0\n\0\0\xdc", "")
    assert refusal.detail == "The body is not UTF-16-LE: byte 6 (0x00) cannot stand there."
    assert refusal.position is not None
    assert (refusal.position.line, refusal.position.column) == (2, 1)


@pytest.mark.parametrize("names", [("text", "subject"), ("message", "title")])
def test_the_fields_of_a_form_are_a_report(names: tuple[str, str]) -> None:
    fields = {names[0]: f'"{TURKISH}" & 100 %\n+', names[1]: "A subject", "id": "disk-7", "references": "a", "x": "y"}
    report = Report("disk-7", ("a",), fields[names[0]], "A subject")
    assert parse(urlencode(fields).encode(), FORM) == report
    assert parse(multipart(fields), "multipart/form-data; boundary=xx") == report


def test_all_fields_of_a_form_are_in_its_value() -> None:
    found = decode(b"text=a&key=host%2Fdisk&state=closed&text=b&empty=&flag", FORM)
    assert (found.kind, found.value) == ("form", {"text": "a", "key": "host/disk", "state": "closed", "empty": ""})


def test_a_blank_field_is_as_if_absent() -> None:
    assert parse(b"text=+&message=real&id=&subject=", FORM) == Report(text="real")


def test_faults_of_a_form_are_named_by_its_fields() -> None:
    assert [fault.pointer for fault in refused(b"message=a&id=" + b"x" * 256, FORM).errors] == ["/id"]
    assert parse(b"message=a%00b&title=" + b"y" * 300, FORM).repaired == ("/message", "/title")
    assert [fault.detail for fault in refused(b"id=7", FORM).errors] == [
        "A report needs a text, or at least one attachment."
    ]


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-9", "windows-1254"])
def test_a_form_is_read_in_its_charset(charset: str) -> None:
    quoted = urlencode({"text": TURKISH}, encoding=charset).encode()
    raw = b"text=" + TURKISH.encode(charset)
    for body in (quoted, raw):
        assert parse(body, f"{FORM}; charset={charset}").text == TURKISH


def test_bytes_of_a_shell_that_are_no_text_do_not_lose_the_report() -> None:
    report = parse(b"text=disk \xff full&other=\xfe", FORM)
    assert (report.text, report.repaired) == ("disk \ufffd full", ("/text",))


@pytest.mark.parametrize("name", ["payload", "payload_json", "data"])
def test_a_document_in_a_form_is_taken_out_of_it(name: str) -> None:
    for body, content_type in (
        (urlencode({"a": "1", name: BODY.decode()}).encode(), FORM),
        (b"\xef\xbb\xbf" + urlencode({name: BODY.decode()}).encode(), FORM),
        (multipart({name: BODY.decode()}), "multipart/form-data; boundary=xx"),
    ):
        assert decode(body, content_type).value == DOCUMENT
        assert unwrapped(body, content_type) == (BODY, name)


def test_a_field_called_data_may_be_any_text() -> None:
    assert decode(b"data=hello&text=a", FORM).value == {"data": "hello", "text": "a"}
    assert refused(b"payload=hello&text=a", FORM).detail.startswith("The form field payload is not JSON")


def test_a_file_in_a_form_is_left_out_unless_it_is_the_document() -> None:
    parts = (b'--xx\r\nContent-Disposition: form-data; name="text"; filename="t.bin"\r\n\r\n\x89PNG\xff\r\n'
             b'--xx\r\nContent-Disposition: form-data; name="payload_json"; filename="p.json"\r\n\r\n'
             + BODY + b"\r\n--xx--\r\n")  # fmt: skip
    assert parse(parts, "multipart/form-data; boundary=xx").text == TURKISH
    assert refused(parts.replace(b"payload_json", b"other"), "multipart/form-data; boundary=xx").code == "invalid_json"


@pytest.mark.parametrize(("body", "content_type"), [(b"a=1&b=2", FORM), (b"hello", FORM), (b"hello=1", "")])
def test_a_form_without_a_field_of_ours_is_no_report(body: bytes, content_type: str) -> None:
    refusal = refused(body, content_type)
    assert refusal.code == "invalid_json"
    assert refusal.position is not None


XML = """<?xml version="1.0" encoding="{}"?>
<n:alert xmlns:n="urn:x" level="high"><host>db1</host><host>ğ</host><empty/><p>a<b>c</b></p></n:alert>"""


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-9"])
@pytest.mark.parametrize("content_type", ["", "text/xml", "application/x-www-form-urlencoded"])
def test_xml_is_maps(charset: str, content_type: str) -> None:
    found = decode(XML.format(charset).encode(charset), content_type)
    assert found.kind == "xml"
    assert found.value == {
        "alert": {"@level": "high", "host": ["db1", "ğ"], "empty": "", "p": {"b": "c", "#text": "a"}}
    }


def test_xml_in_a_declared_charset_or_with_a_bom() -> None:
    for body, content_type in (
        (XML.format("utf-8").encode("iso-8859-9"), "text/xml; charset=iso-8859-9"),
        (XML.format("utf-16").encode("utf-16"), "text/xml"),
    ):
        found = decode(body, content_type).value
        assert isinstance(found, dict)
        assert found["alert"]["host"] == ["db1", "ğ"]


def test_an_element_that_comes_three_times_is_one_list() -> None:
    assert decode(b"<a><b>1</b><b>2</b><b>3</b></a>").value == {"a": {"b": ["1", "2", "3"]}}


def test_xml_is_no_report() -> None:
    assert refused(XML.format("utf-8").encode(), "text/xml").code == "invalid_json"


@pytest.mark.parametrize(
    "text", ["[web] is DOWN", "[FIRING:1] disk", "5 disks failed", '"Disk" is full', "<b> down", TURKISH]
)
def test_a_text_that_was_sent_as_one_is_a_message(text: str) -> None:
    assert parse(text.encode(), "text/plain; charset=utf-8") == Report(text=text)
    assert refused(text.encode()).code == "invalid_json"


@pytest.mark.parametrize("body", [b'{"text": "a",}', b"{ text: 1}", b'[{"text": "a"', b'["a",', b" \n"])
def test_json_that_is_broken_is_no_text(body: bytes) -> None:
    assert refused(body, "text/plain").code == "invalid_json"


def test_a_list_of_one_report_is_that_report() -> None:
    assert parse(b"[" + BODY + b"]") == Report(id="a", text=TURKISH)
    assert [fault.pointer for fault in refused(b'[{"text": 1, "id": []}]').errors] == ["/0/id", "/0/text"]
    assert parse(b'[{"text": "a\\u0000"}]').repaired == ("/0/text",)
    assert [fault.pointer for fault in refused(b"[[]]").errors] == ["/0"]


def test_a_list_is_so_many_reports_and_what_is_wrong_with_each_has_its_place() -> None:
    assert [report.id for report in payload.parse(b'[{"id": 1, "text": "a"}, {"id": 2, "text": "b"}]')] == ["1", "2"]
    faults = refused(b'[{"text": 1}, {"text": "a"}, {"text": "b", "id": []}]').errors
    assert [fault.pointer for fault in faults] == ["/0/text", "/2/id"]
    raw = payload.parse(b'[{"text": "a\n"}, {"text": "b"}, {"text": "c\td"}]')
    assert [report.repaired for report in raw] == [("/0/text",), (), ("/2/text",)]


def test_a_list_has_at_most_a_thousand_reports() -> None:
    body = b"[" + b",".join([b'{"text": "a"}'] * 1000) + b"]"
    assert len(payload.parse(body)) == 1000
    assert "At most 1,000" in refused(body[:-1] + b",{}]").detail


def test_json_in_a_string_of_json_is_read() -> None:
    assert parse(json.dumps(BODY.decode()).encode()) == Report(id="a", text=TURKISH)
    assert refused(json.dumps("{ not json").encode()).code == "invalid_report"


def test_lines_of_json_are_a_list() -> None:
    found = decode(b'{"text": "a"}\r\n\n{"text": "b"}\n')
    assert (found.kind, found.value) == ("ndjson", [{"text": "a"}, {"text": "b"}])
    assert [report.text for report in payload.parse(b'{"text": "a"}\n{"text": "b"}')] == ["a", "b"]
    assert refused(b'{"text": "a"}\n{"text": "b"').code == "invalid_json"
    assert refused(b'{"text": "a"}\n1').code == "invalid_json"


def test_line_ends_and_tabs_in_strings_are_taken_and_told() -> None:
    body = b'{\n\t"text": "a\nb\tc\r\nd\\n\\"e",\r\n "x": "y\tz",\n "attachments": [{"@type": "link", "url": "u\n"}]}'
    report = parse(body)
    assert report.text == 'a\nb\tc\r\nd\n"e'
    assert report.attachments[0].url == "u\n"
    assert report.repaired == ("/text", "/attachments/0/url")
    assert decode(body).repaired == ("/text", "/x", "/attachments/0/url")


def test_what_is_wrong_behind_a_raw_line_end_is_said_at_its_place() -> None:
    refusal = refused(b'{"text": "a\nb", x}')
    assert refusal.position is not None
    assert (refusal.position.line, refusal.position.byte) == (2, 16)
    assert refused(b'{"text": "a\0b"}').code == "invalid_json"


def test_raw_line_ends_in_the_document_of_a_form_are_taken() -> None:
    body = urlencode({"payload": '{"text": "a\nb"}'}).encode()
    assert parse(body, FORM) == Report(text="a\nb", repaired=("/text",))


def test_the_text_of_a_body_is_what_a_person_reads() -> None:
    assert unwrapped(gzip.compress(BODY), "", "gzip") == (BODY, None)
    assert unwrapped(BODY.decode().encode("utf-16")) == (BODY, None)
    assert unwrapped(b"nothing", "", "gzip") == (b"nothing", None)
    assert unwrapped(BODY, FORM) == (BODY, None)


def multipart(fields: dict[str, str]) -> bytes:
    parts = [
        f'--xx\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n' for name, text in fields.items()
    ]
    return "".join([*parts, "--xx--\r\n"]).encode()
