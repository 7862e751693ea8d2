"""hookdeskctl delivery replay, replay-rejected and read-again, beside a receiver that runs."""

import json
from pathlib import Path

from tests.end_to_end.station import post
from tests.receiver.commands.conftest import Ctl


def newest(ctl: Ctl) -> str:
    return str(ctl.json("delivery", "list", "--limit", "1")[0]["delivery"])


def test_a_corrected_body_comes_in_from_a_file_or_stdin(ctl: Ctl, channel: str, hook: str, tmp_path: Path) -> None:
    post(hook, {"text": 5})
    rejected = newest(ctl)
    corrected = tmp_path / "corrected.json"
    corrected.write_text('{"id": "7", "text": "five"}', encoding="utf-8")
    answer = json.loads(ctl("delivery", "replay", rejected, "--body", str(corrected)))
    assert (answer["status"], answer["case"]) == ("opened", 1)
    assert [message["text"] for message in ctl.json("message", "list", channel)] == ["five"]


def test_a_replay_that_is_refused_prints_the_answer_and_fails(ctl: Ctl, hook: str) -> None:
    post(hook, {"text": 5})
    rejected = newest(ctl)
    done = ctl.run("delivery", "replay", rejected)
    assert done.exit_code == 1
    assert json.loads(done.stdout)["errors"][0]["pointer"] == "/text"
    assert "--body FILE" in done.stderr
    assert f"replayed as {newest(ctl)}" in done.stderr


def test_a_replay_goes_to_another_hook_of_the_channel(ctl: Ctl, channel: str, hook: str) -> None:
    post(hook, {"text": "a"})
    ctl("hook", "remove", hook)
    other = ctl("hook", "add", channel, "--purpose", "Other")
    ctl("delivery", "replay", newest(ctl), "--hook", other)
    assert ctl.json("message", "list", channel)[0]["hook"] == "Other"


def test_all_rejected_of_a_hook_are_replayed_but_those_of_doubtful_senders(ctl: Ctl, channel: str, hook: str) -> None:
    ctl("hook", "disable", hook)
    post(hook, {"text": "a"})
    ctl("hook", "enable", hook)
    post(hook, {"text": 5})
    post(hook, {"text": "forged"}, Origin="https://elsewhere.example")
    done = ctl.run("delivery", "replay-rejected", "--hook", hook, "--json")
    assert json.loads(done.stdout) == {"accepted": 1, "refused": 1}
    assert "Replayed 2 deliveries: 1 accepted, 1 still refused." in done.stderr
    assert "Left out: 1 with cross_origin; --code cross_origin replays them." in done.stderr
    assert [message["text"] for message in ctl.json("message", "list", channel)] == ["a"]
    assert ctl.json("delivery", "replay-rejected", "--hook", hook, "--code", "cross_origin")["accepted"] == 1


def test_a_hook_that_takes_nothing_is_a_problem(ctl: Ctl, hook: str) -> None:
    ctl("hook", "disable", hook)
    post(hook, {"text": "a"})
    done = ctl.run("delivery", "replay-rejected", "--hook", hook)
    assert done.exit_code == 1
    assert "takes nothing" in done.stderr


def test_what_was_told_without_a_format_is_read_by_the_one_that_came_since(
    ctl: Ctl, channel: str, hook: str, tmp_path: Path
) -> None:
    for state in ("bad", "good"):
        post(hook, {"host": "a", "is": state})
    watchers = tmp_path / "watchers.toml"
    watchers.write_text(
        'name = "Watchers"\nkey = "body.host"\nclosed_when = "body.is == \'good\'"\nsubject = "{{ body.host }}"\n',
        encoding="utf-8",
    )
    ctl("format", "import", str(watchers), "--publish")
    ctl("hook", "set", hook, "--reads", "Watchers")
    done = ctl.run("delivery", "read-again", "--hook", hook, "--preview")
    assert "Would read 2 deliveries again; reports: 1 opened, 1 closed." in done.stderr
    assert ctl.json("case", "list", channel) == []
    found = ctl.json("delivery", "read-again", "--hook", hook)
    assert (found["read"], found["left"], found["opened"], found["closed"]) == (2, 0, 1, 1)
    assert [case["state"] for case in ctl.json("case", "list", channel)] == ["closed"]
    assert {message["case"] for message in ctl.json("message", "list", channel)} == {1}


def test_what_is_read_no_better_is_said_to_stay(ctl: Ctl, hook: str) -> None:
    post(hook, {"host": "a"})
    done = ctl.run("delivery", "read-again", "--hook", hook)
    assert "Read 0 deliveries again; reports: none." in done.stderr
    assert "Left as they are: 1 that are read no better now." in done.stderr
