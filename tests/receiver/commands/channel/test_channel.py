"""hookdeskctl channel."""

import uuid

from tests.end_to_end.station import post
from tests.receiver.commands.conftest import Ctl


def test_add_prints_the_guid_and_nothing_else(empty: Ctl) -> None:
    said = empty("channel", "add", "Operations", "--description", "Alarms of the plant")
    assert str(uuid.UUID(said)) == said
    assert empty.json("channel", "list") == [
        {
            "name": "Operations",
            "guid": said,
            "description": "Alarms of the plant",
            "hooks": 0,
            "open_cases": 0,
            "reopen_on_update": True,
            "ids_per_hook": False,
        }
    ]


def test_json_lists_the_newest_first_and_the_table_goes_by_name(empty: Ctl) -> None:
    for name in ("Beta", "Alpha", "Gamma"):
        empty("channel", "add", name)
    assert [one["name"] for one in empty.json("channel", "list")] == ["Gamma", "Alpha", "Beta"]
    table = empty("channel", "list").splitlines()
    assert [row.split()[0] for row in table] == ["CHANNEL", "Alpha", "Beta", "Gamma"]


def test_an_empty_list_says_how_to_begin(empty: Ctl) -> None:
    assert "hookdeskctl channel add NAME" in empty.run("channel", "list").stderr
    assert empty.json("channel", "list") == []


def test_a_channel_counts_its_hooks_and_open_cases(ctl: Ctl, channel: str, hook: str) -> None:
    post(hook, {"id": "1", "text": "one"})
    post(hook, {"id": "2", "text": "two"})
    ctl("case", "close", channel, "1")
    found = next(one for one in ctl.json("channel", "list") if one["name"] == channel)
    assert (found["hooks"], found["open_cases"]) == (1, 1)


def test_a_renamed_channel_is_found_by_its_new_name_and_its_guid(empty: Ctl) -> None:
    guid = empty("channel", "add", "Ops")
    empty("channel", "rename", "Ops", "Operations")
    empty("channel", "rename", guid, "Night shift")
    assert [one["name"] for one in empty.json("channel", "list")] == ["Night shift"]
    assert empty.run("channel", "rename", "Ops", "Again").exit_code == 1


def test_remove_says_what_went_and_its_hook_answers_gone(ctl: Ctl, channel: str, hook: str) -> None:
    post(hook, {"text": "message"})
    post(hook, {"id": "1", "text": "case"})

    done = ctl.run("channel", "remove", channel)

    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f'Removed "{channel}" with 2 messages, 1 case and 1 web hook.\n'
    assert post(hook, {"text": "too late"}).status == 410
    assert channel not in [one["name"] for one in ctl.json("channel", "list")]
    assert ctl.run("message", "list", channel).exit_code == 1


def test_a_taken_name_is_a_problem_in_one_line(empty: Ctl) -> None:
    empty("channel", "add", "Operations")
    done = empty.run("channel", "add", "operations")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1


def test_ids_can_be_known_per_web_hook_and_a_running_receiver_obeys(ctl: Ctl, channel: str, hook: str) -> None:
    assert post(hook, {"id": "1", "text": "one"}).status == 201
    said = ctl("channel", "set", channel, "--ids", "hook").splitlines()
    assert said == ["An update reopens a closed case.", "Ids and keys are known per web hook."]
    other = ctl("hook", "add", channel, "--purpose", "Other")
    assert [post(url, {"id": "1", "text": "one"}).status for url in (hook, other, hook)] == [201, 201, 208]
    assert ctl("channel", "show", channel).splitlines()[0] == f"{channel}: 2 web hooks, 3 open cases."


def test_what_an_update_does_is_set_and_nothing_else_with_it(empty: Ctl) -> None:
    empty("channel", "add", "Plant")
    empty("channel", "set", "Plant", "--ids", "hook")
    empty("channel", "set", "Plant", "--on-update", "keep")
    shown = empty.json("channel", "show", "Plant")
    assert (shown["reopen_on_update"], shown["ids_per_hook"]) == (False, True)
    assert "--ids" in empty.run("channel", "set", "Plant").stderr
