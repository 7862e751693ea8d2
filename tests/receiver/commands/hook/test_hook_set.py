"""hookdeskctl hook set: each rule is set, kept, and switched off again."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

import pytest
import requests
from click.testing import CliRunner

from models.database import close_database, execute, open_database, writing
from models.formats import own_formats
from receiver.cli import main
from receiver.formats.own_formats import publish
from tests.end_to_end.station import post
from tests.receiver.commands.conftest import Ctl

OFF: dict[str, Any] = {
    "expires_at": None, "silent_after": None, "rate_limit": None, "senders": [], "secret": None, "reopen_within": 3600,
    "reads": "automatic", "answers": "",
}  # fmt: skip


def rules(ctl: Ctl, hook: str) -> dict[str, Any]:
    shown = ctl.json("hook", "show", hook)
    return {name: shown[name] for name in OFF}


SETS = [
    (["--expires", "2999-03-20T17:00+00:00"], {"expires_at": "2999-03-20T17:00:00.000000Z"}, "--no-expiry"),
    (["--silent-after", "26h"], {"silent_after": 93_600}, "--no-silent-after"),
    (["--silent-after", "90m"], {"silent_after": 5_400}, "--no-silent-after"),
    (["--rate-limit", "60/minute"], {"rate_limit": "60/minute"}, "--no-rate-limit"),
    (["--sender", "127.0.0.1", "--sender", "10.0.0.0/8"], {"senders": ["127.0.0.1", "10.0.0.0/8"]}, "--any-sender"),
    (["--secret-header", "X-Secret", "key"], {"secret": {"kind": "header", "header": "X-Secret"}}, "--no-secret"),
    (["--github-secret", "key"], {"secret": {"kind": "github", "header": None}}, "--no-secret"),
    (["--standard-secret", "whsec_a2V5"], {"secret": {"kind": "standard", "header": None}}, "--no-secret"),
    (["--reopen-within", "0"], {"reopen_within": 0}, "--reopen-within=1h"),
    (["--reads", "alertmanager"], {"reads": "alertmanager"}, "--reads=automatic"),
    (["--answers", "always 200"], {"answers": "always 200"}, "--answers=as the format says"),
]


@pytest.mark.parametrize(("words", "rule", "off"), SETS)
def test_a_rule_is_set_and_switched_off(
    ctl: Ctl, channel: str, hook: str, words: list[str], rule: dict[str, Any], off: str
) -> None:
    assert rules(ctl, hook) == OFF
    assert ctl("hook", "set", hook, *words) == f'Changed the web hook "Nightly backup" of "{channel}".'
    assert rules(ctl, hook) == {**OFF, **rule}
    ctl("hook", "set", hook, off)
    assert rules(ctl, hook) == OFF


def test_what_is_not_named_stays_and_senders_are_replaced(ctl: Ctl, hook: str) -> None:
    ctl("hook", "set", hook, "--rate-limit", "60/minute", "--sender", "127.0.0.1", "--github-secret", "key")
    ctl("hook", "set", hook, "--sender", "10.0.0.0/8", "--silent-after", "7d", "--no-secret")
    assert rules(ctl, hook) == {
        **OFF, "rate_limit": "60/minute", "senders": ["10.0.0.0/8"], "silent_after": 604_800,
    }  # fmt: skip


def test_a_day_of_expiry_counts_whole(ctl: Ctl, channel: str, hook: str) -> None:
    ctl("hook", "set", hook, "--expires", "2020-03-20", TZ="UTC")
    assert rules(ctl, hook)["expires_at"] == "2020-03-21T00:00:00.000000Z"
    assert post(hook, {"text": "hello"}).body["code"] == "hook_gone"
    assert "expired" in ctl("hook", "list", channel).split()


def test_each_rule_reaches_the_receiver_that_runs(ctl: Ctl, hook: str) -> None:
    assert post(hook, {"text": "hello"}).status == 200
    ctl("hook", "set", hook, "--sender", "10.0.0.0/8")
    assert post(hook, {"text": "hello"}).body["code"] == "sender_not_allowed"
    ctl("hook", "set", hook, "--any-sender", "--rate-limit", "1/day")
    assert [post(hook, {"text": "hello"}).status for _ in range(2)] == [200, 429]
    ctl("hook", "set", hook, "--no-rate-limit", "--github-secret", "key")
    assert post(hook, {"text": "hello"}).body["code"] == "wrong_secret"
    body = b'{"text": "signed"}'
    signed = {"X-Hub-Signature-256": "sha256=" + hmac.new(b"key", body, hashlib.sha256).hexdigest()}
    assert requests.post(hook, data=body, headers=signed, timeout=10).status_code == 200


def test_a_format_of_ones_own_is_chosen_by_its_name_and_a_delivery_shows_its_version(ctl: Ctl, hook: str) -> None:
    open_database(ctl.station.database)
    made = own_formats.create("Our watchers", "")
    publish(made.id, "name = 'x'\nkey = 'body.check'\nsubject = 'The {{ body.check }} is bad'\n")
    close_database()
    ctl("hook", "set", hook, "--reads", "our WATCHERS")
    reads = ctl.json("format", "show", "Our watchers")["reads"]
    assert rules(ctl, hook)["reads"] == reads == f"format:{made.id}"
    ctl("hook", "set", hook, "--reads", "automatic")
    ctl("hook", "set", hook, "--reads", reads)
    assert ctl.run("hook", "set", hook, "--reads", "format:999999").exit_code == 1
    assert "Our watchers, version 1" in ctl("hook", "show", hook)
    assert post(hook, {"check": "disk"}).status == 201
    (delivery,) = ctl.json("delivery", "list", "--hook", hook)
    assert (delivery["format"], delivery["format_version"]) == ("Our watchers", 1)
    assert "as Our watchers, version 1" in ctl("delivery", "show", str(delivery["delivery"]))


def test_a_secret_is_read_from_stdin_and_never_printed(ctl: Ctl, hook: str) -> None:
    words = ["--database", str(ctl.station.database), "hook", "set", hook, "--secret-header", "X-Secret", "-"]
    done = CliRunner(env=ctl.station.environ).invoke(main, words, input="MARKER 1\r\n")
    assert done.exit_code == 0
    assert requests.post(hook, data=b'{"text": "x"}', headers={"X-Secret": "MARKER 1"}, timeout=10).status_code == 200
    printed = (
        done.output + ctl("hook", "show", hook) + ctl("hook", "show", hook, "--json") + ctl("hook", "list", "--json")
    )
    assert "MARKER" not in printed


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Say what to set"),
        (["--rate-limit", "5/minute", "--no-rate-limit"], "Two of these options set the rate limit"),
        (["--github-secret", "a", "--standard-secret", "QUI="], "Two of these options set the secret"),
        (["--expires", "soon"], "write 2026-03-20 or 2026-03-20T17:00"),
        (["--silent-after", "long"], "write 90m, 26h or 7d"),
    ],
)
def test_wrong_usage_changes_nothing(ctl: Ctl, hook: str, words: list[str], said: str) -> None:
    done = ctl.run("hook", "set", hook, *words)
    assert (done.exit_code, said in done.stderr) == (2, True)
    assert rules(ctl, hook) == OFF


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--rate-limit", "often"], "Write it like 60/minute"),
        (["--silent-after", "0"], "from a minute to a year"),
        (["--sender", "localhost"], "not an address or a network: localhost"),
        (["--reads", "Nothing"], "No format is called Nothing. These are there: automatic, own, alertmanager,"),
        (["--secret-header", "X Secret", "MARKER"], "Write a name like X-Hook-Secret"),
        (["--standard-secret", "MARKER!"], "This is no secret of Standard Webhooks"),
    ],
)
def test_a_rule_that_cannot_be_used_is_a_problem_and_none_of_them_is_set(
    ctl: Ctl, hook: str, words: list[str], said: str
) -> None:
    done = ctl.run("hook", "set", hook, "--expires", "2999-01-01", *words)
    assert (done.exit_code, said in done.stderr, "MARKER" in done.stderr) == (1, True, False)
    assert rules(ctl, hook) == OFF


def test_a_hook_that_does_not_speak_is_listed_as_silent(ctl: Ctl, channel: str, hook: str) -> None:
    ctl("hook", "set", hook, "--silent-after", "1m")
    assert ctl.json("hook", "list", channel)[0]["silent"] is False
    open_database(ctl.station.database)
    with writing():  # an hour goes by
        execute("UPDATE hooks SET watched_since = watched_since - 3600000000 WHERE silent_after = 60")
    close_database()
    assert ctl.json("hook", "list", channel)[0]["silent"] is True
    assert "silent" in ctl("hook", "list", channel).split()
    assert "SILENT SINCE" in ctl("hook", "show", hook)
    assert post(hook, {"text": "hello"}).status == 200
    assert "silent" not in ctl("hook", "list", channel).split()
