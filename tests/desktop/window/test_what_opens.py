"""Everything that opens over the window goes again and leaves the window whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

import desktop
from desktop.administration.database_dialog import DatabaseDialog
from desktop.attachments.viewer.viewer import Viewer
from desktop.channels.properties import PropertiesDialog
from desktop.data.shown import CASES, DELIVERIES
from desktop.desk import Desk
from desktop.dialogs.asking import Ask
from desktop.dialogs.licences_dialog import LicencesDialog
from desktop.dialogs.popup import Popup
from desktop.dialogs.whole_text import WholeText
from desktop.formats.actions.publish_dialog import PublishDialog
from desktop.formats.actions.versions_dialog import VersionsDialog
from desktop.formats.came.paste_dialog import PasteDialog
from desktop.process.crash_dialog import CrashDialog
from desktop.restoring.put_back import PutBack
from desktop.restoring.restore_dialog import RestoreDialog
from desktop.settings.deliveries_page import DeliveriesPage
from desktop.settings.people_page import PeoplePage
from desktop.settings.settings_dialog import SettingsDialog
from desktop.window import exported
from desktop.window.exporting import progress_of
from models.channels import channels, hooks
from models.formats import own_formats
from models.settings.licences import BundledPart
from tests.desktop.conftest import Answers
from tests.desktop.deliveries.reading import SHIFT, Reader, Sender

Key = Qt.Key
Opened = TypeVar("Opened", bound=QWidget)
# The first asks before there is a window, the second works after it was closed, the third is a window of its own.
WITHOUT_A_WINDOW = {DatabaseDialog, PutBack, Viewer}


class Visitor:
    """Opens one surface after the other, moves about in it with the Tab key, and closes it."""

    def __init__(self, program: Desk, qtbot: QtBot) -> None:
        self.opened = set[type[QWidget]]()
        self._program, self._qtbot = program, qtbot
        self._gone = set[int]()
        self._all = list(_below(program.window))
        for number, each in enumerate(self._all):
            each.destroyed.connect(partial(self._on_destroyed, number))

    def visit(self, open_it: Callable[[], object], also: Callable[[QWidget], object] = lambda _: None) -> None:
        """Open, do something more, close; what opened is noted."""
        before = set(_surfaces(self._program.window))
        open_it()
        self._qtbot.waitUntil(lambda: bool(set(_surfaces(self._program.window)) - before))
        [surface] = set(_surfaces(self._program.window)) - before
        self.opened.add(type(surface))
        for key in (Key.Key_Tab, Key.Key_Tab, Key.Key_Backtab):
            QTest.keyClick(QApplication.focusWidget() or surface, key)
        also(surface)
        QTest.keyClick(surface, Key.Key_Escape)
        self._qtbot.waitUntil(lambda: not isValid(surface) or not surface.isVisible())
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self._qtbot.waitUntil(self._program.tasks.idle)
        assert self.lost() == [], f"after {type(surface).__name__}"

    def lost(self) -> list[str]:
        """What Qt still has, and Python cannot reach any more."""
        there = [each for number, each in enumerate(self._all) if number not in self._gone]
        return [type(each).__name__ for each in there if not isValid(each)]

    def _on_destroyed(self, number: int) -> None:
        self._gone.add(number)


def _below(thing: QObject) -> Iterator[QObject]:
    for child in thing.children():
        yield child
        yield from _below(child)


def _surfaces(window: QWidget) -> Iterator[QWidget]:
    for kind in (Popup, QDialog):
        yield from (each for each in window.findChildren(kind) if each.isVisible())


def _kinds(kind: type[QWidget]) -> Iterator[type[QWidget]]:
    for each in kind.__subclasses__():
        if each.__module__.startswith("desktop."):
            yield each
        yield from _kinds(each)


def _every_kind() -> set[type[QWidget]]:
    for module in walk_packages(desktop.__path__, "desktop."):
        import_module(module.name)
    return {*_kinds(Popup), *_kinds(QDialog)} - WITHOUT_A_WINDOW


@pytest.fixture
def visitor(program: Desk, qtbot: QtBot) -> Visitor:
    """In a window with two cases, of which one is open, and three deliveries, of which one was rejected."""
    [general] = hooks.of_channel(None)
    sender = Sender(hooks.url(program.receiver.base_url(), general.channel_guid, general.guid))
    sender.report("one", id="1")
    sender.report("two", id="2")
    sender.post(b"{")
    channels.add("Elsewhere")
    window = program.window
    window.shown.show_page(CASES)
    qtbot.waitUntil(lambda: window.cases.pane.model.rowCount() == 2)
    QTest.keyClick(window.cases.pane.list, Key.Key_J)
    timeline = window.cases.view.timeline
    qtbot.waitUntil(lambda: bool(timeline.entries()) and timeline.is_complete() and program.tasks.idle())
    return Visitor(program, qtbot)


def _visit_cases(visitor: Visitor, program: Desk) -> None:
    window = program.window
    filter_menu = window.cases.pane.head.filter_menu
    for name in ("assign", "priority", "deadline", "move", "merge", "link", "close_with_comment"):
        visitor.visit(program.actions[name].trigger)
    filter_menu.fill()
    visitor.visit(next(iter(filter_menu.periods.values())).actions()[-1].trigger)


def _visit_deliveries(visitor: Visitor, program: Desk, reader: Reader) -> None:
    program.window.shown.show_page(DELIVERIES)
    reader.wait_for_count(3)
    reader.click_row(0)
    for name in ("edit_and_replay", "replay_all"):
        visitor.visit(program.actions[name].trigger)
    reader.click_row(1, SHIFT)
    visitor.visit(program.actions["compare"].trigger)


def _visit_menus(visitor: Visitor, program: Desk) -> None:
    for name in ("person", "shortcuts", "move_to_server", "about", "why_nothing"):
        visitor.visit(program.actions[name].trigger)


def _visit_settings(visitor: Visitor, program: Desk) -> None:
    def over(surface: QWidget) -> None:
        assert isinstance(surface, SettingsDialog)
        for page in surface.pages:
            surface.show_page(type(page))
            if isinstance(page, PeoplePage):
                visitor.visit(page.edit.click)
            if isinstance(page, DeliveriesPage):
                visitor.visit(page.change.click)

    visitor.visit(program.actions["settings"].trigger, over)


def _visit_properties(visitor: Visitor, program: Desk) -> None:
    def over(surface: QWidget) -> None:
        assert isinstance(surface, PropertiesDialog)
        buttons = surface.web_hooks.form.buttons
        for button in (buttons.test, buttons.replace):
            visitor.visit(button.click)

    visitor.visit(partial(program.channels.edit, "web_hooks"), over)


def _visit_restore(visitor: Visitor, program: Desk) -> None:
    path = Path(program.receiver.config.database)
    visitor.visit(RestoreDialog(path, tasks=program.tasks, ask=Ask(), parent=program.window).open)


def _visit_what_comes_of_itself(visitor: Visitor, program: Desk) -> None:
    window = program.window
    for dialog in (
        LicencesDialog([BundledPart("One 1.0", "MIT", ())], parent=window),
        WholeText("Message", "text", theme=program.theme, parent=window),
        CrashDialog("details", window),
        progress_of(exported.CASES, "cases.csv", window),
    ):
        visitor.visit(dialog.open)


def _visit_formats(visitor: Visitor, program: Desk) -> None:
    """The dialogs of the format editor, which has a window of its own."""
    [hook] = hooks.of_channel(None)
    own = own_formats.create("Watchers", "")
    own_formats.publish(own.id, "name = 'Watchers'")
    window = program.window
    for dialog in (
        PasteDialog(window),
        PublishDialog("Watchers", hook, [], window),
        VersionsDialog("Watchers", own_formats.versions(own.id), 1, window),
    ):
        visitor.visit(dialog.open)


def test_the_window_is_whole_after_everything_that_opens_over_it(
    visitor: Visitor, program: Desk, qtbot: QtBot, answers: Answers
) -> None:
    _visit_cases(visitor, program)
    _visit_deliveries(visitor, program, Reader(program.window.deliveries, qtbot, program.tasks))
    _visit_menus(visitor, program)
    _visit_settings(visitor, program)
    _visit_properties(visitor, program)
    _visit_what_comes_of_itself(visitor, program)
    _visit_restore(visitor, program)
    _visit_formats(visitor, program)
    assert {kind.__name__ for kind in _every_kind() - visitor.opened} == set(), "not visited"
    for menu in (program.window.cases.pane.head.filter_menu, program.window.deliveries.pane.head.filter_menu):
        menu.aboutToShow.emit()
        assert menu.actions()[0].isEnabled()
    for theme in ("theme_system", "theme_light", "theme_dark"):
        program.actions[theme].trigger()
    qtbot.waitUntil(program.tasks.idle)
    assert visitor.lost() == []
    assert answers.problems == []
