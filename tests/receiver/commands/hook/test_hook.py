"""hookdeskctl hook, and where the URLs that it prints start."""

import re
from urllib.parse import urlsplit

import pytest

from tests.end_to_end.station import Receiver, post
from tests.receiver.commands.conftest import Ctl

GUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def test_add_prints_a_url_that_takes_posts_and_nothing_else(ctl: Ctl, channel: str, receiver: Receiver) -> None:
    url = ctl("hook", "add", channel, "--purpose", "Alertmanager")
    assert re.fullmatch(f"{re.escape(receiver.url)}/hooks/channels/{GUID}/{GUID}", url)
    assert post(url, {"text": "hello"}).status == 200


def test_list_tells_of_each_hook_newest_first(ctl: Ctl, channel: str, hook: str) -> None:
    second = ctl("hook", "add", channel, "--purpose", "Never used")
    post(hook, {"text": "hello"})
    never, used = ctl.json("hook", "list", channel)
    assert (never["purpose"], never["url"], never["last_delivery_at"]) == ("Never used", second, None)
    assert (used["purpose"], used["url"], used["enabled"]) == ("Nightly backup", hook, True)
    assert (used["channel"], used["deliveries"]) == (channel, 1)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", used["last_delivery_at"])
    assert {one["url"] for one in ctl.json("hook", "list")} >= {hook, second}


def test_the_table_shows_the_whole_url_in_a_narrow_terminal(ctl: Ctl, channel: str, hook: str) -> None:
    table = ctl("hook", "list", channel, COLUMNS="60")
    assert hook in table.split()
    assert "enabled" in table
    assert "never" in table


@pytest.mark.parametrize("part", ["url", "guid"])
def test_a_removed_hook_answers_gone(ctl: Ctl, channel: str, hook: str, part: str) -> None:
    ctl("hook", "remove", hook if part == "url" else hook.rpartition("/")[2])
    refused = post(hook, {"text": "too late"})
    assert (refused.status, refused.body["code"]) == (410, "hook_gone")
    assert ctl.json("hook", "list", channel) == []


def test_an_unknown_hook_is_a_problem_that_keeps_the_secret(ctl: Ctl, hook: str) -> None:
    ctl("hook", "remove", hook)
    done = ctl.run("hook", "remove", hook)
    assert done.exit_code == 1
    assert hook.rpartition("/")[2] not in done.stderr


def test_purpose_must_be_given(ctl: Ctl, channel: str) -> None:
    assert ctl.run("hook", "add", channel).exit_code == 2
    assert ctl.run("hook", "add", channel, "--purpose", " ").exit_code == 1


@pytest.mark.parametrize(
    ("environ", "base"),
    [
        ({}, "http://127.0.0.1:4665"),
        ({"HOOKDESK_PORT": "4700"}, "http://127.0.0.1:4700"),
        ({"HOOKDESK_HOST": "0.0.0.0", "HOOKDESK_PORT": "4700"}, "http://127.0.0.1:4700"),
        ({"HOOKDESK_HOST": "::1"}, "http://[::1]:4665"),
        ({"HOOKDESK_PUBLIC_URL": "https://desk.example/in/"}, "https://desk.example/in"),
    ],
)
def test_urls_start_as_the_options_say(empty: Ctl, environ: dict[str, str], base: str) -> None:
    empty("channel", "add", "General")
    url = empty("hook", "add", "General", "--purpose", "Sender", **environ)
    assert url.startswith(f"{base}/hooks/channels/")


def test_without_options_urls_start_where_the_last_receiver_ran(empty: Ctl) -> None:
    empty("channel", "add", "General")
    with empty.station.serve() as receiver:
        assert urlsplit(receiver.url).port != 4665
        receiver.stop()
    url = empty("hook", "add", "General", "--purpose", "Sender")
    assert url.startswith(f"{receiver.url}/hooks/channels/")
    chosen = empty.json("hook", "list", HOOKDESK_PORT="4700")[0]["url"]
    assert chosen.startswith("http://127.0.0.1:4700/")


def test_a_hook_that_rejects_most_of_what_it_gets_is_marked(ctl: Ctl, hook: str, channel: str) -> None:
    assert not ctl.json("hook", "show", hook)["rejects_most"]
    for _ in range(3):
        post(hook, b"{not json")
    (listed,) = ctl.json("hook", "list", channel)
    assert listed["rejects_most"]
    assert "rejects most" in ctl("hook", "list", channel)
