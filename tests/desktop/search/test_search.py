"""Searching in the window: by keyboard, in all channels or this one, until the case is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.data.tasks import Tasks
from desktop.desk import Desk
from desktop.search.search_model import Found, Question, SearchModel
from desktop.search.search_page import THIS_CHANNEL
from models.cases import views
from models.cases.case_filter import Filter
from models.channels import channels, hooks
from models.channels.hooks import Hook
from models.database import writing
from models.recording.report_writer import Source, record
from models.report import Attachment, Report

Post = Callable[..., None]
Key = Qt.Key


@pytest.fixture
def other(operations: Hook) -> Hook:
    """A hook of another channel."""
    return hooks.add(channels.add("Sales").id, "Shop")


def post(hook: Hook, *reports: Report) -> None:
    with writing():
        for report in reports:
            record(Source(hook.channel_id, hook.id, hook.purpose, datetime.now(UTC)), report)


def found(desk: Desk) -> list[tuple[str, int | None, str]]:
    """The results: channel, number of the case, and the marked word of a message."""
    rows = desk.window.search.page.model.records()
    return [(row.channel, row.case.number if row.case else None, row.hit.hit if row.hit else "") for row in rows]


def press(key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key where the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


def search(desk: Desk, qtbot: QtBot, words: str) -> None:
    """Type into the field until the answer is there."""
    press(Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(desk.window.search.field.hasFocus)
    with qtbot.waitSignal(desk.window.search.page.model.loaded):
        QTest.keyClicks(desk.window.search.field, words)
    qtbot.waitUntil(lambda: desk.window.search.page.model.question.words == words and desk.tasks.idle())


def test_words_are_found_in_cases_first_and_then_in_messages(program: Desk, qtbot: QtBot, other: Hook) -> None:
    operations = hooks.of_channel(channels.find("Operations").id)[0]
    post(operations, Report("a", (), "İzmir'de disk dolu", "Disk full"), Report(None, (), "the disk is slow"))
    post(other, Report("b", (), "nothing", "Another"), Report(None, ("b",), "Diskette found"))
    search(program, qtbot, "disk")
    assert found(program) == [("Operations", 1, ""), ("Sales", 1, "Disk"), ("Operations", None, "disk"),
                              ("Operations", 1, "disk")]  # fmt: skip
    assert program.shown.searching
    assert program.window.search.page.isVisible()


def test_enter_opens_the_first_case_also_of_another_channel(program: Desk, qtbot: QtBot, other: Hook) -> None:
    post(other, Report("b", (), "a word like zebra", "Zebra crossing"))
    qtbot.waitUntil(lambda: "Sales" in [one.name for one in program.window.side.model.records()])
    search(program, qtbot, "zebra")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: (case := program.shown.case) is not None and case.subject == "Zebra crossing")
    qtbot.waitUntil(lambda: program.shown.channel is not None and program.shown.channel.name == "Sales")
    assert program.window.cases.isVisible()
    assert not program.window.search.page.isVisible()


def test_enter_that_is_faster_than_the_answer_opens_what_was_typed(program: Desk, qtbot: QtBot, other: Hook) -> None:
    post(other, Report("a", (), "one", "Zebra"), Report("b", (), "two", "Giraffe"))
    search(program, qtbot, "zebra")
    field = program.window.search.field
    field.selectAll()
    QTest.keyClicks(field, "giraffe")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: program.shown.case is not None)
    case = program.shown.case
    assert case is not None
    assert case.subject == "Giraffe"


def test_the_arrows_go_through_the_results_and_back_to_the_field(program: Desk, qtbot: QtBot, other: Hook) -> None:
    post(other, *(Report(f"{n}", (), "text", f"Zebra {n}") for n in (1, 2, 3)))
    search(program, qtbot, "zebra")
    page = program.window.search.page
    press(Key.Key_Down)
    assert (page.list.hasFocus(), page.list.currentIndex().row()) == (True, 0)
    press(Key.Key_Down)
    assert page.list.currentIndex().row() == 1
    press(Key.Key_Up)
    press(Key.Key_Up)
    assert program.window.search.field.hasFocus()
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: (case := program.shown.case) is not None and case.subject == "Zebra 2")


def test_escape_leads_back_and_leaves_an_empty_field(program: Desk, qtbot: QtBot, other: Hook) -> None:
    post(other, Report("a", (), "text", "Zebra"))
    before = program.window.activity.isVisible()
    search(program, qtbot, "zebra")
    press(Key.Key_Escape)
    assert not program.window.search.page.isVisible()
    assert program.window.activity.isVisible() == before
    assert not program.window.search.has_focus()
    assert program.window.search.field.text() == ""
    program.actions["search"].trigger()
    assert program.window.search.field.hasFocus()
    assert not program.window.search.page.isVisible()


def test_a_channel_and_a_tab_lead_out_of_the_search(program: Desk, qtbot: QtBot, other: Hook) -> None:
    post(other, Report("a", (), "text", "Zebra"))
    search(program, qtbot, "zebra")
    program.shown.show_page(1)
    assert program.window.cases.isVisible()
    assert program.window.search.field.text() == ""
    search(program, qtbot, "zebra")
    side = program.window.side.list
    QTest.mouseClick(side.viewport(), Qt.MouseButton.LeftButton, pos=side.visualRect(side.currentIndex()).center())
    assert not program.window.search.page.isVisible()
    assert program.window.cases.isVisible()


def test_this_channel_is_offered_where_there_is_one(program: Desk, qtbot: QtBot, other: Hook) -> None:
    post(other, Report("a", (), "text", "Zebra"))
    search(program, qtbot, "zebra")
    where = program.window.search.page.where
    assert where.isVisible()
    view = views.save("Mine", Filter(), "newest")
    program.shown.show_view(view)
    search(program, qtbot, "zebra")
    assert not where.isVisible()


def test_this_channel_narrows_the_search(program: Desk, qtbot: QtBot, other: Hook) -> None:
    operations = hooks.of_channel(channels.find("Operations").id)[0]
    post(operations, Report("a", (), "text", "Zebra here"))
    post(other, Report("b", (), "text", "Zebra there"))
    program.shown.show_channel(operations.channel_id)
    search(program, qtbot, "zebra")
    assert {row[0] for row in found(program)} == {"Operations", "Sales"}
    with qtbot.waitSignal(program.window.search.page.model.loaded):
        program.window.search.page.where.choose(THIS_CHANNEL)
    assert {row[0] for row in found(program)} == {"Operations"}


def test_nothing_found_says_how_to_search(program: Desk, qtbot: QtBot, other: Hook) -> None:
    search(program, qtbot, "nowhere")
    nothing = program.window.search.page.nothing
    assert nothing.isVisible()
    assert "nowhere" in nothing._title.text()


def test_what_arrives_while_the_results_are_shown_is_found(program: Desk, qtbot: QtBot, other: Hook) -> None:
    post(other, Report("a", (), "text", "Zebra 1"))
    search(program, qtbot, "zebra")
    assert len(found(program)) == 1
    post(other, Report("b", (), "text", "Zebra 2"))
    qtbot.waitUntil(lambda: [row[1] for row in found(program)] == [2, 1])


def test_a_message_of_no_case_is_shown_whole(program: Desk, qtbot: QtBot, other: Hook) -> None:
    text = "x " * 300 + "zebra" + " y" * 300
    post(other, Report(None, (), text))
    search(program, qtbot, "zebra")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: program.window.search.message is not None)
    message = program.window.search.message
    assert message is not None
    assert message.view.toPlainText().replace("\n", "") == text
    assert "Sales" in message.windowTitle()
    message.reject()


@pytest.fixture
def model(tasks: Tasks, operations: Hook) -> SearchModel:
    made = SearchModel(tasks, page_size=5)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning, made)
    return made


def test_scrolling_goes_on_until_every_message_is_there_once(
    qtbot: QtBot, model: SearchModel, operations: Hook
) -> None:
    post(operations, *(Report(f"{n}", (), "text", f"Zebra {n}") for n in range(3)))
    post(operations, *(Report(None, (), f"zebra {n}") for n in range(23)))
    with qtbot.waitSignal(model.loaded):
        model.ask(Question("zebra"))
    while model.canFetchMore():
        model.fetchMore()
        qtbot.waitUntil(lambda: not model.is_asking())
    cases = [row.case.number for row in model.records() if row.hit is None and row.case]
    texts = [row.hit.hit + row.hit.after for row in model.records() if row.hit]
    assert cases == [3, 2, 1]
    assert texts == [f"zebra {n}" for n in reversed(range(23))]
    assert [row for row in range(model.rowCount()) if model.starts_section(row)] == [0, 3]


def test_the_rows_stay_until_the_next_answer_and_an_older_answer_is_dropped(
    qtbot: QtBot, model: SearchModel, operations: Hook
) -> None:
    post(operations, Report("a", (), "text", "Zebra"), Report("b", (), "text", "Giraffe"))
    with qtbot.waitSignal(model.loaded):
        model.ask(Question("zebra"))
    model.ask(Question("giraffe"))
    assert [_subject(row) for row in model.records()] == ["Zebra"]
    with qtbot.waitSignal(model.loaded):
        model.ask(Question("text zeb"))
        model.ask(Question("giraffe"))
    assert [_subject(row) for row in model.records()] == ["Giraffe"]
    model.ask(Question(" "))
    assert model.rowCount() == 0


def test_a_row_is_read_out_with_its_words(qtbot: QtBot, model: SearchModel, operations: Hook) -> None:
    attached = Attachment("file", "zebra plan", "pdf", "https://example.org/plan")
    post(operations, Report("a", (), "see the plan", "Stripes", (attached,)))
    with qtbot.waitSignal(model.loaded):
        model.ask(Question("zebra"))
    (row,) = model.records()
    assert model.text(row) == "Message, #1 Stripes, Operations: see the plan"


def _subject(row: Found) -> str:
    return row.case.subject if row.case else ""
