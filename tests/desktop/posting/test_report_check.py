"""What is wrong with a text, and where: the places are those of the text as it was typed."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.bodies.json_places import places
from desktop.posting.report_check import check, encoded, laid_out, to_edit

leaves = st.none() | st.booleans() | st.integers() | st.text()
documents = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=15,
)


def pointers(value: object, at: str = "") -> dict[str, object]:
    """Every value in a document by its pointer."""
    found = {at: value}
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in members:
        found.update(pointers(inner, f"{at}/{str(name).replace('~', '~0').replace('/', '~1')}"))
    return found


@settings(deadline=None)
@given(documents, st.booleans(), st.sampled_from([None, 0, 3]))
def test_every_value_is_found_where_it_is_written(document: object, escaped: bool, indent: int | None) -> None:
    text = json.dumps(document, ensure_ascii=escaped, indent=indent)
    everything = pointers(document)
    found = places(text, everything.keys())
    for pointer, value in everything.items():
        start, end = found[pointer]
        if isinstance(value, dict | list):
            assert text[start:end] in "{["
            assert json.JSONDecoder().raw_decode(text, start)[0] == value
        else:
            assert json.loads(text[start:end]) == value


def test_what_is_not_there_is_said_of_what_is_around_it() -> None:
    text = '{"a": [{"b": 1}]}'
    assert places(text, ["/a/0/c", "/x", "/a/7/y"]) == {"/a/0/c": (7, 8), "/x": (0, 1), "/a/7/y": (6, 7)}


@pytest.mark.parametrize(
    ("text", "marked", "words"),
    [
        ('{"text": 5}', "5", "text must be a string, not a number."),
        ('{"ü": "ğ😀", "text": 5}', "5", "text must be a string, not a number."),
        ('{"text": "a", "attachments": [{"@type": "link"}]}', "{", "attachments[0].url is missing."),
        ('{"text": "a",}', "}", "The body is not JSON: trailing comma in object at line 1, column 14 (byte 13)."),
        ("{}", "{", "A report needs a text, or at least one attachment."),
        ("", "", 'The body is empty. Post a JSON object, such as {"text": "Hello"}.'),
        ("payload={}", "", "A report needs a text, or at least one attachment."),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, marked: str, words: str) -> None:
    (finding,) = check(text)
    assert (text[finding.start : finding.end], finding.words) == (marked, words)


def test_all_faults_are_found() -> None:
    assert [finding.words.split(" ")[0] for finding in check('{"id": true, "text": 1, "subject": 2}')] == [
        "id:", "text", "subject",
    ]  # fmt: skip


def test_a_report_that_is_right_has_nothing_wrong() -> None:
    assert check('{"id": "1", "text": "Grüße"}') == ()


def test_a_text_over_the_limit_is_said_before_it_is_sent() -> None:
    (finding,) = check('{"text": "' + "x" * 1024 * 1024 + '"}')
    assert finding.words.startswith("The body has 1,048,588 bytes")


def test_a_form_is_edited_as_the_json_in_it() -> None:
    assert to_edit(b"payload=%7B%22text%22%3A+5%7D") == '{"text": 5}'
    assert to_edit(b"\xef\xbb\xbf{}") == "{}"
    assert to_edit(gzip.compress(b"{}"), "", "gzip") == "{}"
    assert to_edit(b'{"text": "\xff"}') == '{"text": "\ufffd"}'


def test_what_qt_would_change_is_escaped_and_says_the_same() -> None:
    body = json.dumps({"text": "a\u2028b\u2029c\ufffcd\u00a0e"}, ensure_ascii=False).encode()
    edited = to_edit(body)
    assert not set("\u2028\u2029\ufffc") & set(edited)
    assert json.loads(encoded(edited)) == json.loads(body)


@settings(deadline=None)
@given(documents)
def test_a_document_that_is_laid_out_says_the_same(document: object) -> None:
    found = laid_out(json.dumps(document))
    assert found is not None
    assert json.loads(found) == document


def test_numbers_and_order_stay_when_it_is_laid_out() -> None:
    assert laid_out('{"b": 1.00, "a": 12345678901234567890}') == '{\n  "b": 1.00,\n  "a": 12345678901234567890\n}'
    assert laid_out("{") is None


def test_a_form_of_fields_and_files_is_edited_as_json() -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="message"\r\n\r\nhello\r\n'
    body += b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n\r\n--b--\r\n'
    assert json.loads(to_edit(body, "multipart/form-data; boundary=b")) == {"text": "hello"}
    only_file = body[body.index(b"\r\n--b\r\n") + 2 :]
    assert json.loads(to_edit(only_file, "multipart/form-data; boundary=b")) == {}
