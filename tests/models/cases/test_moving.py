"""Moving between channels, one thing after another: where everything goes, and the way back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.cases import case_actions, case_moving, cases
from models.cases.case_actions import Changed
from models.cases.case_filter import Filter
from models.cases.case_pages import page
from models.cases.cases import Case
from models.channels import channels, purging
from models.messages import messages
from models.problems import NotThere, Problem
from models.recording.report_writer import Source
from models.report import Report
from tests.models.conftest import Record, now, texts, through


def test_a_moved_case_gets_the_next_number_and_takes_everything_along(
    source: Source, three: list[Case], plant: Source
) -> None:
    through(plant, Report(id="p", text="p"))
    case_actions.set_priority(now(1), 4, "Ada")
    before = case_actions.set_description(cases.get(1), "as seen", "Ada").cases[0]
    (case,) = case_moving.move(now(1), plant.channel_id, "Deniz").cases
    assert (case.channel, case.number, case.hook_id) == ("Plant", 2, source.hook_id)
    expected = replace(before, id=case.id, channel_id=case.channel_id, channel="Plant", number=2)
    assert replace(case, updated_at=before.updated_at) == expected
    assert [(e.action, e.detail) for e in cases.history(case.id)][-1] == ("moved", "from Operations #1")
    assert cases.find(source.channel_id, 1) == cases.get(1) == case
    assert [message.kind for message in messages.of_case(case.id)] == ["opening"]
    assert {message.channel for message in messages.of_case(case.id)} == {"Plant"}


def test_reports_find_a_moved_case_through_the_hooks_of_both_channels(
    three: list[Case], plant: Source, recorded: Record
) -> None:
    (case,) = case_moving.move(now(1), plant.channel_id, "Ada").cases
    outcome = recorded(Report(id="a2", references=("a",), text="from here"))
    assert (outcome.status, outcome.case, outcome.case_id) == ("updated", case.number, case.id)
    assert recorded(Report(references=("a2",), text="and here")).case_id == case.id
    # The ids of a channel are its own: the other one does not know them.
    assert through(plant, Report(id="a", text="another a")).status == "opened"
    assert texts(case.id) == ["a", "from here", "and here"]


def test_a_move_is_undone_and_its_number_leads_back(source: Source, three: list[Case], plant: Source) -> None:
    case_actions.close(now(1), "Ada")
    cases.mark_read(1)
    before = now(1)
    done = case_moving.move(now(1), plant.channel_id, "Ada")
    done.undo()
    assert now(1) == before
    assert cases.find(plant.channel_id, 1) == before[0]
    assert page(Filter(plant.channel_id)) == []
    assert case_moving.move(now(1), plant.channel_id, "Ada").cases[0].number == 2


def test_what_was_done_after_a_move_comes_back_with_it(three: list[Case], plant: Source, recorded: Record) -> None:
    done = case_moving.move(now(1), plant.channel_id, "Ada")
    case_actions.set_priority(now(1), 5, "Deniz")
    case_actions.set_subject(cases.get(1), "Other", "Deniz")
    recorded(Report(id="a2", references=("a",), text="news"))
    case_actions.close(now(1), "Deniz", "fixed")
    done.undo()
    case = cases.get(1)
    assert (case.id, case.channel, case.priority, case.subject, case.state) == (1, "Operations", 5, "Other", "closed")
    assert texts(1) == ["a", "news", "fixed"]
    assert recorded(Report(id="a2", text="")).case_id == 1


def test_a_moved_case_can_be_merged_and_both_be_undone(three: list[Case], plant: Source) -> None:
    through(plant, Report(id="p", text="p"))
    moved = case_moving.move(now(1), plant.channel_id, "Ada")
    merged = case_moving.merge([*now(4), *moved.cases], "Ada")
    assert cases.history(4)[-1].detail == "#2"
    assert cases.get(1).id == 4
    with pytest.raises(Changed):
        moved.undo()
    merged.undo()
    moved.undo()
    assert (texts(1), texts(4)) == (["a"], ["p"])


def test_cases_of_several_channels_merge_and_part(three: list[Case], plant: Source, recorded: Record) -> None:
    through(plant, Report(id="p", text="p"))
    merged = case_moving.merge(now(1, 4), "Ada")
    assert cases.history(1)[-1].detail == "#1 of Plant"
    through(plant, Report(id="p2", references=("p",), text="p2"))
    assert texts(1) == ["a", "p", "p2"]
    merged.undo()
    # What came through the other channel belongs to the case that is there.
    assert (texts(1), texts(4)) == (["a"], ["p", "p2"])
    assert through(plant, Report(references=("p2",), text="p3")).case_id == 4


def test_moving_to_where_a_case_is_does_nothing(source: Source, three: list[Case]) -> None:
    assert case_moving.move(three, source.channel_id, "Ada").cases == ()
    assert now(1, 2, 3) == three


def test_a_case_cannot_be_moved_into_a_removed_channel(three: list[Case], plant: Source) -> None:
    channels.remove(plant.channel_id)
    with pytest.raises(NotThere):
        case_moving.move(three, plant.channel_id, "Ada")


@pytest.mark.parametrize("purged", [False, True])
def test_reports_of_a_case_that_went_with_another_channel_bring_it_back(
    source: Source, three: list[Case], plant: Source, recorded: Record, purged: bool
) -> None:
    case_moving.move(now(1), plant.channel_id, "Ada")
    recorded(Report(id="a2", references=("a",), text="news"))
    recorded(Report(id="waits", references=("a2", "unknown"), text="waits"))
    channels.remove(plant.channel_id)
    if purged:
        purging.purge_removed()
    assert [case.number for case in page(Filter(source.channel_id))] == [3, 2]
    assert recorded(Report(id="a2", text="again")).status == "already_reported"
    outcome = recorded(Report(id="unknown", references=("a2",), text="more"))
    assert (outcome.status, outcome.case, outcome.case_id) == ("updated", 1, 1)
    assert (cases.get(1).state, texts(1)) == ("open", ["more"])


def test_ids_outlive_a_channel_that_their_case_only_passed_through(
    three: list[Case], plant: Source, recorded: Record
) -> None:
    case_moving.move(now(1), plant.channel_id, "Ada")
    recorded(Report(id="a2", references=("a",), text="news"))
    shop = channels.add("Shop")
    (case,) = case_moving.move(now(1), shop.id, "Ada").cases
    channels.remove(plant.channel_id)
    purging.purge_removed()
    assert recorded(Report(references=("a2",), text="more")).case_id == case.id


def test_a_move_out_of_a_removed_channel_is_not_undone(source: Source, three: list[Case], plant: Source) -> None:
    moved = case_moving.move(now(1), plant.channel_id, "Ada")
    through(plant, Report(id="p", text="p"))
    merged = case_moving.merge([*now(2), *now(5)], "Ada")
    channels.remove(source.channel_id)
    with pytest.raises(Changed):
        moved.undo()
    with pytest.raises(Problem):
        merged.undo()
    assert [message.text for message in messages.page(plant.channel_id)] == ["a"]
