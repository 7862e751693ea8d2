"""hookdeskctl hook: enable, disable, replace-url, revoke-url and show."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.end_to_end.station import post
from tests.receiver.commands.conftest import Ctl


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_a_disabled_hook_refuses_until_it_is_enabled(ctl: Ctl, channel: str, hook: str) -> None:
    said = f'the web hook "Nightly backup" of "{channel}".'
    assert ctl("hook", "disable", hook) == f"Disabled: {said}"
    assert ctl("hook", "disable", hook) == f"Already disabled: {said}"
    refused = post(hook, {"text": "hello"})
    assert (refused.status, refused.body["code"]) == (403, "hook_disabled")
    assert ctl.json("hook", "list", channel)[0]["enabled"] is False
    assert ctl("hook", "enable", hook.rpartition("/")[2]) == f"Enabled: {said}"
    assert ctl("hook", "enable", hook) == f"Already enabled: {said}"
    assert post(hook, {"text": "hello"}).status == 200


def test_replace_url_prints_the_new_one_and_nothing_else(ctl: Ctl, hook: str) -> None:
    done = ctl.run("hook", "replace-url", hook, "--grace", "26h")
    assert done.exit_code == 0
    url = done.stdout.strip()
    assert url != hook
    assert url.rpartition("/")[0] == hook.rpartition("/")[0]
    assert re.fullmatch(r"The old URL works until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\n", done.stderr)
    assert [post(each, {"text": "hello"}, **{"User-Agent": "backup/1.0"}).status for each in (hook, url)] == [200, 200]
    (old,) = ctl.json("hook", "show", url)["old_urls"]
    assert old["url"] == hook
    assert at(old["ends_at"]) - at(old["replaced_at"]) == timedelta(hours=26)
    (sender,) = old["senders"]
    assert (old["deliveries"], sender["deliveries"], sender["remote_address"]) == (1, 1, "127.0.0.1")
    assert sender["last_delivery_at"] == old["last_delivery_at"]
    assert sender["user_agent"] == "backup/1.0"


def test_without_a_grace_period_the_old_url_works_for_a_week(ctl: Ctl, hook: str) -> None:
    (old,) = ctl.json("hook", "show", ctl("hook", "replace-url", hook))["old_urls"]
    assert at(old["ends_at"]) - at(old["replaced_at"]) == timedelta(days=7)
    assert (old["deliveries"], old["last_delivery_at"], old["senders"]) == (0, None, [])


def test_with_no_grace_at_all_the_old_url_ends_at_once(ctl: Ctl, hook: str) -> None:
    done = ctl.run("hook", "replace-url", hook, "--grace", "0")
    assert done.stderr == "The old URL has ended.\n"
    refused = post(hook, {"text": "hello"})
    assert (refused.status, refused.body["code"]) == (410, "hook_gone")


@pytest.mark.parametrize("grace", ["week", "-1d", "1.5h", "7", "7 d", ""])
def test_a_grace_period_that_is_none_is_wrong_usage(ctl: Ctl, hook: str, grace: str) -> None:
    done = ctl.run("hook", "replace-url", hook, "--grace", grace)
    assert done.exit_code == 2
    assert "write 90m, 26h or 7d" in done.stderr
    assert ctl.json("hook", "show", hook)["old_urls"] == []


def test_a_revoked_url_ends_before_its_time(ctl: Ctl, channel: str, hook: str) -> None:
    url = ctl("hook", "replace-url", hook)
    said = ctl("hook", "revoke-url", hook)
    assert said == f'The old URL of the web hook "Nightly backup" of "{channel}" has ended.'
    assert [post(each, {"text": "hello"}).status for each in (hook, url)] == [410, 200]
    assert at(ctl.json("hook", "show", hook)["old_urls"][0]["ends_at"]) <= datetime.now(UTC)


def test_only_an_old_url_can_be_revoked(ctl: Ctl, hook: str) -> None:
    done = ctl.run("hook", "revoke-url", hook)
    assert (done.exit_code, hook.rpartition("/")[2] in done.stderr) == (1, False)
    assert "This is no URL that was replaced." in done.stderr


@pytest.mark.parametrize("verb", ["enable", "disable", "remove", "replace-url", "set"])
def test_an_old_url_is_no_name_for_what_changes_the_hook(ctl: Ctl, channel: str, hook: str, verb: str) -> None:
    ctl("hook", "replace-url", hook)
    more = ["--no-expiry"] if verb == "set" else []
    done = ctl.run("hook", verb, hook, *more)
    assert done.exit_code == 1
    assert "This URL was replaced. Use the web hook's new URL" in done.stderr
    assert len(ctl.json("hook", "list", channel)) == 1


def test_the_list_counts_what_was_accepted_and_what_was_rejected(ctl: Ctl, channel: str, hook: str) -> None:
    for report in ({"text": "a"}, {"text": 1}, {"text": "b"}):
        post(hook, report)
    (one,) = ctl.json("hook", "list", channel)
    assert (one["deliveries"], one["accepted"], one["rejected"]) == (3, 2, 1)
    assert one["last_accepted_at"] == one["last_delivery_at"]
    heading, row, _url = ctl("hook", "list", channel).splitlines()
    assert heading.split()[-2:] == ["ACCEPTED", "REJECTED"]
    assert row.split()[-2:] == ["2", "1"]


def test_show_tells_a_person_everything(ctl: Ctl, channel: str, hook: str) -> None:
    fresh = ctl("hook", "show", hook)
    for line in ("state enabled", "last accepted never", "expires never", "rate limit none", "senders any",
        "silent after it may be silent", "secret none but the URL"):  # fmt: skip
        assert line in re.sub(" +", " ", fresh), line
    post(hook, {"text": "hello"})
    url = ctl("hook", "replace-url", hook)
    post(hook, {"text": "hello"})
    ctl("hook", "set", url, "--expires", "2020-01-01", "--rate-limit", "5/minute", "--sender", "10.0.0.0/8",
        "--sender", "127.0.0.1", "--silent-after", "26h", "--secret-header", "X-Secret", "MARKER")  # fmt: skip
    shown = re.sub(" +", " ", ctl("hook", "show", url))
    for line in ("Nightly backup\n", f"channel {channel}", f"URL {url}", "state expired", "rate limit 5/minute",
        "deliveries 2: 2 accepted, 0 rejected", "senders 10.0.0.0/8, 127.0.0.1", "silent after 26 hours",
        "secret the header X-Secret, with its secret", f"Old URL {hook}", "127.0.0.1: 1 delivery, "):  # fmt: skip
        assert line in shown, line
    assert "MARKER" not in shown
    assert "nobody has used it since" in ctl("hook", "show", ctl("hook", "replace-url", url, "--grace", "0"))
