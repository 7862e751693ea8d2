"""Anything at all as a body: it is a report or refused with a reason, and twice the same."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from receiver.answers import Refused
from receiver.parsing import payload

BLANK = "A report needs a text, or at least one attachment."

names = st.sampled_from(
    [
        "id",
        "references",
        "text",
        "subject",
        "key",
        "state",
        "priority",
        "attachments",
        "attachment",
        "@type",
        "url",
        "ext",
        "displayName",
        "x",
    ]
)
strings = st.sampled_from(["file", "link", "", " "]) | st.text(st.characters(codec="utf-8"))
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
leaves: st.SearchStrategy[Any] = st.one_of(st.none(), st.booleans(), numbers, strings)
documents = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(names, inner), max_leaves=30)
attachments = st.lists(
    st.fixed_dictionaries({"@type": st.sampled_from(["file", "link"]), "url": leaves}, optional={"ext": leaves})
)
reports = st.fixed_dictionaries(
    {},
    optional={"id": leaves, "references": st.lists(leaves) | leaves, "text": leaves, "subject": leaves, "key": leaves,
              "state": st.just("closed") | leaves, "priority": st.just("High") | leaves,
              "attachments": attachments, "attachment": attachments | leaves},
)  # fmt: skip


@settings(deadline=None)
@given(st.binary() | st.text().map(lambda text: text.encode(errors="surrogatepass")), st.text())
def test_any_bytes_are_a_report_or_refused(body: bytes, content_type: str) -> None:
    assert _outcome(body, content_type) == _outcome(body, content_type)


@settings(deadline=None)
@given(documents | reports)
def test_any_document_is_a_report_or_refused_with_its_faults(document: Any) -> None:
    body = json.dumps(document).encode()
    outcome = _outcome(body, "")
    assert outcome == _outcome(body, "")
    if isinstance(outcome, list):
        assert "\0" not in repr(outcome).replace("\\x00", "\0")
        assert all(report.text.strip() or report.attachments for report in outcome)
    else:
        code, errors = outcome
        # A fault without a place of its own would be msgspec's word for something our own search overlooked.
        assert code == "invalid_report"
        tops = [_wrong_top(each) for each in (document, *(document if isinstance(document, list) else ()))]
        assert all(error.pointer or error.detail in (BLANK, *tops) for error in errors)


def _wrong_top(document: object) -> str:
    kinds: dict[type, str] = {str: "a string", list: "an array", bool: "a boolean", type(None): "null"}
    return f"A report must be an object, not {kinds.get(type(document), 'a number')}."


def _outcome(body: bytes, content_type: str) -> Any:
    try:
        return payload.parse(body, content_type)
    except Refused as refused:
        return refused.code, refused.errors
