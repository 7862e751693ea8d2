"""The list of people, and who works at this desk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.administration.desk_person import DeskPerson
from desktop.administration.people_dialog import PeopleDialog
from desktop.data.tasks import Tasks
from desktop.desk import Desk
from desktop.dialogs.chooser import Chooser
from desktop.widgets.theme import ThemeHolder
from models.cases import people
from models.settings import config, paths
from tests.desktop.conftest import Answers

Key = Qt.Key


@pytest.fixture
def dialog(qtbot: QtBot, desk: Path, tasks: Tasks, theme: ThemeHolder, answers: Answers) -> PeopleDialog:
    people.add("Ada")
    made = PeopleDialog(tasks=tasks, ask=answers)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.read):
        made.show()
    return made


def test_a_name_is_added_by_enter(dialog: PeopleDialog, qtbot: QtBot) -> None:
    QTest.keyClicks(dialog.field, "Deniz")
    with qtbot.waitSignal(dialog.read):
        QTest.keyClick(dialog.field, Key.Key_Return)
    assert dialog.names() == ["Ada", "Deniz"]
    assert [person.name for person in people.all_people()] == ["Ada", "Deniz"]
    assert dialog.isVisible()
    assert dialog.field.text() == ""


def test_a_name_that_is_there_is_said_at_the_field(dialog: PeopleDialog, qtbot: QtBot) -> None:
    QTest.keyClicks(dialog.field, "ada")
    QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.hint.isVisible)
    assert "on the list already" in dialog.hint.text()
    assert dialog.names() == ["Ada"]


def test_renaming_and_removing(dialog: PeopleDialog, qtbot: QtBot, answers: Answers) -> None:
    answers.line = "Ada L."
    with qtbot.waitSignal(dialog.read):
        QTest.mouseClick(dialog.rename, Qt.MouseButton.LeftButton)
    assert dialog.names() == ["Ada L."]
    answers.yes = False
    QTest.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert answers.asked[-1][0] == "Take Ada L. off the list?"
    answers.yes = True
    with qtbot.waitSignal(dialog.read):
        QTest.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert dialog.names() == []
    assert people.all_people() == []
    assert not dialog.remove.isEnabled()


def test_who_works_here_is_chosen_and_kept_for_the_next_start(
    qtbot: QtBot, desk: Path, tasks: Tasks, theme: ThemeHolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOKDESK_HOME", str(tmp_path / "home"))
    person = DeskPerson("login", tasks=tasks)
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    person.choose(window)
    qtbot.waitUntil(lambda: bool(window.findChildren(Chooser)))
    [chooser] = window.findChildren(Chooser)
    assert chooser.labels() == ["login"]
    QTest.keyClicks(chooser.field, "Deniz")
    assert chooser.labels() == ["Add “Deniz” to the people"]
    with qtbot.waitSignal(person.changed):
        QTest.keyClick(chooser.field, Key.Key_Return)
    assert person.name() == "Deniz"
    assert [each.name for each in people.all_people()] == ["Deniz"]
    kept = json.loads((paths.config_folder() / "config.json").read_text())
    assert kept["person"] == "Deniz"
    assert config.load({}, {}).person == "Deniz"


def test_the_person_is_found_in_the_edit_menu(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: Desk, qtbot: QtBot
) -> None:
    monkeypatch.setenv("HOOKDESK_HOME", str(tmp_path / "home"))
    window = program.window
    program.actions["person"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(Chooser)))
    [chooser] = window.findChildren(Chooser)
    QTest.keyClicks(chooser.field, "Ada")
    with qtbot.waitSignal(program.person.changed):
        QTest.keyClick(chooser.field, Key.Key_Return)
    assert program.person.name() == "Ada"
