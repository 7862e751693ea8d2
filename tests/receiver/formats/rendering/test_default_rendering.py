"""A body without a format is told as a person would tell it."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.report import SUBJECT_LENGTH, Report
from receiver.formats.arrived import Arrived
from receiver.formats.rendering.default_rendering import MOST_TEXT, render
from receiver.formats.rendering.link_finding import MOST_LINKS
from receiver.formats.rendering.value_lines import MOST_LINE, MOST_LINES

MARKER = "Hush0815Quiet"
SECRET_NAMES = [
    "token",
    "api_key",
    "routing_key",
    "password",
    "X-Signature",
    "clientSecret",
    "authorization",
    "UnsubscribeURL",
]
NAMES = [
    "title",
    "text",
    "message",
    "alerts",
    "status",
    "url",
    "html_url",
    "id",
    "labels",
    "created_at",
    "issue",
    *SECRET_NAMES,
]
SINGLE = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["firing", "https://a.example/x"])
)
JSON = st.recursive(
    SINGLE,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text() | st.sampled_from(NAMES), inner, max_size=6),
    max_leaves=60,
)
HEADERS = st.dictionaries(st.sampled_from(["x-github-event", "ce-type", "user-agent", "x-event-key"]), st.text())


def _of(body: object, **headers: str) -> Report:
    return render(Arrived(body, {name.replace("_", "-"): value for name, value in headers.items()}))


def _lines(report: Report) -> list[str]:
    return report.text.split("\n\n")[-1].splitlines()


def _hidden(value: Any) -> Any:
    """The value with a marker for everything under the name of a secret."""
    if isinstance(value, dict):
        return {name: MARKER if name in SECRET_NAMES else _hidden(each) for name, each in value.items()}
    return [_hidden(each) for each in value] if isinstance(value, list) else value


@given(JSON, HEADERS)
@settings(max_examples=300, deadline=None)
def test_any_json_becomes_a_message_within_the_caps(body: Any, headers: dict[str, str]) -> None:
    report = render(Arrived(_hidden(body), headers))

    assert report.text.strip()
    assert report.subject
    assert len(report.subject) <= SUBJECT_LENGTH
    assert len(report.text) <= SUBJECT_LENGTH + 2 * MOST_TEXT + (MOST_LINES + 1) * (MOST_LINE + 1) + 200
    assert len(report.attachments) <= MOST_LINKS
    assert MARKER not in report.text + report.subject + "".join(link.url for link in report.attachments)
    assert (report.id, report.key, report.state, report.priority) == (None, None, "open", None)
    report.text.encode()


@given(st.text())
@settings(deadline=None)
def test_any_text_becomes_a_message(text: str) -> None:
    report = render(Arrived(text))

    assert report.subject
    assert report.text


@pytest.mark.parametrize(
    ("body", "subject"),
    [
        ({"check_name": "Shop front", "current_state": "DOWN"}, "DOWN: Shop front"),
        ({"event": "order.paid", "data": {"name": "Order 7 of Ada"}}, "order.paid: Order 7 of Ada"),
        ([{"title": "One of one"}], "One of one"),
        ({"payload": '{"title": "In a form"}'}, "In a form"),
        ('{"message": "{\\"title\\": \\"JSON in JSON\\"}"}', "JSON in JSON"),
        ({"mensaje": "El disco de db1 está lleno"}, "El disco de db1 está lleno"),
        ({"type": "invoice.failed", "data": {"customer_name": "Ada Lovelace"}}, "invoice.failed: Ada Lovelace"),
        ({"monitor": "Nightly backup", "description": "is late"}, "Nightly backup"),
        ({"agent": {"summary": "Ada Lovelace"}, "data": {"title": "A bump in the road"}}, "A bump in the road"),
        ({"commits": [{"message": "Fix the cart\n\nIt was blank"}], "ref": "refs/heads/main"}, "Fix the cart"),
        ({"message": {"data": "eyJ0aXRsZSI6ICJEaXNrIGZ1bGwifQ=="}, "subscription": "s"}, "Disk full"),
        ({"foo": 1, "bar": 2}, "Post: foo, bar"),
        (None, "Post: nothing in it"),
        ([], "Post: nothing in it"),
        (42, "42"),
        ("two\nlines", "two"),
        ({"issue": {"title": "https://a.example/", "name": "Cart is blank"}}, "Cart is blank"),
        ({"repository": {"name": "shop"}, "release": {"name": "Autumn release"}}, "Autumn release"),
        ({"Title": "Spelled otherwise", "AlertName": "x y z"}, "Spelled otherwise"),
    ],
)
def test_the_subject_is_what_a_person_would_have_written(body: object, subject: str) -> None:
    assert _of(body).subject == subject


def test_a_header_names_the_event() -> None:
    body = {"action": "closed", "issue": {"title": "Cart is blank"}, "repository": {"full_name": "acme/shop"}}

    assert _of(body, x_github_event="issues").subject == "[acme/shop] issues closed: Cart is blank"


def test_the_conclusion_of_a_run_is_its_state() -> None:
    body = {"action": "completed", "run": {"title": "Fix the cart", "status": "completed", "conclusion": "failure"}}

    assert _of(body).subject == "completed, failure: Fix the cart"


def test_a_state_that_the_title_says_is_not_said_twice() -> None:
    assert _of({"title": "[FIRING:1] Disk full", "status": "firing"}).subject == "[FIRING:1] Disk full"


def test_who_did_it_stands_in_for_a_title() -> None:
    body = {"action": "revoked", "sender": {"login": "ada"}}

    assert _of(body, x_github_event="app_authorization").subject == "app_authorization revoked by ada"


def test_a_sender_without_words_is_named_by_its_program() -> None:
    assert _of({"a": 1}, user_agent="curl/8.1 (linux)").subject == "curl/8.1: a"


def test_the_text_is_whole_and_keeps_its_lines() -> None:
    report = _of({"title": "Backup failed", "output": "first\n  second\r\n\tthird"})

    assert report.text == "Backup failed\n\nfirst\n  second\n\tthird"


def test_a_list_of_things_is_a_line_a_thing() -> None:
    alerts = [
        {"status": "firing", "annotations": {"summary": "db1 is down"}, "labels": {"severity": "page"}},
        {"status": "resolved", "annotations": {"summary": "db2 is down"}},
    ]

    assert _lines(_of({"title": "Instances", "alerts": alerts})) == [
        "alerts[0] firing: db1 is down (severity page)",
        "alerts[1] resolved: db2 is down",
    ]


def test_what_says_nothing_is_left_out() -> None:
    body = {
        "title": "Disk full",
        "empty": "",
        "nothing": None,
        "no": False,
        "uuid": "00000000-0000-4000-8000-000000000001",
        "commit_sha": "a1" * 20,
        "avatar_url": "https://a.example/face.png",
        "created_at": "2026-03-01T10:00:00Z",
        "updated_at": "2026-03-01T10:00:01Z",
        "again": "Disk full",
        "host": "db1",
    }

    assert _lines(_of(body)) == ["created_at: 2026-03-01T10:00:00Z", "host: db1"]


def test_the_rest_is_counted() -> None:
    lines = _lines(_of({"title": "Many values", **{f"value{at}": f"number {at}" for at in range(31)}}))

    assert lines[:2] == ["value0: number 0", "value1: number 1"]
    assert lines[MOST_LINES:] == ["+ 11 more values: see the delivery"]


def test_links_are_for_people() -> None:
    body = {
        "title": "Cart is blank",
        "html_url": "https://git.example/acme/shop/issues/7",
        "url": "https://api.git.example/issues/7",
        "issueUrl": "javascript:alert(1)",
        "link": "https://a.example/?token=1234",
        "runbook_url": "https://runbooks.example/cart",
        "text": "see <https://ci.example/42|the build>",
    }

    found = [(link.display_name, link.url) for link in _of(body).attachments]

    assert found == [
        (None, "https://ci.example/42"),
        (None, "https://git.example/acme/shop/issues/7"),
        ("Runbook", "https://runbooks.example/cart"),
    ]


@pytest.mark.parametrize(
    "secret",
    [
        "ghp_0123456789abcdefghijABCDEFGHIJ012345",
        "xoxb-1234567890-abcdefghijkl",
        "AKIAIOSFODNN7EXAMPLE",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "glpat-abcdefghij0123456789",
    ],
)
def test_a_secret_in_a_text_is_hidden(secret: str) -> None:
    report = _of({"title": f"Login with {secret} failed", "text": f"key {secret}", "other": f"used {secret} twice"})

    assert secret not in json.dumps([report.subject, report.text])
    assert report.subject == "Login with (hidden) failed"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("password=hunter2 was wrong", "password=(hidden) was wrong"),
        ('{"api_key": "abc", "host": "db1"', '{"api_key": "(hidden)", "host": "db1"'),
        ("Authorization: Bearer abc123", "Authorization: Bearer (hidden)"),
        ("No answer of postgres://ada:hunter2@db1/shop", "No answer of postgres://(hidden)@db1/shop"),
        ("Post to https://hooks.slack.com/services/T0/B0/abc", "Post to https://hooks.slack.com/services/(hidden)"),
        ("The author of the tokenizer is Ada", "The author of the tokenizer is Ada"),
    ],
)
def test_a_secret_that_is_said_is_hidden(text: str, shown: str) -> None:
    assert _of({"message": text}).subject == shown


def test_a_body_of_the_largest_text_is_cut_with_a_word() -> None:
    report = _of({"title": "Log", "text": "line of words\n" * 10_000})

    assert report.text.endswith("… the rest is in the delivery")
    assert len(report.text) < MOST_TEXT + 200
