"""The views in the side bar: ready-made and saved ones, with their counts, over all channels."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from desktop.cases.list.case_model import Listed
from desktop.desk import Desk
from desktop.window.side_bar.view_list import CountedView, ViewModel
from models.cases import case_actions, cases, people, views
from models.cases.case_filter import Filter
from models.channels import channels, hooks
from models.channels.hooks import Hook
from models.recording.report_writer import Source, record
from models.report import Report
from tests.desktop.cases.conftest import Post
from tests.desktop.cases.typist import Key, Typist
from tests.desktop.conftest import Answers

OVERDUE = 3
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def typist(operations: Hook, post: Post, program: Desk, qtbot: QtBot) -> Typist:
    """Two channels with cases, some of them of Deniz, who works here."""
    backups = hooks.add(channels.add("Backups").id, "Backup job")
    post(Report(id="a", text="First"), Report(id="b", text="Second"))
    record(Source(backups.channel_id, backups.id, backups.purpose, datetime.now(UTC)), Report(id="c", text="Third"))
    mine = [cases.find(operations.channel_id, 1), cases.find(backups.channel_id, 1)]
    case_actions.assign(mine, people.add("Deniz"), "Ada")
    typist = Typist(program, qtbot)
    program.shown.show_channel(operations.channel_id)
    typist.press(Key.Key_2, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown_views(program) == {"Mine": 2, "Nobody's": 1, "High and above": 0, "Overdue": 0})
    qtbot.waitUntil(lambda: program.shown.channel is not None and program.shown.channel.name == "Operations")
    typist.wait_for([2, 1])
    return typist


def shown_views(program: Desk) -> dict[str, int]:
    return {row.view.name: row.count for row in program.window.views.model.rows()}


def listed(typist: Typist) -> list[tuple[str, int]]:
    return [(case.channel, case.number) for case in typist.pane.model.records()]


def test_a_view_has_the_cases_of_all_channels_and_names_them(typist: Typist, qtbot: QtBot) -> None:
    typist.program.window.views.choose(0)
    qtbot.waitUntil(lambda: sorted(listed(typist)) == [("Backups", 1), ("Operations", 1)])
    assert not typist.program.window.header.tabs.isVisible()
    texts = [typist.pane.model.index(row).data() for row in range(2)]
    assert all(case.channel in text for case, text in zip(typist.pane.model.records(), texts, strict=True))
    typist.press(Key.Key_J)
    assert typist.shown() == 1


def test_a_case_that_is_closed_leaves_the_view_and_its_count(typist: Typist, qtbot: QtBot) -> None:
    typist.program.window.views.choose(1)
    qtbot.waitUntil(lambda: listed(typist) == [("Operations", 2)])
    typist.press(Key.Key_J)
    typist.wait_for_case(2)
    typist.press(Key.Key_E)
    qtbot.waitUntil(lambda: shown_views(typist.program)["Nobody's"] == 0)


def test_a_click_on_the_channel_leads_back_to_its_list(typist: Typist, qtbot: QtBot) -> None:
    window = typist.program.window
    window.views.choose(0)
    qtbot.waitUntil(lambda: len({channel for channel, _ in listed(typist)}) == 2)
    assert not window.side.list.currentIndex().isValid()
    assert not typist.program.actions["rename_channel"].isEnabled()
    at = window.side.list.visualRect(window.side.model.index(1)).center()
    QTest.mouseClick(window.side.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: window.shown.view is None)
    assert window.shown.channel is not None
    qtbot.waitUntil(lambda: {channel for channel, _ in listed(typist)} <= {window.shown.channel.name})  # type: ignore[union-attr]
    assert typist.program.actions["rename_channel"].isEnabled()
    assert window.header.tabs.isVisible()
    assert not window.views.list.currentIndex().isValid()


def test_alt_and_the_arrows_walk_through_channels_and_views(typist: Typist, qtbot: QtBot) -> None:
    window = typist.program.window
    names = []
    for _ in range(2):
        typist.press(Key.Key_Down, modifier=ALT)
        names.append(window.shown.view.name if window.shown.view else "")
    typist.press(Key.Key_Up, modifier=ALT)
    typist.press(Key.Key_Up, modifier=ALT)
    assert names == ["Mine", "Nobody's"]
    assert window.shown.view is None
    assert window.shown.channel is not None
    assert window.shown.channel.name == "Operations"


def test_what_the_list_shows_is_saved_and_removed_again(typist: Typist, qtbot: QtBot, answers: Answers) -> None:
    window = typist.program.window
    window.views.choose(1)
    qtbot.waitUntil(lambda: listed(typist) == [("Operations", 2)])
    typist.pane.head.order_chosen.emit("priority")
    answers.line = "Untouched"
    typist.press(Key.Key_V, modifier=Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: shown_views(typist.program).get("Untouched") == 1)
    [view] = views.saved()
    assert (view.filter, view.order) == (Filter(state="open", nobody=True), "priority")
    assert window.shown.view == view
    window.views.remove_wanted.emit(view)
    qtbot.waitUntil(lambda: "Untouched" not in shown_views(typist.program))
    assert answers.asked[-1][0] == "Remove the view Untouched?"
    assert views.saved() == []


def test_a_view_of_one_channel_stays_one_of_it(typist: Typist, qtbot: QtBot, answers: Answers) -> None:
    answers.line = "Here"
    typist.press(Key.Key_V, modifier=Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: shown_views(typist.program).get("Here") == 2)
    assert set(listed(typist)) <= {("Operations", 2), ("Operations", 1)}


def test_the_list_of_views_keeps_the_rules_of_qt(qtbot: QtBot) -> None:
    model = ViewModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    first = [CountedView(view, count) for count, view in enumerate(views.ready_made(1))]
    for rows in (first, first[1:], [CountedView(row.view, 1000) for row in first], []):
        model.show(rows)
    model.show([CountedView(first[0].view, 1000)])
    assert model.index(0).data(int(Qt.ItemDataRole.AccessibleTextRole)) == "Mine, 1,000+ cases"


def test_opening_a_case_of_another_channel_goes_there(typist: Typist, qtbot: QtBot) -> None:
    other = cases.find(channels.find("Backups").id, 1)
    typist.program.window.open_case(other.id)
    qtbot.waitUntil(lambda: listed(typist) == [("Backups", 1)])
    shown = typist.page.shown.case
    assert shown is not None
    assert shown.id == other.id
    assert typist.program.shown.channel is not None
    assert typist.program.shown.channel.name == "Backups"


def test_a_view_leaves_the_filter_of_the_channel_alone(typist: Typist, qtbot: QtBot) -> None:
    channel = typist.program.shown.channel
    assert channel is not None
    for _ in range(2):  # what leaked the first time was seen the second time
        typist.program.window.views.choose(OVERDUE)
        qtbot.waitUntil(lambda: not listed(typist))
        typist.program.shown.show_channel(channel.id)
        typist.wait_for([2, 1])
        assert typist.pane.model.listed == Listed(Filter(channel_id=channel.id, state="open"), "newest")
        assert drawn(typist.pane.head.filter.icon()) == drawn(typist.program.theme.icon("filter"))


def drawn(icon: QIcon) -> QImage:
    return icon.pixmap(16, 16).toImage()
