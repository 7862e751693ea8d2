"""Settings > Receiver: what can be had holds at once, what cannot is refused in words."""

from __future__ import annotations

import socket
from dataclasses import replace

import pytest
import requests
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.settings.fields.option_field import OptionField
from desktop.settings.receiver_page import ReceiverPage
from desktop.settings.settings_dialog import SettingsDialog
from models.problems import Problem
from models.settings import config, paths
from models.settings.config import Config, Given
from models.settings.host_names import ascii_name
from tests.desktop.conftest import Answers
from tests.desktop.settings.conftest import OnPage

Key = Qt.Key


@pytest.fixture
def page(on_page: OnPage[ReceiverPage]) -> ReceiverPage:
    """The page, in front."""
    return on_page(ReceiverPage)


@pytest.fixture
def free() -> str:
    """A port that nobody holds."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        number = str(probe.getsockname()[1])
    return number


def enter(line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Key.Key_Delete)
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Key.Key_Return)


def test_another_port_is_taken_after_a_question(
    page: ReceiverPage, program: Desk, answers: Answers, qtbot: QtBot, free: str
) -> None:
    enter(page.port.line, free)
    qtbot.waitUntil(lambda: program.receiver.url.endswith(f":{free}"))
    title, text = answers.asked[-1]
    assert title == f"Receive on port {free}?"
    assert text.startswith("The URL of 1 web hook begins with")
    assert page.state.text() == f"Receiving on http://127.0.0.1:{free}"
    qtbot.waitUntil(page.port.line.hasFocus)
    assert config.load({}).port == int(free)


def test_a_port_that_is_taken_is_said_at_the_field_and_leaves_the_old_one(
    page: ReceiverPage, program: Desk, answers: Answers, qtbot: QtBot
) -> None:
    before = program.receiver.url
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        enter(page.port.line, port)
        qtbot.waitUntil(page.port.hint.isVisible)
    said = f"Port {port} on 127.0.0.1 is taken by another program. It receives on {before} as before."
    assert page.port.hint.text() == said
    assert page.port.line.hasFocus()
    assert page.port.line.selectedText() == port
    assert page.state.text() == f"Receiving on {before}"
    assert not program.window.banner.isVisible()
    assert answers.problems == []
    assert requests.get(f"{before}/health", timeout=10).ok


def test_what_is_refused_after_the_settings_were_closed_is_said_nevertheless(
    dialog: SettingsDialog, page: ReceiverPage, program: Desk, answers: Answers, qtbot: QtBot
) -> None:
    program.receiver.changed.connect(dialog.reject)  # while it starts
    with socket.create_server(("127.0.0.1", 0)) as other:
        enter(page.port.line, str(other.getsockname()[1]))
        qtbot.waitUntil(lambda: bool(answers.problems))
    assert "is taken by another program" in answers.problems[0].title


def test_a_file_of_settings_that_is_half_written_is_said_at_the_field_and_left_as_it_is(
    page: ReceiverPage, program: Desk, qtbot: QtBot
) -> None:
    file = paths.config_folder() / "config.json"
    file.write_text('{"port": 46', "utf-8")
    enter(page.hosts.line, "desk.example.org")
    qtbot.waitUntil(page.hosts.hint.isVisible)
    assert page.hosts.hint.text().startswith(f"{file} cannot be read: ")
    assert page.hosts.hint.text().endswith("Mend the file, or delete it to use the defaults.")
    assert file.read_text("utf-8") == '{"port": 46'
    assert program.receiver.state == "receiving"


def test_what_is_being_typed_stays_while_the_receiver_meets_a_trouble(page: ReceiverPage, program: Desk) -> None:
    page.port.line.setFocus()
    QTest.keyClicks(page.port.line, "80")
    typed = page.port.line.text()
    program.receiver.show_trouble(Problem("The disk is full.", "Free some space."))
    program.receiver.show_trouble(None)
    assert page.port.line.text() == typed != "0"


def test_a_question_that_is_declined_changes_nothing(
    page: ReceiverPage, program: Desk, answers: Answers, qtbot: QtBot, free: str
) -> None:
    answers.yes, before = False, program.receiver.url
    enter(page.port.line, free)
    qtbot.waitUntil(lambda: bool(answers.asked))
    assert page.port.line.text() == "0"
    assert program.receiver.url == before


def test_what_is_no_port_is_refused_at_the_field(page: ReceiverPage, answers: Answers) -> None:
    enter(page.port.line, "99999")
    assert page.port.hint.text() == "It is a number from 0 to 65535; 0 takes a free port."
    assert answers.asked == []


def test_further_names_hold_when_the_keyboard_leaves(page: ReceiverPage, program: Desk, qtbot: QtBot) -> None:
    url = f"{program.receiver.url}/health"
    called = {"Host": ascii_name("türkçe-örnek.example")}
    assert requests.get(url, headers=called, timeout=10).status_code == 421
    page.hosts.line.setFocus()
    page.hosts.line.insert("türkçe-örnek.example")
    page.proxies.line.setFocus()
    qtbot.waitUntil(lambda: bool(program.receiver.config.hosts) and program.receiver.state == "receiving")
    assert requests.get(url, headers=called, timeout=10).status_code == 200
    qtbot.waitUntil(program.tasks.idle)


def field_of(desk_config: Config, given: Given, qtbot: QtBot) -> OptionField:
    """The field of the further names, where something gave them."""
    field = OptionField("hosts", "Further names", config=replace(desk_config, given={"hosts": given}))
    qtbot.addWidget(field)
    return field


def test_an_option_of_a_flag_is_shown_with_it_and_cannot_be_changed(qtbot: QtBot, desk_config: Config) -> None:
    field = field_of(desk_config, Given((), "environment", "HOOKDESK_HOSTS"), qtbot)
    assert field.line.isReadOnly()
    assert field.source.text() == "HOOKDESK_HOSTS set this at the start. It cannot be changed here."


def test_an_option_of_the_machine_names_its_file(qtbot: QtBot, desk_config: Config) -> None:
    field = field_of(desk_config, Given((), "machine", "/etc/hookdesk/config.json"), qtbot)
    assert field.line.isReadOnly()
    assert field.source.text().startswith("/etc/hookdesk/config.json sets this for all accounts of this computer.")


def test_escape_takes_nothing(dialog: SettingsDialog, page: ReceiverPage, program: Desk, qtbot: QtBot) -> None:
    page.hosts.line.setFocus()
    QTest.keyClicks(page.hosts.line, "desk.example.org")
    QTest.keyClick(page.hosts.line, Key.Key_Escape)
    qtbot.waitUntil(program.tasks.idle)
    assert program.receiver.config.hosts == ()
