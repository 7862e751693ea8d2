"""Errors over HTTP: each row of the table, with its status, media type and code, and the delivery kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
import requests

from models.channels import channels, hooks
from models.deliveries import deliveries
from models.deliveries.deliveries import Answer, Received, Shown
from models.recording.recorder import Recorder
from models.report import Outcome, Report
from receiver.service import Service

PROBLEM = "application/problem+json"
GOOD = b'{"text": "good"}'


def assert_problem(answer: requests.Response, status: int, code: str) -> dict[str, Any]:
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, PROBLEM)
    document: dict[str, Any] = answer.json()
    assert document["type"] == f"urn:hookdesk:problem:{code}"
    assert (document["status"], document["code"]) == (status, code)
    assert document["title"]
    assert document["detail"]
    return document


def kept() -> Shown:
    """The one delivery there is."""
    (delivery,) = deliveries.page()
    return deliveries.shown(delivery.id)


def assert_kept(answer: requests.Response, body: bytes, code: str, method: str = "POST") -> None:
    shown = kept()
    found = shown.delivery
    assert (found.outcome, found.code, found.status) == ("rejected", code, answer.status_code)
    assert (found.method, found.size, found.remote_address) == (method, len(body), "127.0.0.1")
    assert (shown.body, shown.answer) == (body, answer.content)
    assert (found.message, found.case) == (None, None)


@pytest.mark.parametrize(
    "body", [b"", b"{", b'{"text": "\xff"}', b"[" * 9999, b'{"v": NaN}', b'["\\ud800"]', b'{"v": 1e999}']
)
def test_a_body_that_is_not_json_is_400(hook_url: str, body: bytes) -> None:
    answer = requests.post(hook_url, data=body, timeout=10)
    assert_problem(answer, 400, "invalid_json")
    assert_kept(answer, body, "invalid_json")


def test_json_of_the_wrong_shape_is_422_with_every_fault(hook_url: str) -> None:
    body = b'{"text": 1, "attachments": [{"@type": "file", "url": "u"}, {"@type": "file"}]}'
    answer = requests.post(hook_url, data=body, timeout=10)
    errors = assert_problem(answer, 422, "invalid_report")["errors"]
    assert [error["pointer"] for error in errors] == ["/text", "/attachments/1/url"]
    assert_kept(answer, body, "invalid_report")


@pytest.mark.parametrize("path", ["/hooks/channels/{c}/x", "/hooks/channels/{c}/{c}", "/hooks/channels/{h}/{h}",
    "/hooks/channels/{c}", "/hooks/channels/{c}/{h}x", "/hooks/channels/{c}/{h}-1", "/hooks/channels/{c}/%7B{h}%7D",
    "/hooks/{c}", "/hooks/{h}x", "/hooks/{c}/{h}"])  # fmt: skip
def test_an_unknown_hook_is_404_and_not_kept(service: Service, operations: hooks.Hook, path: str) -> None:
    path = path.format(c=operations.channel_guid, h=operations.guid)
    assert_problem(requests.post(service.url + path, data=GOOD, timeout=10), 404, "unknown_hook")
    assert deliveries.page() == []


def test_a_hook_of_another_channel_is_404(service: Service, operations: hooks.Hook) -> None:
    other = channels.add("Other")
    url = hooks.url(service.url, other.guid, operations.guid)
    assert_problem(requests.post(url, data=GOOD, timeout=10), 404, "unknown_hook")


def test_the_guids_may_be_in_upper_case(service: Service, operations: hooks.Hook) -> None:
    url = hooks.url(service.url, operations.channel_guid.upper(), operations.guid.upper())
    assert requests.post(url, data=GOOD, timeout=10).status_code == 200


def test_a_removed_hook_is_410(hook_url: str, operations: hooks.Hook) -> None:
    hooks.remove(operations.guid)
    answer = requests.post(hook_url, data=GOOD, timeout=10)
    assert_problem(answer, 410, "hook_gone")
    assert_kept(answer, GOOD, "hook_gone")


def test_a_disabled_hook_is_403_until_it_is_enabled(hook_url: str, operations: hooks.Hook) -> None:
    hooks.set_enabled(operations.guid, False)
    answer = requests.post(hook_url, data=GOOD, timeout=10)
    assert_problem(answer, 403, "hook_disabled")
    assert_kept(answer, GOOD, "hook_disabled")
    hooks.set_enabled(operations.guid, True)
    assert requests.post(hook_url, data=GOOD, timeout=10).status_code == 200


@pytest.mark.parametrize("method", ["PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_another_method_is_405(hook_url: str, method: str) -> None:
    answer = requests.request(method, hook_url, timeout=10)
    assert answer.headers["Allow"] == "GET, HEAD, POST, PUT"
    assert_problem(answer, 405, "method_not_allowed")
    assert_kept(answer, b"", "method_not_allowed", method)


@pytest.mark.parametrize("size", [1024 * 1024 + 1, 5 * 1024 * 1024 - 1])
def test_a_body_over_the_limit_is_413_and_its_beginning_kept(hook_url: str, size: int) -> None:
    answer = requests.post(hook_url, data=b"x" * size, timeout=10)
    assert_problem(answer, 413, "payload_too_large")
    assert (kept().delivery.size, kept().body) == (size, b"x" * 65536)


def test_of_a_body_that_is_refused_a_part_is_kept(hook_url: str) -> None:
    body = b'{"text": 5' + b" " * 200_000 + b"}"
    assert_problem(requests.post(hook_url, data=body, timeout=10), 422, "invalid_report")
    assert (kept().delivery.size, kept().body) == (len(body), body[:65536])


def test_a_body_at_the_limit_is_taken(hook_url: str) -> None:
    body = b'{"text": "x"' + b" " * (1024 * 1024 - 13) + b"}"
    assert len(body) == 1024 * 1024
    assert requests.post(hook_url, data=body, timeout=10).status_code == 200


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_far_over_the_limit_still_reads_its_413(hook_url: str, chunked: bool) -> None:
    body = b"x" * 32 * 1024 * 1024
    answer = requests.post(hook_url, data=iter([body]) if chunked else body, timeout=10)
    assert_problem(answer, 413, "payload_too_large")
    assert answer.headers["Connection"] == "close"
    assert kept().delivery.code == "payload_too_large"
    assert kept().delivery.size > 1024 * 1024


def test_headers_are_kept_as_they_came(hook_url: str) -> None:
    headers = {"X-Event": "ping", "Content-Type": "text/x", "X-Forwarded-For": "192.0.2.1", "X-Umlaut": "\xfc"}
    requests.post(hook_url, data=b"{}", headers=headers, timeout=10)
    shown = kept()
    found = dict(shown.headers)
    assert headers.items() <= found.items()
    assert found["Content-Length"] == "2"
    assert shown.delivery.remote_address == "127.0.0.1"


@pytest.mark.parametrize("path", ["/", "/x", "/favicon.ico", "/static/x", "/hooksx", "/health/"])
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "BREW"])
def test_every_other_path_is_404_in_the_same_shape(service: Service, path: str, method: str) -> None:
    assert_problem(requests.request(method, service.url + path, timeout=10), 404, "not_found")


def test_health_is_200_while_a_write_works(service: Service) -> None:
    answer = requests.get(service.url + "/health", timeout=10)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
    assert answer.json() == {"status": "ok"}
    assert requests.head(service.url + "/health", timeout=10).status_code == 200


@pytest.mark.parametrize("method", ["POST", "OPTIONS", "PUT", "BREW"])
def test_health_with_another_method_is_405(service: Service, method: str) -> None:
    answer = requests.request(method, service.url + "/health", timeout=10)
    assert_problem(answer, 405, "method_not_allowed")
    assert answer.headers["Allow"] == "GET, HEAD"


def test_what_cannot_be_stored_is_503(operations: hooks.Hook, serve_recorder: Callable[[Recorder], str]) -> None:
    url = serve_recorder(Recorder())  # never started, so nothing can be written
    hook = hooks.url(url, operations.channel_guid, operations.guid)
    for answer in (requests.post(hook, data=GOOD, timeout=10), requests.get(url + "/health", timeout=10)):
        assert_problem(answer, 503, "unavailable")
        assert int(answer.headers["Retry-After"]) > 0
    # What is wrong with a body is said all the same.
    assert_problem(requests.post(hook, data=b"{}", timeout=10), 422, "invalid_report")


class _Broken(Recorder):
    """A recorder with a bug."""

    def record(
        self, received: Received, reports: Sequence[Report], answer: Callable[[Sequence[Outcome]], Answer]
    ) -> Answer:
        raise RuntimeError("the secret of the recorder")

    def check(self, *, as_much: bool = False) -> None:
        raise RuntimeError("the secret of the recorder")


def test_a_bug_is_500_without_the_exceptions_text(
    operations: hooks.Hook, serve_recorder: Callable[[Recorder], str], caplog: pytest.LogCaptureFixture
) -> None:
    broken = _Broken()
    broken.start()
    url = serve_recorder(broken)
    answer = requests.post(hooks.url(url, operations.channel_guid, operations.guid), data=GOOD, timeout=10)
    ill = requests.get(url + "/health", timeout=10)
    assert_problem(answer, 500, "internal_error")
    assert assert_problem(ill, 503, "unavailable")["reason"] == "failed"
    assert b"secret" not in answer.content + ill.content
    assert_kept(answer, GOOD, "internal_error")
    assert caplog.text.count("RuntimeError: the secret of the recorder") == 2
    assert operations.guid not in caplog.text
    assert operations.channel_guid not in caplog.text
    assert broken.stop()
