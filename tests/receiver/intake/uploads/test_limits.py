"""How large a post with files may be, and what becomes of one that is too large, breaks off, or finds no room."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from models.channels import hooks
from models.channels.hook_rules import LARGEST_UPLOAD, Secret
from models.channels.hooks import Hook
from models.files.store import Store
from models.problems import Problem
from models.settings.config import Config
from receiver.service import Service
from tests.receiver import raw
from tests.receiver.intake.rules import assert_refused, newest, set_rules
from tests.receiver.intake.uploads.posting import MIB, PNG, came, content, kept, large, send, shown

HEAD = 'Content-Disposition: form-data; name="file"; filename="a.bin"'


CONTINUING = "Content-Type: multipart/form-data; boundary=b", "Expect: 100-continue"


def form(*contents: bytes, boundary: bytes = b"b") -> bytes:
    """A form of files."""
    parts = (b"--%s\r\n%s\r\n\r\n%s\r\n" % (boundary, HEAD.encode(), content) for content in contents)
    return b"".join(parts) + b"--%s--\r\n" % boundary


def drafts(store: Store) -> list[Path]:
    folder = store.incoming()
    return list(folder.iterdir()) if folder.exists() else []


def test_a_larger_post_is_refused_with_the_limit_and_how_to_raise_it(hook_url: str) -> None:
    answer = send(hook_url, ("file", "a.bin", large(2 * MIB)))

    assert_refused(answer, 413, "payload_too_large", "1,048,576", "25 MiB", "--largest-body")


def test_where_the_rule_allows_it_a_larger_post_is_kept_whole(hook_url: str, operations: Hook, store: Store) -> None:
    set_rules(operations, largest_body=LARGEST_UPLOAD)
    one, two = large(9 * MIB, 1), large(9 * MIB, 2)
    answer = send(hook_url, ("a", "one.bin", one), ("b", "two.bin", two), text="two large ones")

    assert answer.status_code == 200
    assert [content(store, file) for file in came()] == [one, two]
    assert len(newest().body) < 1000
    assert newest().delivery.whole
    assert drafts(store) == []


def test_above_the_rule_a_post_is_refused_with_that_limit(hook_url: str, operations: Hook) -> None:
    set_rules(operations, largest_body=2 * MIB)
    answer = send(hook_url, ("file", "a.bin", large(3 * MIB)))

    assert_refused(answer, 413, "payload_too_large", "2,097,152", "--largest-body")


def test_what_has_no_files_keeps_its_limit(hook_url: str, operations: Hook) -> None:
    set_rules(operations, largest_body=LARGEST_UPLOAD)
    text = "x" * (2 * MIB)
    as_json = requests.post(hook_url, json={"text": text}, timeout=30)
    as_field = send(hook_url, ("file", "a.png", PNG), text=text)
    without = requests.post(hook_url, files={"text": (None, text)}, timeout=30)

    assert [each.status_code for each in (as_json, as_field, without)] == [413] * 3
    assert_refused(without, 413, "payload_too_large", "beside its files", "1,048,576")
    assert kept() == []


def test_a_post_in_chunks_is_kept_as_one_with_a_length(hook_url: str, operations: Hook, store: Store) -> None:
    set_rules(operations, largest_body=LARGEST_UPLOAD)
    body = form(large(3 * MIB))
    pieces = (body[start : start + 100_000] for start in range(0, len(body), 100_000))
    answer = requests.post(
        hook_url, data=pieces, headers={"Content-Type": "multipart/form-data; boundary=b"}, timeout=30
    )

    assert [content(store, file) for file in shown(answer.json()["message"])] == [large(3 * MIB)]


def test_a_form_that_breaks_off_is_refused_and_leaves_nothing(hook_url: str, operations: Hook, store: Store) -> None:
    set_rules(operations, largest_body=LARGEST_UPLOAD)
    body = form(large(2 * MIB), large(2 * MIB, 1))[: 3 * MIB]
    answer = requests.post(hook_url, data=body, headers={"Content-Type": "multipart/form-data; boundary=b"}, timeout=30)

    assert_refused(answer, 400, "invalid_json", "form")
    assert (kept(), drafts(store)) == ([], [])


def test_a_sender_that_stops_in_the_middle_leaves_nothing(hook_url: str, operations: Hook, store: Store) -> None:
    set_rules(operations, largest_body=LARGEST_UPLOAD)
    request = raw.post(
        hook_url, "Host: 127.0.0.1", "Content-Type: multipart/form-data; boundary=b", body=form(large(4 * MIB))
    )
    with raw.connect(hook_url) as connection:
        connection.sendall(request[: 2 * MIB])
        connection.shutdown(1)
        answer = raw.read(connection)

    assert (answer.status, answer.json["code"]) == (408, "request_timeout")
    assert f"{2 * MIB - request.index(b'--b'):,} of {len(form(large(4 * MIB))):,} bytes" in answer.json["detail"]
    assert (kept(), drafts(store)) == ([], [])


def test_a_web_hook_that_is_disabled_refuses_a_large_post_before_it_comes(hook_url: str, operations: Hook) -> None:
    set_rules(operations, largest_body=LARGEST_UPLOAD)
    now = hooks.get(operations.guid).edit()
    hooks.save(now, replace(now, enabled=False))
    head = raw.post(
        hook_url, "Host: 127.0.0.1", "Content-Type: multipart/form-data; boundary=b", "Expect: 100-continue"
    )
    head = head.partition(b"Content-Length")[0] + b"Content-Length: 20000000\r\n\r\n"
    send(hook_url, ("file", "a.png", PNG))  # it is known from here on
    answer = raw.exchange(hook_url, head)

    assert (answer.status, answer.json["code"]) == (403, "hook_disabled")


def test_the_signature_of_github_is_over_the_whole_of_a_large_post(hook_url: str, operations: Hook) -> None:
    set_rules(operations, largest_body=LARGEST_UPLOAD, secret=Secret("github", "word"))
    body = form(large(2 * MIB))
    signature = hmac.new(b"word", body, hashlib.sha256).hexdigest()
    headers = {"Content-Type": "multipart/form-data; boundary=b", "X-Hub-Signature-256": f"sha256={signature}"}

    assert requests.post(hook_url, data=body, headers=headers, timeout=30).status_code == 200
    assert requests.post(hook_url, data=form(large(2 * MIB, 1)), headers=headers, timeout=30).status_code == 403


def test_the_rule_is_between_the_least_and_the_most_and_not_with_standard_webhooks(operations: Hook) -> None:
    for wrong in (MIB - 1, LARGEST_UPLOAD + 1):
        with pytest.raises(Problem):
            set_rules(operations, largest_body=wrong)
    with pytest.raises(Problem, match="Standard Webhooks"):
        set_rules(operations, largest_body=2 * MIB, secret=Secret("standard", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
    assert hooks.get(operations.guid).rules.largest_body == MIB


@pytest.mark.sqlite_only
def test_files_that_cannot_be_stored_do_not_keep_the_report_out(
    hook_url: str, store: Store, desk_config: Config
) -> None:
    (desk := store.incoming().parent).mkdir(exist_ok=True)
    store.incoming().write_text("no folder")
    answer = send(hook_url, ("file", "a.png", PNG), text="still told")

    (file,) = shown(answer.json()["message"])
    assert (file.state, file.next_at, kept()) == ("failed", None, [])
    assert "could not be stored" in str(file.why)
    assert desk.exists()


def test_files_that_find_no_room_do_not_keep_the_report_out(operations: Hook, desk_config: Config) -> None:
    service = Service(replace(desk_config, files_size=1, files_full="stop"))
    service.start()
    try:
        url = hooks.url(service.base_url, operations.channel_guid, operations.guid)
        set_rules(operations, largest_body=2 * MIB)
        answer = send(url, ("file", "a.bin", large(2 * MIB - 1000)), payload=json.dumps({"text": "told"}))
    finally:
        assert service.stop()

    (file,) = shown(answer.json()["message"])
    assert (file.state, kept()) == ("failed", [])
    assert "There is no room" in str(file.why)


@pytest.mark.sqlite_only
def test_a_post_whose_file_the_store_does_not_take_is_put_off_and_no_other(hook_url: str, store: Store) -> None:
    (folder := store.incoming().parent).mkdir(exist_ok=True)
    (folder / hashlib.sha256(PNG).hexdigest()[:2]).write_text("where a folder has to be")
    refused = send(hook_url, ("file", "a.png", PNG), text="not told")
    taken = send(hook_url, ("file", "b.png", PNG + b"!"), text="told")

    assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
    assert "Retry-After" in refused.headers
    assert taken.status_code == 200
    assert len(kept()) == 1
