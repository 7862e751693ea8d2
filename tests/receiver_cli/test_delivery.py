"""hookdeskctl delivery."""

from collections import Counter

from tests.end_to_end.station import post
from tests.receiver_cli.conftest import Ctl


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
