"""Keys: a lasting trouble has one case while it is open, and a new one when it comes back later."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from models.cases import case_actions, case_keys, case_moving, cases, links
from models.cases.case_filter import Filter
from models.cases.case_pages import page
from models.cases.cases import PRIORITIES
from models.channels.channel_rules import Rules, set_rules
from models.messages import messages
from models.recording.report_writer import Source
from models.recording.rules import Facts, Home, Keyed
from models.report import Attachment, Report
from tests.models.conftest import DAY, Record, close_case, now, reopen_case, texts, through

FULL = Report(key="disk", text="full")
FREED = Report(key="disk", text="freed", state="closed")
HOUR = timedelta(hours=1)


def later(source: Source, time: timedelta) -> Source:
    return replace(source, at=source.at + time)


def test_a_key_opens_a_case_with_the_priority_that_is_reported(recorded: Record) -> None:
    outcome = recorded(replace(FULL, priority=PRIORITIES.index("High")))
    assert (outcome.status, outcome.case) == ("opened", 1)
    assert cases.get(1).priority == PRIORITIES.index("High")


def test_the_same_again_is_counted_and_makes_no_message(source: Source, recorded: Record) -> None:
    recorded(FULL)
    before = cases.get(1)
    outcomes = [through(later(source, minutes * HOUR / 60), FULL) for minutes in (1, 2)]
    assert [(one.status, one.message, one.case) for one in outcomes] == [("repeated", None, 1)] * 2
    assert (cases.get(1), texts(1)) == (before, ["full"])
    (key,) = case_keys.of_case(1)
    assert (key.key, key.repeats, key.last_repeat_at) == ("disk", 2, source.at + HOUR / 30)


@pytest.mark.parametrize(
    "other",
    [
        replace(FULL, text="fuller"),
        replace(FULL, subject="Disk"),
        replace(FULL, attachments=(Attachment("link", None, None, "http://myserver/disk"),)),
        replace(FULL, references=("never heard of",)),
    ],
)
def test_anything_else_is_an_update(recorded: Record, other: Report) -> None:
    recorded(FULL)
    assert [recorded(other).status for _ in range(2)] == ["updated", "repeated"]
    assert recorded(FULL).status == "updated"
    assert cases.get(1).messages == 3


def test_a_closed_report_closes_the_case_by_the_purpose_of_the_hook(source: Source, recorded: Record) -> None:
    recorded(FULL)
    outcome = recorded(FREED)
    assert (outcome.status, outcome.case) == ("closed", 1)
    case = cases.get(1)
    assert (case.state, case.closed_by, case.closed_at, case.closed_by_sender) == ("closed", "Monitor", source.at, True)
    assert texts(1) == ["full", "freed"]
    assert [(entry.action, entry.by) for entry in cases.history(1)] == [("closed", "Monitor")]


def test_what_the_sender_closed_can_be_listed(recorded: Record) -> None:
    for report in (FULL, FREED, Report(id="a", text="a"), Report(id="b", text="b")):
        recorded(report)
    close_case(2, "ada")
    assert [case.number for case in page(Filter(closed_by_sender=True))] == [1]
    reopen_case(1, "ada")
    close_case(1, "ada")
    assert page(Filter(closed_by_sender=True)) == []


def test_the_end_of_what_is_not_open_is_posted_and_opens_nothing(recorded: Record) -> None:
    first = recorded(FREED)
    recorded(FULL)
    recorded(FREED)
    assert [(one.status, one.case) for one in (first, recorded(FREED))] == [("posted", None)] * 2
    assert recorded(Report(id="a", text="over", state="closed")).status == "posted"
    assert recorded(Report(id="a", text="open")).status == "opened"


def test_a_case_that_was_closed_a_short_time_ago_is_reopened(source: Source, recorded: Record) -> None:
    recorded(FULL)
    recorded(FREED)
    outcome = through(later(source, HOUR - timedelta(seconds=1)), FULL)
    assert (outcome.status, outcome.case) == ("updated", 1)
    assert (cases.get(1).state, cases.get(1).closed_by_sender) == ("open", False)
    assert links.of_case(1) == []


def test_the_channel_does_not_keep_a_key_from_reopening(source: Source, recorded: Record) -> None:
    set_rules(source.channel_id, Rules(reopen_on_update=False))
    assert [recorded(one).status for one in (FULL, FREED, FULL)] == ["opened", "closed", "updated"]
    assert cases.get(1).state == "open"


def test_later_it_opens_a_case_that_names_the_one_before(source: Source, recorded: Record) -> None:
    recorded(FULL)
    recorded(FREED)
    outcome = through(later(source, HOUR), FULL)
    assert (outcome.status, outcome.case) == ("opened", 2)
    assert [case.number for case in links.of_case(2)] == [1]
    ((key,), (old,)) = case_keys.of_case(2), case_keys.of_case(1)
    assert (key.before and key.before.number, old.before) == (1, None)


def test_a_hook_that_never_reopens_opens_each_time(source: Source) -> None:
    strict = replace(source, reopen_within=0)
    assert [through(strict, one).case for one in (FULL, FREED, FULL, FREED, FULL)] == [1, 1, 2, 2, 3]


def test_an_older_case_that_a_person_reopened_takes_what_is_reported(source: Source) -> None:
    strict = replace(source, reopen_within=0)
    for report in (FULL, FREED, FULL, FREED):
        through(strict, report)
    reopen_case(1, "ada")
    assert through(strict, replace(FULL, text="again")).case == 1


def test_an_id_beside_the_key_says_that_this_event_was_told_before(recorded: Record) -> None:
    first, second = replace(FULL, id="event1"), replace(FULL, id="event2")
    assert [recorded(one).status for one in (first, second)] == ["opened", "repeated"]
    assert [recorded(one).status for one in (first, second)] == ["already_reported"] * 2
    assert recorded(Report(references=("event2",), text="note")).case == 1


def test_references_go_before_the_key_and_can_close(recorded: Record) -> None:
    recorded(FULL)
    recorded(Report(id="a", text="a"))
    outcome = recorded(replace(FREED, references=("a",)))
    assert (outcome.status, outcome.case, cases.get(1).state) == ("closed", 2, "open")
    again = recorded(replace(FREED, references=("a",)))
    assert (again.status, cases.get(2).state, cases.get(2).messages) == ("updated", "closed", 3)


def test_what_waited_for_an_id_goes_to_the_case_of_its_key(recorded: Record) -> None:
    recorded(FULL)
    recorded(Report(references=("event1",), text="waits"))
    assert recorded(replace(FULL, id="event1")).status == "repeated"
    assert texts(1) == ["full", "waits"]


def test_a_key_follows_its_case_through_a_merge_and_back(recorded: Record) -> None:
    recorded(FULL)
    recorded(Report(key="fan", text="loud"))
    done = case_moving.merge(now(1, 2), "ada")
    assert [recorded(Report(key="fan", text=text)).case for text in ("loud", "louder")] == [1, 1]
    assert [(key.key, key.repeats) for key in case_keys.of_case(1)] == [("disk", 0), ("fan", 1)]
    done.undo()
    assert recorded(Report(key="fan", text="louder")).case == 2
    assert [(key.key, key.repeats) for key in case_keys.of_case(2)] == [("fan", 2)]


def test_a_key_follows_its_case_into_another_channel(plant: Source, recorded: Record) -> None:
    recorded(FULL)
    (moved,) = case_moving.move(now(1), plant.channel_id, "ada").cases
    outcomes = [recorded(one) for one in (FULL, replace(FULL, text="fuller"), FREED)]
    assert [(one.status, one.case_id) for one in outcomes] == [
        ("repeated", moved.id),
        ("updated", moved.id),
        ("closed", moved.id),
    ]
    assert {message.channel for message in messages.of_case(moved.id)} == {"Plant"}
    assert through(plant, FULL).case_id != moved.id  # the keys there are others


def test_a_case_of_a_key_in_another_channel_is_reached_alone() -> None:
    here, there = (Facts(keyed=Keyed(1, Home(2, channel, 1), None)) for channel in (1, 2))
    assert (here.reach_beyond(1), there.reach_beyond(1)) == (False, True)


def test_a_case_that_was_deleted_frees_its_key_until_that_is_taken_back(source: Source, recorded: Record) -> None:
    recorded(FULL)
    done = case_actions.delete(now(1), "ada")
    assert recorded(FREED).status == "posted"
    done.undo()
    assert recorded(FULL).status == "repeated"
    case_actions.delete(now(1), "ada")
    assert (recorded(FULL).case, links.of_case(2), case_keys.of_case(2)[0].before) == (2, [], None)


def test_undoing_an_opening_again_says_that_the_sender_had_closed(recorded: Record) -> None:
    recorded(FULL)
    recorded(FREED)
    closed = cases.get(1)
    done = case_actions.reopen([closed], "ada")
    assert not cases.get(1).closed_by_sender
    done.undo()
    assert cases.get(1) == closed


def test_a_moved_case_is_still_closed_by_the_sender(plant: Source, recorded: Record) -> None:
    recorded(FULL)
    recorded(FREED)
    (moved,) = case_moving.move(now(1), plant.channel_id, "ada").cases
    assert moved.closed_by_sender


def test_a_case_that_a_person_closed_long_ago_does_not_come_back(source: Source, recorded: Record) -> None:
    recorded(FULL)
    close_case(1, "ada")
    closed_at = cases.get(1).closed_at
    assert isinstance(closed_at, datetime)
    assert through(replace(source, at=closed_at + DAY), FULL).status == "opened"
