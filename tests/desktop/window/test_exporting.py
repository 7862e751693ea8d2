"""File > Export: what the lists show goes into a file, with progress and a way to stop."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.window import exported
from desktop.window.exporting import Exporting
from models.cases import case_actions, cases
from models.cases.case_filter import Filter
from models.cases.views import View
from models.channels import hooks
from models.channels.hooks import Hook
from models.database import writing
from models.deliveries.delivery_filter import DeliveryFilter
from models.recording.report_writer import Source, record
from models.report import Report
from tests.desktop.conftest import Answers

EVERY_CASE = exported.cases(Filter(), "newest", None)


def open_cases(hook: Hook, count: int) -> None:
    with writing():
        for number in range(count):
            source = Source(hook.channel_id, hook.id, hook.purpose, datetime.now(UTC))
            record(source, Report(f"id {number}", (), "text", f"Case {number}"))


@pytest.fixture
def exporting(program: Desk) -> Exporting:
    return program.exporting


def test_an_export_has_what_the_list_shows_by_its_filter_and_order(
    program: Desk, operations: Hook, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    open_cases(operations, 5)
    case_actions.close([cases.find(operations.channel_id, 2)], "Deniz")
    case_actions.set_priority([cases.find(operations.channel_id, 3)], 5, "Deniz")
    program.shown.show_channel(operations.channel_id)
    listed = program.window.cases.pane.model
    qtbot.waitUntil(lambda: [case.number for case in listed.records()] == [5, 4, 3, 1])
    answers.file = tmp_path / "list.json"
    with qtbot.waitSignal(program.exporting.announced) as told:
        program.actions["export_cases"].trigger()
    kept = json.loads(answers.file.read_bytes())
    assert [case["number"] for case in kept] == [case.number for case in listed.records()]
    assert told.args == [f"Exported 4 cases to {answers.file}"]
    assert program.window.status.currentMessage() == told.args[0]
    assert program.exporting.task.progress is None


def test_a_name_without_an_ending_becomes_a_workbook_and_replaces_nothing_unasked(
    exporting: Exporting, operations: Hook, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.file = tmp_path / "v1.2"
    with qtbot.waitSignal(exporting.announced):
        exporting.start(EVERY_CASE)
    made = tmp_path / "v1.2.xlsx"
    assert made.read_bytes().startswith(b"PK")
    made.write_bytes(b"older")
    answers.yes = False
    exporting.start(EVERY_CASE)
    qtbot.waitUntil(lambda: "v1.2.xlsx" in answers.asked[-1][1])
    assert exporting.task.progress is None
    assert made.read_bytes() == b"older"


def test_nothing_is_written_when_no_place_is_chosen(exporting: Exporting, answers: Answers, qtbot: QtBot) -> None:
    answers.file = None
    exporting.start(EVERY_CASE)
    qtbot.waitUntil(lambda: bool(answers.asked))
    assert exporting.task.progress is None


def test_a_long_export_shows_how_far_it_is_and_can_be_stopped(
    exporting: Exporting, operations: Hook, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    open_cases(operations, 5200)
    answers.file = tmp_path / "list.xlsx"
    answers.file.write_bytes(b"older")
    exporting.start(EVERY_CASE)
    qtbot.waitUntil(lambda: exporting.task.progress is not None)
    progress = exporting.task.progress
    assert progress is not None
    qtbot.waitUntil(lambda: progress.bar.maximum() == 5200 and progress.bar.value() > 0)
    assert progress.words.text().endswith("of 5,200 cases")
    with qtbot.waitSignal(exporting.announced) as told:
        progress.reject()
    assert "stopped" in told.args[0]
    assert answers.file.read_bytes() == b"older"
    assert list(tmp_path.glob(".*.part")) == []


def test_the_progress_comes_by_itself_when_it_takes_long_and_goes_when_it_is_done(
    exporting: Exporting, operations: Hook, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    exporting.task._patience.setInterval(0)
    open_cases(operations, 2000)
    answers.file = tmp_path / "list.csv"
    exporting.start(EVERY_CASE)
    qtbot.waitUntil(lambda: exporting.task.progress is not None)
    progress = exporting.task.progress
    assert progress is not None
    assert not progress.isModal()
    with qtbot.waitSignal(exporting.announced):
        qtbot.waitUntil(progress.isVisible)
    assert exporting.task.progress is None
    assert len(answers.file.read_text("utf-8-sig").splitlines()) == 2001


def test_a_place_that_cannot_be_written_is_said(
    exporting: Exporting, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.file = tmp_path / "gone" / "list.csv"
    exporting.start(EVERY_CASE)
    qtbot.waitUntil(lambda: bool(answers.problems))
    assert "could not be written" in answers.problems[0].title
    assert exporting.task.progress is None


def test_quitting_stops_an_export(
    qtbot: QtBot, operations: Hook, program: Desk, answers: Answers, tmp_path: Path
) -> None:
    open_cases(operations, 5200)
    answers.file = tmp_path / "list.xlsx"
    program.exporting.start(EVERY_CASE)
    qtbot.waitUntil(lambda: program.exporting.task.progress is not None)
    assert program.stop()
    assert not answers.file.exists()
    assert list(tmp_path.glob(".*.part")) == []


def test_the_question_where_to_says_what_will_be_in_the_file(
    program: Desk, operations: Hook, answers: Answers, qtbot: QtBot
) -> None:
    open_cases(operations, 3)
    case_actions.close([cases.find(operations.channel_id, 2)], "Deniz")
    program.shown.show_channel(operations.channel_id)
    pane = program.window.deliveries.pane
    qtbot.waitUntil(lambda: pane.filter().channel_id == operations.channel_id and program.tasks.idle())
    answers.file = None
    for name, said in (
        ("export_cases", "Export 2 open cases of Operations"),
        ("export_messages", "Export 3 messages of Operations"),
        ("export_deliveries", "Export 0 deliveries of Operations, without their bodies"),
    ):
        program.actions[name].trigger()
        qtbot.waitUntil(lambda: bool(answers.asked))
        assert answers.asked.pop()[0] == said


def test_the_messages_of_the_channel_in_front_are_exported(
    program: Desk, operations: Hook, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    open_cases(operations, 2)
    program.shown.show_channel(operations.channel_id)
    qtbot.waitUntil(lambda: program.shown.channel is not None and program.shown.channel.id == operations.channel_id)
    answers.file = tmp_path / "list.json"
    with qtbot.waitSignal(program.exporting.announced) as told:
        program.actions["export_messages"].trigger()
    assert [message["case"] for message in json.loads(answers.file.read_bytes())] == [2, 1]
    assert told.args == [f"Exported 2 messages to {answers.file}"]


def test_deliveries_are_exported_as_their_list_is_filtered(
    program: Desk, operations: Hook, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: program.receiver.state == "receiving")
    url = hooks.url(program.receiver.base_url(), operations.channel_guid, operations.guid)
    for body in (b'{"text": "fine"}', b'{"text": 5}'):
        requests.post(url, body, timeout=10)
    program.shown.show_channel(operations.channel_id)
    pane = program.window.deliveries.pane
    qtbot.waitUntil(lambda: pane.filter().channel_id == operations.channel_id)
    program.window.deliveries.show_filter(DeliveryFilter(operations.channel_id, outcome="rejected"))
    answers.file = tmp_path / "list.json"
    with qtbot.waitSignal(program.exporting.announced) as told:
        program.actions["export_deliveries"].trigger()
    assert [one["outcome"] for one in json.loads(answers.file.read_bytes())] == ["rejected"]
    assert told.args == [f"Exported 1 delivery to {answers.file}"]


def test_the_messages_of_no_channel_can_be_exported_while_a_view_is_in_front(program: Desk, qtbot: QtBot) -> None:
    action = program.actions["export_messages"]
    qtbot.waitUntil(lambda: action.isEnabled() and program.tasks.idle())
    program.window.search.field.setFocus()  # where the keyboard stays
    program.shown.show_view(View(None, "Mine", Filter(), "newest"))
    assert not action.isEnabled()
