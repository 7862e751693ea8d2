"""The six rules, one after another, and what they do to cases that are closed."""

from __future__ import annotations

import pytest

from models.cases import cases
from models.cases.case_filter import Filter
from models.cases.case_pages import page
from models.channels import channels
from models.channels.channel_rules import Rules, set_rules
from models.messages import messages
from models.recording.report_writer import Source
from models.report import NO_SUBJECT, Attachment, Report, subject_of
from tests.models.conftest import Record, close_case

LINK = Attachment("link", "Search", None, "http://www.google.com")
FILE = Attachment("file", None, "txt", "http://myserver/myfile")


def test_a_text_is_posted_into_the_activity(source: Source, recorded: Record) -> None:
    outcome = recorded(Report(text="hello", attachments=(LINK, FILE)))
    (message,) = messages.page(source.channel_id)
    assert (outcome.status, outcome.message, outcome.case) == ("posted", message.id, None)
    assert (message.kind, message.text, message.case, message.hook) == ("activity", "hello", None, "Monitor")
    assert [Attachment(one.type, one.display_name, one.ext, one.url) for one in message.attachments] == [LINK, FILE]
    assert [one.state for one in message.attachments] == [None, "waiting"]
    assert message.received_at == source.at


def test_ids_open_cases_numbered_from_one_in_their_channel(source: Source, recorded: Record) -> None:
    numbers = [recorded(Report(id=name, text=name)).case for name in ("a", "b", "c")]
    assert numbers == [1, 2, 3]
    assert [case.subject for case in page(Filter(source.channel_id))] == ["c", "b", "a"]


def test_an_id_said_again_changes_nothing(source: Source, recorded: Record) -> None:
    recorded(Report(id="a", text="first"))
    before = page(Filter(source.channel_id))
    outcome = recorded(Report(id="a", text="second", references=("unknown",)))
    assert (outcome.status, outcome.message, outcome.case) == ("already_reported", None, 1)
    assert outcome.unknown_references == ()
    assert page(Filter(source.channel_id)) == before
    assert len(messages.page(source.channel_id)) == 1


def test_the_id_of_an_update_said_again_names_its_case(recorded: Record) -> None:
    recorded(Report(id="a", text="a"))
    recorded(Report(id="b", references=("a",), text="b"))
    assert recorded(Report(id="b", text="b")).case == 1


def test_an_update_goes_to_the_last_reference_that_is_known(recorded: Record) -> None:
    recorded(Report(id="a", text="a"))
    recorded(Report(id="b", text="b"))
    outcome = recorded(Report(references=("a", "b", "never"), text="c"))
    assert (outcome.status, outcome.case, outcome.unknown_references) == ("updated", 2, ("never",))


def test_the_id_of_an_update_can_be_referenced(recorded: Record) -> None:
    recorded(Report(id="event1", text="a"))
    recorded(Report(id="event2", references=("event1",), text="b"))
    assert recorded(Report(id="event3", references=("event2",), text="c")).case == 1


def test_an_opening_that_comes_late_joins_the_case_that_awaited_it(source: Source, recorded: Record) -> None:
    recorded(Report(id="b", references=("a",), text="b"))
    outcome = recorded(Report(id="a", text="a"))
    assert (outcome.status, outcome.case) == ("updated", 1)
    assert [m.text for m in messages.of_case(cases.find(source.channel_id, 1).id)] == ["b", "a"]


def test_a_message_that_waited_moves_into_the_case(source: Source, recorded: Record) -> None:
    recorded(Report(references=("a",), text="waits"))
    assert messages.page(source.channel_id)[0].unknown_references == ("a",)
    outcome = recorded(Report(id="a", text="opening"))
    assert outcome.status == "opened"
    newest, moved = messages.page(source.channel_id)
    assert (newest.kind, moved.kind, moved.case, moved.unknown_references) == ("opening", "update", 1, ())
    assert cases.find(source.channel_id, 1).messages == 2


def test_cases_that_awaited_the_same_report_become_one(source: Source, recorded: Record) -> None:
    recorded(Report(id="b", references=("a",), text="b"))
    recorded(Report(id="c", references=("a",), text="c"))
    outcome = recorded(Report(id="a", text="a"))
    survivor = cases.find(source.channel_id, 2)
    assert (outcome.case, survivor.number, survivor.messages) == (1, 1, 3)
    assert [case.number for case in page(Filter(source.channel_id))] == [1]
    assert [(e.action, e.detail, e.by) for e in cases.history(survivor.id)] == [("merged", "#2", "Monitor")]
    assert recorded(Report(id="c", text="c")).case == 1


def test_a_case_with_a_known_reference_is_not_merged_away(source: Source, recorded: Record) -> None:
    recorded(Report(id="a", text="a"))
    recorded(Report(id="b", references=("x", "a"), text="b"))
    recorded(Report(id="c", text="c"))
    # x comes as an update of c: what awaited it has a home of its own already.
    recorded(Report(id="x", references=("c",), text="x"))
    assert [case.number for case in page(Filter(source.channel_id))] == [2, 1]


def test_a_number_leads_through_a_chain_of_merges(source: Source, recorded: Record) -> None:
    for name, parent in (("d", "c"), ("c2", "b"), ("b2", "a")):
        recorded(Report(id=name, references=(parent,), text=name))
    recorded(Report(id="c", references=("b",), text="c"))
    recorded(Report(id="b", references=("a",), text="b"))
    recorded(Report(id="a", text="a"))
    assert {cases.find(source.channel_id, number).number for number in (1, 2, 3)} == {1}


def test_an_own_id_among_the_references_is_no_reason_to_wait(recorded: Record) -> None:
    assert recorded(Report(id="a", references=(), text="a")).unknown_references == ()


def test_an_update_reopens_a_closed_case(source: Source, recorded: Record) -> None:
    recorded(Report(id="a", text="a"))
    close_case(1, "ada")
    recorded(Report(references=("a",), text="again"))
    case = cases.get(1)
    assert (case.state, case.closed_at, case.closed_by) == ("open", None, None)
    assert [(entry.action, entry.by) for entry in cases.history(1)] == [("closed", "ada"), ("reopened", "Monitor")]


def test_a_channel_can_leave_closed_cases_closed(source: Source, recorded: Record) -> None:
    set_rules(source.channel_id, Rules(reopen_on_update=False))
    recorded(Report(id="a", text="a"))
    close_case(1, "ada")
    outcome = recorded(Report(references=("a",), text="again"))
    assert outcome.status == "updated"
    assert (cases.get(1).state, cases.get(1).messages) == ("closed", 2)


def test_channels_have_their_own_report_ids(recorded: Record) -> None:
    recorded(Report(id="a", text="a"))
    other = channels.add("Elsewhere")
    assert page(Filter(other.id)) == []


@pytest.mark.parametrize(
    ("report", "subject"),
    [
        (Report(subject="Disk full", text="other"), "Disk full"),
        (Report(text="\n  \n first   line \nsecond"), "first line"),
        (Report(attachments=(FILE, LINK)), "http://myserver/myfile"),
        (Report(attachments=(LINK,)), "Search"),
        (Report(text="x" * 300), "x" * 254 + "…"),
        (Report(), NO_SUBJECT),
    ],
)
def test_a_case_is_called_by_the_first_thing_that_says_something(report: Report, subject: str) -> None:
    assert subject_of(report) == subject
