"""Merging, one thing after another: where everything goes, and the way back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.cases import case_actions, case_moving, cases, comments, links
from models.cases.case_actions import Changed
from models.cases.case_filter import Filter
from models.cases.case_pages import page
from models.cases.cases import Case
from models.channels import channel_rules, hooks
from models.channels.channel_rules import Rules
from models.database import writing
from models.database.tables import to_stored
from models.messages import messages
from models.problems import Problem
from models.recording import settling
from models.recording.report_writer import Source
from models.report import Report
from tests.models.conftest import AT, Record, now, texts, through


def test_merging_keeps_the_lowest_number_with_everything(source: Source, three: list[Case], recorded: Record) -> None:
    comments.add(three[2], "said of c", "Ada")
    case_actions.set_description(three[0], "first", "Ada")
    case_actions.set_description(three[1], "second", "Ada")
    done = case_moving.merge(now(3, 1, 2), "Ada")
    (case,) = done.cases
    assert (case.number, case.messages, case.description) == (1, 4, "first\n\nsecond")
    assert texts(1) == ["a", "b", "c", "said of c"]
    assert [message.kind for message in messages.of_case(1)] == ["opening", "update", "update", "comment"]
    assert [(e.action, e.detail) for e in cases.history(1)][2:] == [("merged", "#2"), ("merged", "#3")]
    assert [cases.find(source.channel_id, number).id for number in (1, 2, 3)] == [1, 1, 1]
    assert [case.number for case in page(Filter(source.channel_id))] == [1]
    assert recorded(Report(references=("c",), text="late")).case == 1


def test_a_merge_is_undone_to_the_last_bit(three: list[Case]) -> None:
    for case in three:
        cases.mark_read(case.id)
    case_actions.set_description(three[0], "first", "Ada")
    case_actions.set_description(three[1], "second", "Ada")
    case_actions.close(now(3), "Ada", "done")
    links.link(now(2, 3), "Ada")
    before, said = now(1, 2, 3), [messages.of_case(each) for each in (1, 2, 3)]
    history = [cases.history(each) for each in (1, 2, 3)]
    case_moving.merge(now(1, 2, 3), "Deniz").undo()
    assert now(1, 2, 3) == before
    assert [messages.of_case(each) for each in (1, 2, 3)] == said
    assert [cases.history(each) for each in (1, 2, 3)] == history
    assert [[case.id for case in links.of_case(each)] for each in (1, 2, 3)] == [[], [3], [2]]


def test_a_merged_case_is_unread_when_one_of_them_was(three: list[Case]) -> None:
    cases.mark_read(1)
    cases.mark_read(2)
    assert not case_moving.merge(now(1, 2), "Ada").cases[0].unread
    assert case_moving.merge(now(1, 3), "Ada").cases[0].unread


def test_links_follow_a_merge_and_come_back(three: list[Case], recorded: Record) -> None:
    recorded(Report(id="d", text="d"))
    links.link(now(2, 3), "Ada")
    links.link(now(1, 4), "Ada")
    links.link(now(2, 4), "Ada")
    done = case_moving.merge(now(1, 2), "Ada")
    assert [case.id for case in links.of_case(1)] == [4, 3]
    done.undo()
    assert [[case.id for case in links.of_case(each)] for each in (1, 2, 3, 4)] == [[4], [4, 3], [2], [2, 1]]


def test_links_come_back_to_where_the_other_case_is_now(three: list[Case], recorded: Record) -> None:
    recorded(Report(id="d", text="d"))
    links.link(now(2, 4), "Ada")
    done = case_moving.merge(now(1, 2), "Ada")
    case_moving.merge(now(3, 4), "Ada")
    done.undo()
    assert [[case.id for case in links.of_case(each)] for each in (1, 2, 3)] == [[], [3], [2]]


def test_an_update_finds_the_survivor_through_a_chain_of_merges(three: list[Case], recorded: Record) -> None:
    case_moving.merge(now(2, 3), "Ada")
    case_moving.merge(now(1, 2), "Ada")
    assert recorded(Report(references=("c",), text="late")).case == 1
    assert texts(1) == ["a", "b", "c", "late"]


def test_merges_are_undone_one_after_another(three: list[Case]) -> None:
    first = case_moving.merge(now(2, 3), "Ada")
    second = case_moving.merge(now(1, 2), "Ada")
    with pytest.raises(Changed):
        first.undo()
    second.undo()
    first.undo()
    assert now(1, 2, 3) == three
    assert [texts(each) for each in (1, 2, 3)] == [["a"], ["b"], ["c"]]


def test_what_came_for_a_merged_case_goes_along_with_it(three: list[Case], recorded: Record) -> None:
    done = case_moving.merge(now(1, 2), "Ada")
    recorded(Report(id="late", references=("b",), text="late"))
    recorded(Report(references=("late",), text="later"))
    recorded(Report(references=("b", "a"), text="news of both, of a at last"))
    comments.add(now(1)[0], "a comment", "Ada")
    done.undo()
    assert texts(1) == ["a", "news of both, of a at last", "a comment"]
    assert texts(2) == ["b", "late", "later"]
    assert [(case.messages, case.unread) for case in now(1, 2)] == [(3, True), (3, True)]
    assert recorded(Report(id="late", text="late")).case == 2
    assert recorded(Report(references=("late",), text="again")).case == 2
    assert recorded(Report(references=("a",), text="of a")).case == 1


def test_a_case_that_was_merged_by_a_report_goes_along_with_that(three: list[Case], recorded: Record) -> None:
    recorded(Report(id="d", references=("between",), text="d"))
    done = case_moving.merge(now(1, 2), "Ada")
    recorded(Report(id="between", references=("b",), text="between"))
    assert cases.get(4).id == 1
    done.undo()
    assert (texts(1), texts(2), cases.get(4).id) == (["a"], ["b", "d", "between"], 2)
    assert recorded(Report(references=("d",), text="of d")).case == 2


def test_what_goes_along_is_known_to_the_hook_that_told_it(source: Source) -> None:
    channel_rules.set_rules(source.channel_id, Rules(ids_per_hook=True))
    other = hooks.add(source.channel_id, "Backup")
    mine, theirs = (replace(source, hook_id=each, scope=each) for each in (source.hook_id, other.id))
    for each in (mine, theirs):
        through(each, Report(id="a", text=f"a of {each.hook_id}"))
    done = case_moving.merge(now(1, 2), "Ada")
    for each in (mine, theirs):
        through(each, Report(id="late", references=("a",), text=f"late of {each.hook_id}"))
    done.undo()
    assert texts(1) == [f"a of {mine.hook_id}", f"late of {mine.hook_id}"]
    assert texts(2) == [f"a of {theirs.hook_id}", f"late of {theirs.hook_id}"]
    again = [through(each, Report(id="late", text="again")).case_id for each in (mine, theirs)]
    assert again == [1, 2]


def test_cases_that_a_report_joined_meanwhile_stay_one(source: Source, recorded: Record) -> None:
    for name in ("a", "b"):
        recorded(Report(id=name, references=("root",), text=name))
    done = case_moving.merge(now(1, 2), "Ada")
    recorded(Report(id="root", text="root"))
    with pytest.raises(Changed, match="a report came that belongs to #1 and to #2"):
        done.undo()
    assert texts(1) == ["a", "b", "root"]


def test_nothing_is_taken_back_while_reports_are_brought_home(three: list[Case], recorded: Record) -> None:
    done = case_moving.merge(now(1, 2), "Ada")
    with writing():
        settling.put_off(settling.Known(now(1)[0].channel_id, 0, "b", "Monitor", to_stored(AT)))
    with pytest.raises(Problem, match="still being brought"):
        done.undo()
    with writing():
        settling.batch(10)
    done.undo()
    assert (texts(1), texts(2)) == (["a"], ["b"])


@pytest.mark.parametrize("chosen", [[], [1], [1, 1]])
def test_one_case_cannot_be_merged(three: list[Case], chosen: list[int]) -> None:
    with pytest.raises(Problem):
        case_moving.merge(now(*chosen), "Ada")
    assert now(1, 2, 3) == three


def test_what_was_deleted_is_neither_merged_nor_moved(three: list[Case], plant: Source) -> None:
    case_actions.delete(now(2), "Ada")
    with pytest.raises(Changed, match="case #2 was deleted"):
        case_moving.merge(three, "Ada")
    with pytest.raises(Problem, match="Case #2 was deleted"):
        case_moving.merge(now(1, 2), "Ada")
    with pytest.raises(Problem, match="Case #2 was deleted"):
        case_moving.move(now(2), plant.channel_id, "Ada")


def test_an_action_on_a_case_that_was_merged_meanwhile_says_where_it_is(three: list[Case]) -> None:
    case_moving.merge(now(1, 2), "Ada")
    with pytest.raises(Changed, match="case #2 is now #1 in Operations") as raised:
        case_actions.close(three, "Deniz")
    assert [case.id for case in raised.value.cases] == [1, 3]
    assert cases.get(3).state == "open"


def test_an_earlier_action_on_a_case_that_was_merged_is_not_undone(three: list[Case]) -> None:
    priority = case_actions.set_priority(now(2), 3, "Ada")
    merged = case_moving.merge(now(1, 2), "Ada")
    with pytest.raises(Changed):
        priority.undo()
    merged.undo()
    priority.undo()
    assert cases.get(2).priority == 0
