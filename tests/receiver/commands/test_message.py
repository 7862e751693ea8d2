"""hookdeskctl message, and what it does with texts that a terminal would obey."""

import json
from pathlib import Path

import pytest

from tests.end_to_end.station import post, posting
from tests.receiver.commands.conftest import Ctl

ATTACHMENTS = [
    {"@type": "file", "displayName": "my file", "ext": "txt", "url": "http://myserver/myfile"},
    {"@type": "link", "url": "http://www.google.com"},
]


def test_a_message_has_its_documented_keys(ctl: Ctl, channel: str, hook: str) -> None:
    answer = post(hook, {"id": "event9", "references": ["later"], "text": "Grüße 👋", "attachments": ATTACHMENTS})
    (message,) = ctl.json("message", "list", channel)
    assert message.pop("received_at").endswith("Z")
    file, link = message["attachments"]
    assert file.pop("state") in ("waiting", "fetching", "failed")  # its server is not known
    file.pop("why", None)
    assert {file.pop("attachment"), link.pop("attachment")} == {
        one["attachment"] for one in ctl.json("attachment", "list", channel)
    }
    assert message == {
        "message": answer.body["message"],
        "channel": channel,
        "case": answer.body["case"],
        "kind": "opening",
        "text": "Grüße 👋",
        "report_id": "event9",
        "references": ["later"],
        "unknown_references": ["later"],
        "attachments": ATTACHMENTS,
        "hook": "Nightly backup",
        "author": None,
    }


def test_a_list_of_several_pages_is_whole_and_newest_first(ctl: Ctl, channel: str, hook: str) -> None:
    with posting(hook) as send:
        for number in range(405):
            assert send({"text": f"number {number}"}).status == 200
    texts = [f"number {number}" for number in reversed(range(405))]

    assert [one["text"] for one in ctl.json("message", "list", channel)] == texts
    assert [one["text"] for one in ctl.json("message", "list", channel, "--limit", "201")] == texts[:201]
    table = ctl.run("message", "list", channel)
    assert len(table.stdout.splitlines()) == 1 + 50
    assert "--limit" in table.stderr
    assert len(ctl("message", "list", channel, "--limit", "60").splitlines()) == 1 + 60


@pytest.mark.parametrize("limit", ["0", "-1", "many", str(2**64)])
def test_a_limit_that_is_none_is_wrong_usage(ctl: Ctl, channel: str, limit: str) -> None:
    assert ctl.run("message", "list", channel, "--limit", limit).exit_code == 2


def test_nothing_that_a_terminal_obeys_gets_through(ctl: Ctl, channel: str, hook: str) -> None:
    text = "red \x1b[31m bell \x07 c1 \x9b2J turned \u202egnp.exe\nsecond line"
    post(hook, {"id": "evil \x1b]0;title\x07", "text": text, "attachments": ATTACHMENTS})
    shown = ctl("message", "list", channel) + ctl("case", "show", channel, "1") + ctl("case", "list", channel)
    as_json = ctl("message", "list", channel, "--json") + ctl("case", "show", channel, "1", "--json")
    for printed in (shown, as_json):
        assert not set(printed) & set("\x1b\x07\x9b\u202e")
    assert "red \\x1b[31m bell \\x07 c1 \\x9b2J turned \\u202egnp.exe second line" in shown
    assert ctl.json("message", "list", channel)[0]["text"] == text


def test_a_table_fits_its_terminal(ctl: Ctl, channel: str, hook: str) -> None:
    post(hook, {"text": "a long text " * 30})
    post(hook, {"text": "short"})
    rows = ctl("message", "list", channel, COLUMNS="90").splitlines()
    assert max(len(row) for row in rows) <= 90
    assert rows[2].endswith("…")
    narrow = ctl("message", "list", channel, COLUMNS="60").splitlines()
    assert max(len(row) for row in narrow) <= 60
    columns = {row.index(word) for row, word in zip(rows, ["TEXT", "short", "a long"], strict=True)}
    assert len(columns) == 1, "the texts stand below their heading"


def test_a_channel_without_messages_says_where_to_post(ctl: Ctl, channel: str) -> None:
    done = ctl.run("message", "list", channel)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "hookdeskctl hook list" in done.stderr
    assert ctl.json("message", "list", channel) == []


def test_an_unknown_channel_is_a_problem(ctl: Ctl) -> None:
    done = ctl.run("message", "list", "Nowhere", "--json")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "Nowhere" in done.stderr


def test_messages_are_exported(ctl: Ctl, channel: str, hook: str, tmp_path: Path) -> None:
    post(hook, {"text": "first"})
    post(hook, {"text": "second"})
    done = ctl.run("message", "export", channel, "--output", str(tmp_path / "a.json"))
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Wrote 2 messages" in done.stderr
    assert json.loads((tmp_path / "a.json").read_bytes()) == ctl.json("message", "list", channel)
    assert ctl.run("message", "export", channel, "--output", str(tmp_path / "a.pdf")).exit_code == 2
