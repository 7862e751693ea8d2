"""hookdeskctl delivery."""

import json
from collections import Counter
from pathlib import Path

from tests.end_to_end.station import post
from tests.receiver.commands.conftest import Ctl


def test_every_delivery_is_listed_also_those_that_were_rejected(empty: Ctl) -> None:
    with empty.station.serve() as receiver:
        hook = empty.station.hook(receiver, "General", "Backup")
        post(hook, {"text": "message"})
        post(hook, {"id": "1", "text": "case"})
        post(hook, {"id": "1", "text": "case"})
        post(hook, {"references": ["1"], "text": "update"})
        post(hook, b"{not json")
        post(hook, {"text": 5})

        listed = empty.json("delivery", "list")

    assert [(one["outcome"], one["status"], one["code"]) for one in listed] == [
        ("rejected", 422, "invalid_report"),
        ("rejected", 400, "invalid_json"),
        ("updated", 200, None),
        ("already_reported", 208, None),
        ("opened", 201, None),
        ("posted", 200, None),
    ]
    assert [one["delivery"] for one in listed] == sorted((one["delivery"] for one in listed), reverse=True)
    assert {(one["channel"], one["hook"], one["remote_address"]) for one in listed} == {
        ("General", "Backup", "127.0.0.1")
    }
    assert all(one["received_at"].endswith("Z") for one in listed)
    assert [one["case"] for one in listed] == [None, None, 1, 1, 1, None]


def test_outcome_and_limit_choose(ctl: Ctl, hook: str) -> None:
    post(hook, {"text": "fine"})
    post(hook, b"[]")
    rejected = ctl.json("delivery", "list", "--outcome", "rejected")
    assert Counter(one["outcome"] for one in rejected).keys() == {"rejected"}
    (newest,) = ctl.json("delivery", "list", "--limit", "1")
    assert newest["code"] == "invalid_report"
    table = ctl("delivery", "list", "--limit", "2").splitlines()
    assert len(table) == 3
    assert "422 invalid_report" in table[1]
    assert ctl.run("delivery", "list", "--outcome", "lost").exit_code == 2


def test_no_deliveries_says_where_to_post(empty: Ctl) -> None:
    assert "hookdeskctl hook list" in empty.run("delivery", "list").stderr
    assert empty.json("delivery", "list") == []


def test_filters_combine(empty: Ctl) -> None:
    with empty.station.serve() as receiver:
        backup = empty.station.hook(receiver, "General", "Backup")
        sensor = empty.station.hook(receiver, "Plant", "Sensor")
        post(backup, {"text": "Ölçüm 1/2"})
        post(backup, b"{not json")
        post(sensor, {"text": 5})
        post(sensor, {"id": "1", "text": "Disk FULL"})

    def listed(*words: str) -> list[str]:
        return [f"{one['hook']} {one['code'] or one['outcome']}" for one in empty.json("delivery", "list", *words)]

    assert listed("--channel", "Plant") == ["Sensor opened", "Sensor invalid_report"]
    assert listed("--hook", backup) == ["Backup invalid_json", "Backup posted"]
    assert listed("--outcome", "accepted") == ["Sensor opened", "Backup posted"]
    assert listed("--code", "invalid_json") == ["Backup invalid_json"]
    assert listed("--text", "disk full") == ["Sensor opened"]
    assert listed("--text", "Ölçüm 1/") == ["Backup posted"]
    assert listed("--hook", sensor, "--channel", "General") == []
    assert listed("--since", "2020-01-01", "--until", "2020-12-31") == []
    assert len(listed("--since", "2020-01-01", "--until", "2999-12-31")) == 4
    assert empty.run("delivery", "list", "--since", "yesterday").exit_code == 2
    assert empty.run("delivery", "list", "--channel", "Nowhere").exit_code == 1


def test_show_has_all_of_a_delivery(ctl: Ctl, hook: str) -> None:
    body = b'{"text": 5, "note": "\xc3\xb6 \x1b[31m"'
    post(hook, body)
    (listed,) = ctl.json("delivery", "list", "--limit", "1")
    number = str(listed["delivery"])
    shown = ctl.json("delivery", "show", number)
    assert {key: shown[key] for key in listed} == listed
    assert shown["body"].encode() == body
    assert ["Content-Length", str(len(body))] in shown["headers"]
    assert '"code":"invalid_json"' in shown["answer"].replace(" ", "")
    said = ctl("delivery", "show", number)
    assert said.startswith(f"Delivery {number}  rejected: 400 invalid_json\n")
    assert "\x1b" not in said
    assert "\\x1b[31m" in said
    assert ctl.run("delivery", "show", number, "--body").stdout_bytes == body
    assert ctl.run("delivery", "show", "999999").exit_code == 1


def test_deliveries_are_exported_as_they_are_filtered(ctl: Ctl, channel: str, hook: str, tmp_path: Path) -> None:
    post(hook, {"text": "fine"})
    post(hook, b"[]")
    flags = ("--channel", channel, "--outcome", "rejected")
    done = ctl.run("delivery", "export", *flags, "--output", str(tmp_path / "a.json"))
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Wrote 1 delivery" in done.stderr
    (listed,) = ctl.json("delivery", "list", *flags)
    del listed["path"]
    assert json.loads((tmp_path / "a.json").read_bytes()) == [listed]
