"""hookdeskctl retention."""

import pytest

from tests.end_to_end.station import post
from tests.receiver.commands.conftest import Ctl


def test_the_rules_are_shown_with_what_there_is(empty: Ctl) -> None:
    assert ctl_rules(empty) == {"days": 30, "most": 100_000, "accepted_bodies_days": None}
    with empty.station.serve() as receiver:
        post(empty.station.hook(receiver, "General", "Backup"), {"text": "message"})
        there = empty.json("retention", "show")
    (listed,) = empty.json("delivery", "list")
    assert (there["deliveries"], there["oldest"]) == (1, listed["received_at"])
    assert there["size"] > 4096
    said = empty("retention", "show").splitlines()
    assert said[0] == "Deliveries are kept for 30 days, the newest 100,000 at the most, 2,000 MB at the most."
    assert said[2] == "References that are not known are awaited for 90 days, the newest 100,000 of a channel."
    assert said[3].startswith("There are 1 delivery, the oldest of ")


def test_what_is_set_replaces_only_that(empty: Ctl) -> None:
    said = empty("retention", "set", "--days", "7", "--accepted-bodies", "0")
    assert said.splitlines() == [
        "Deliveries are kept for 7 days, the newest 100,000 at the most, 2,000 MB at the most.",
        "The bodies of accepted ones are kept for 0 days.",
        "References that are not known are awaited for 90 days, the newest 100,000 of a channel.",
    ]
    assert ctl_rules(empty) == {"days": 7, "most": 100_000, "accepted_bodies_days": 0}
    empty("retention", "set", "--any-number", "--whole")
    assert ctl_rules(empty) == {"days": 7, "most": None, "accepted_bodies_days": None}
    empty("retention", "set", "--any-age")
    assert empty("retention", "show").startswith(
        "Deliveries are kept whatever their age, however many there are, 2,000 MB at the most."
    )


@pytest.mark.parametrize(
    ("words", "exit_code"),
    [([], 2), (["--days", "7", "--any-age"], 2), (["--days", "0"], 1), (["--days", "7", "--accepted-bodies", "8"], 1)],
)
def test_nonsense_changes_nothing(empty: Ctl, words: list[str], exit_code: int) -> None:
    assert empty.run("retention", "set", *words).exit_code == exit_code
    assert ctl_rules(empty) == {"days": 30, "most": 100_000, "accepted_bodies_days": None}


def ctl_rules(ctl: Ctl) -> dict[str, int | None]:
    shown = ctl.json("retention", "show")
    return {key: shown[key] for key in ("days", "most", "accepted_bodies_days")}
