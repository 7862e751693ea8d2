"""What a URL leads to is remembered between requests, and is right all the same."""

from __future__ import annotations

import requests

from models.cases.case_filter import Filter
from models.cases.case_pages import page
from models.channels import channels, hooks
from models.channels.hooks import HookEdit
from models.channels.purging import purge_removed
from models.database import writing
from models.deliveries import deliveries


def post(url: str, body: bytes = b'{"text": "hello"}') -> int:
    return requests.post(url, data=body, timeout=10).status_code


def test_a_hook_that_was_just_used_stops_at_once_and_starts_again(hook_url: str, operations: hooks.Hook) -> None:
    statuses = [post(hook_url)]
    for enabled in (False, True, False):
        hooks.set_enabled(operations.guid, enabled)
        statuses.append(post(hook_url))
    hooks.remove(operations.guid)
    statuses.append(post(hook_url))
    assert statuses == [200, 403, 200, 403, 410]
    assert [delivery.status for delivery in deliveries.page()] == [410, 403, 200, 403, 200]


def test_a_bad_report_to_a_hook_that_has_just_stopped_hears_that_it_has(hook_url: str, operations: hooks.Hook) -> None:
    assert post(hook_url, b"{") == 400
    hooks.set_enabled(operations.guid, False)
    assert post(hook_url, b"{") == 403
    assert requests.get(hook_url, timeout=10).status_code == 403


def test_a_case_is_opened_by_the_hook_as_it_is_called_now(hook_url: str, operations: hooks.Hook) -> None:
    post(hook_url, b'{"id": "a", "text": "first"}')
    with writing():
        hooks.change(HookEdit(operations.guid, "Night watch", True))
    post(hook_url, b'{"id": "b", "text": "second"}')
    assert [case.opened_by for case in page(Filter(operations.channel_id))] == ["Night watch", "Monitor"]


def test_a_hook_whose_channel_was_deleted_is_gone(hook_url: str, operations: hooks.Hook) -> None:
    assert post(hook_url) == 200
    channels.remove(operations.channel_id)
    assert post(hook_url) == 410
    purge_removed()
    assert post(hook_url) == 410
