"""Near URLs: a URL with a mistake is told to be that of its hook, and the mistake is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from models.channels import channels, hooks, near_urls, old_urls
from models.channels.hooks import Hook


def spoilt(guid: str, place: int) -> str:
    """The guid with another character at this place."""
    return guid[:place] + ("e" if guid[place] == "f" else "f") + guid[place + 1 :]


@pytest.mark.parametrize(
    ("spoil", "wrong", "count"),
    [
        (lambda guid: f"{guid}x", "too much", 1),
        (lambda guid: f"{guid}.json"[:-5] + "json", "too much", 4),
        (lambda guid: f"{guid[:20]}a{guid[20:]}" if guid[20] != "a" else f"{guid[:20]}b{guid[20:]}", "too much", 1),
        (lambda guid: guid[:11] + guid[12:], "missing", 1),
        (lambda guid: guid[1:], "missing", 1),
        (lambda guid: guid[:-1], "cut off", 1),
        (lambda guid: guid[:24], "cut off", 12),
        (lambda guid: spoilt(guid, 0), "different", 1),
        (lambda guid: spoilt(spoilt(spoilt(guid, 2), 16), 30), "different", 3),
    ],
)
def test_a_mistake_in_the_guid_is_named(operations: Hook, spoil: Callable[[str], str], wrong: str, count: int) -> None:
    hooks.add(operations.channel_id, "Another")
    target = f"/hooks/channels/{operations.channel_guid}/{spoil(operations.guid)}?a=b"
    near = near_urls.read().find(target)
    assert near is not None
    assert (near.hook.id, near.wrong, near.count) == (operations.id, wrong, count)


def test_a_whole_guid_at_the_wrong_place_is_a_matter_of_the_path(operations: Hook) -> None:
    urls = near_urls.read()
    other = channels.add("Plant")
    for target, wrong in (
        (f"/channels/{operations.channel_guid}/{operations.guid}", "path"),
        (f"/hooks/channels/hooks/{operations.guid}", "path"),
        (f"/hooks/channels/{other.guid}/{operations.guid}", "channel"),
        (f"/hooks/channels/{operations.channel_guid[:-1]}/{operations.guid}", "channel"),
    ):
        near = urls.find(target)
        assert near is not None, target
        assert (near.hook.id, near.wrong) == (operations.id, wrong)


def test_a_channel_without_a_hook_is_told_where_there_is_only_one(operations: Hook) -> None:
    target = f"/hooks/channels/{operations.channel_guid}/"
    near = near_urls.read().find(target)
    assert near is not None
    assert (near.hook.id, near.wrong) == (operations.id, "no hook")
    hooks.add(operations.channel_id, "Another")
    assert near_urls.read().find(target) is None


def test_a_url_like_an_old_one_leads_to_the_hook_of_today(operations: Hook) -> None:
    now = old_urls.replace_url(operations.guid, timedelta(days=1))
    near = near_urls.read().find(f"/hooks/{operations.guid}x")
    assert near is not None
    assert (near.hook.guid, near.wrong, near.count, near.old) == (now.guid, "too much", 1, True)


@pytest.mark.parametrize(
    "target", ["/", "/favicon.ico", "/hooks/00000000-0000-4000-8000-000000000000", "/hooks/" + "a" * 3000]
)
def test_what_is_like_no_hook_is_nobodys(operations: Hook, target: str) -> None:
    assert near_urls.read().find(target) is None
