"""URLs that were replaced: where they lead, for how long, and who still uses them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from models.channels import channels, hook_targets, hooks, old_urls
from models.channels.hook_targets import Target
from models.channels.hooks import Hook
from models.channels.purging import purge_removed
from models.database import connection
from models.deliveries.deliveries import Answer
from models.news.changes import Change, changed
from models.problems import NotThere, Problem
from models.recording.recorder import Recorder
from models.report import Report
from tests.models.conftest import received, told

WEEK = timedelta(days=7)


def target(hook: Hook, guid: str) -> Target:
    with connection():
        found = hook_targets.of_url(hook.channel_guid, guid)
    assert found is not None
    return found


def test_both_urls_lead_to_the_hook_and_the_old_one_until_its_end(operations: Hook) -> None:
    before = datetime.now(UTC)
    hook = old_urls.replace_url(operations.guid, WEEK)
    assert hook.guid != operations.guid
    assert (hook.id, hook.purpose, hook.channel_id) == (operations.id, operations.purpose, operations.channel_id)
    new, old = target(hook, hook.guid), target(hook, operations.guid)
    assert (new.hook_id, new.old_url_id, new.ends_at) == (hook.id, None, None)
    assert (old.hook_id, old.state, old.revision) == (hook.id, "enabled", new.revision)
    (url,) = old_urls.of_hook(hook.id)
    assert (old.old_url_id, old.ends_at) == (url.id, url.ends_at)
    assert url.guid == operations.guid
    assert url.ends_at - url.replaced_at == WEEK
    assert before <= url.replaced_at <= datetime.now(UTC)


def test_a_url_that_is_replaced_twice_leads_on_from_each_of_the_old_ones(operations: Hook) -> None:
    second = old_urls.replace_url(operations.guid, WEEK)
    third = old_urls.replace_url(second.guid, timedelta(0))
    assert {target(third, each.guid).hook_id for each in (operations, second, third)} == {operations.id}
    assert [url.guid for url in old_urls.of_hook(third.id)] == [second.guid, operations.guid]
    ended = target(third, second.guid).ends_at
    assert ended is not None
    assert ended <= datetime.now(UTC)


def test_an_old_url_leads_only_through_the_channel_of_its_hook(operations: Hook) -> None:
    old_urls.replace_url(operations.guid, WEEK)
    with connection():
        assert hook_targets.of_url(channels.add("Other").guid, operations.guid) is None


@pytest.mark.parametrize("grace", [timedelta(seconds=-1), timedelta(days=367)])
def test_a_grace_period_is_not_negative_and_not_for_ever(operations: Hook, grace: timedelta) -> None:
    with pytest.raises(Problem, match="grace period"):
        old_urls.replace_url(operations.guid, grace)
    assert hooks.get(operations.guid) == operations


def test_the_guid_of_an_old_url_finds_its_hook_but_is_no_name_for_it(operations: Hook) -> None:
    hook = old_urls.replace_url(operations.guid, WEEK)
    assert hooks.find(operations.guid.upper()) == hooks.find(hook.guid) == hook
    with pytest.raises(NotThere, match="This URL was replaced"):
        hooks.get(operations.guid)
    with pytest.raises(NotThere, match="This web hook is not there"):
        hooks.find(hooks.new_guid())


def test_a_revoked_url_ends_now_and_one_that_ended_keeps_its_end(operations: Hook) -> None:
    hook = old_urls.replace_url(operations.guid, WEEK)
    revision = target(hook, hook.guid).revision
    (url,) = old_urls.of_hook(hook.id)
    old_urls.revoke(url.id)
    ended = old_urls.find(operations.guid)
    assert ended.ends_at <= datetime.now(UTC)
    # What remembers where the URL leads must notice.
    assert target(hook, operations.guid).revision > revision
    old_urls.revoke(url.id)
    assert old_urls.find(operations.guid) == ended


def test_what_is_not_there_cannot_be_revoked(operations: Hook) -> None:
    with pytest.raises(NotThere):
        old_urls.revoke(1)
    with pytest.raises(NotThere):
        old_urls.find(operations.guid)


def test_screens_hear_of_a_url_that_was_replaced_and_of_one_that_was_revoked(operations: Hook) -> None:
    heard: list[Change] = []

    def hear(_sender: object, change: Change) -> None:
        heard.append(change)

    with changed.connected_to(hear):
        hook = old_urls.replace_url(operations.guid, WEEK)
        old_urls.revoke(old_urls.of_hook(hook.id)[0].id)
    assert heard == [Change(frozenset({operations.channel_id}))] * 2


def post(recorder: Recorder, hook: Hook, guid: str, address: str, agent: str | None) -> None:
    """A delivery to one of the URLs of a hook."""
    found = target(hook, guid)
    headers = (("Host", "desk"),) if agent is None else (("Host", "desk"), ("User-Agent", agent))
    came = replace(
        received(hook), remote_address=address, headers=headers, revision=found.revision, old_url_id=found.old_url_id
    )
    if address == "192.0.2.9":
        recorder.refuse(came, Answer(400, "rejected", "invalid_json", b""))
    else:
        recorder.record(came, [Report(text="hello")], told)


def test_who_still_posts_to_an_old_url_is_listed_with_the_last_one_first(operations: Hook, recorder: Recorder) -> None:
    hook = old_urls.replace_url(operations.guid, WEEK)
    for address, agent in (
        ("192.0.2.1", "curl/8"), ("192.0.2.2", "Go"), ("192.0.2.1", "curl/8"), ("192.0.2.9", None),
    ):  # fmt: skip
        post(recorder, hook, operations.guid, address, agent)
    post(recorder, hook, hook.guid, "192.0.2.77", "new")
    (url,) = old_urls.of_hook(hook.id)
    assert (url.deliveries, url.last_at) == (4, received(hook).received_at)
    found = [(each.remote_address, each.user_agent, each.deliveries) for each in old_urls.senders(url.id)]
    assert found == [("192.0.2.9", "", 1), ("192.0.2.1", "curl/8", 2), ("192.0.2.2", "Go", 1)]
    assert len(old_urls.senders(url.id, limit=2)) == 2


def test_an_old_url_that_nobody_uses_says_so(operations: Hook) -> None:
    hook = old_urls.replace_url(operations.guid, WEEK)
    (url,) = old_urls.of_hook(hook.id)
    assert (url.deliveries, url.last_at, old_urls.senders(url.id)) == (0, None, [])


def test_the_old_urls_of_a_removed_hook_are_gone_too(operations: Hook) -> None:
    hook = old_urls.replace_url(operations.guid, WEEK)
    hooks.remove(hook.guid)
    assert target(hook, operations.guid).state == "gone"


def test_the_old_urls_of_a_deleted_channel_are_gone_too(operations: Hook) -> None:
    hook = old_urls.replace_url(operations.guid, WEEK)
    channels.remove(operations.channel_id)
    purge_removed()
    assert target(hook, operations.guid).state == "gone"
