"""A port that is taken, the choice that follows, and what the window says meanwhile."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest
import requests
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from models.channels import channels, hooks
from models.settings import config
from models.settings.config import Config
from tests.desktop.conftest import Answers, running_until_the_end


@pytest.fixture
def taken() -> Iterator[socket.socket]:
    """A port that another program holds."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        yield held


@pytest.fixture
def blocked(
    qtbot: QtBot, qapp: QApplication, desk_config: Config, answers: Answers, taken: socket.socket, tmp_path: Path
) -> Iterator[Desk]:
    """The program on a port that is taken."""
    options = replace(desk_config, port=taken.getsockname()[1])
    running = Desk(options, app=qapp, folder=tmp_path, ask=answers)
    with running_until_the_end(running, qtbot):
        qtbot.waitUntil(lambda: running.receiver.state == "problem" and running.shown.channel is not None)
        yield running


def press(program: Desk, label: str) -> None:
    # The newest: those of the problem before may still be there, hidden, until Qt deletes them.
    [*_, button] = [one for one in program.window.banner.findChildren(QPushButton) if one.text() == label]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@contextmanager
def knocking(port: int) -> Iterator[list[OSError]]:
    """Connect to a port again and again; what went wrong with it."""
    refusals: list[OSError] = []
    ended = Event()

    def knock() -> None:
        while not ended.is_set():
            try:
                socket.create_connection(("127.0.0.1", port)).close()
            except OSError as error:
                refusals.append(error)

    thread = Thread(target=knock)
    thread.start()
    try:
        yield refusals
    finally:
        ended.set()
        thread.join()


def test_the_window_opens_and_says_what_to_do(blocked: Desk) -> None:
    window = blocked.window
    assert window.isVisible()
    assert window.status.receiver.text() == "Not receiving"
    assert window.banner.isVisible()
    assert window.banner.problem is blocked.receiver.problem
    assert QApplication.activeModalWidget() is None
    assert [channel.name for channel in channels.all_channels()] == ["General"]


def test_try_again_receives_once_the_port_is_free(qtbot: QtBot, blocked: Desk, taken: socket.socket) -> None:
    press(blocked, "Try again")
    qtbot.waitUntil(lambda: blocked.receiver.state == "problem")
    port = taken.getsockname()[1]
    taken.close()
    press(blocked, "Try again")
    qtbot.waitUntil(lambda: blocked.receiver.state == "receiving")
    assert blocked.receiver.url == f"http://127.0.0.1:{port}"
    assert blocked.window.status.receiver.text() == f"Receiving on {blocked.receiver.url}"
    assert not blocked.window.banner.isVisible()


def test_another_port_is_used_at_once_and_after_the_next_start(qtbot: QtBot, blocked: Desk, answers: Answers) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        answers.port = probe.getsockname()[1]
    press(blocked, "Choose another port…")
    qtbot.waitUntil(lambda: blocked.receiver.state == "receiving")
    assert requests.get(f"http://127.0.0.1:{answers.port}/health", timeout=10).status_code == 200
    assert config.load({}).port == answers.port
    start = blocked.window.activity.first_start
    qtbot.waitUntil(lambda: start.url.text().startswith(f"http://127.0.0.1:{answers.port}/"))


def test_a_port_is_changed_while_receiving(qtbot: QtBot, program: Desk, answers: Answers) -> None:
    before = program.receiver.url
    [hook] = hooks.of_channel(None)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        answers.port = probe.getsockname()[1]
    program.actions["choose_port"].trigger()
    qtbot.waitUntil(lambda: program.receiver.state == "receiving" and program.receiver.url != before)
    url = hooks.url(program.receiver.base_url(), hook.channel_guid, hook.guid)
    assert requests.post(url, json={"text": "moved"}, timeout=10).ok
    with pytest.raises(requests.ConnectionError):
        requests.get(before, timeout=10)


def test_a_port_that_is_taken_changes_nothing(qtbot: QtBot, program: Desk, answers: Answers) -> None:
    before = program.receiver.url
    [hook] = hooks.of_channel(None)
    url = hooks.url(program.receiver.base_url(), hook.channel_guid, hook.guid)
    with socket.create_server(("127.0.0.1", 0)) as other:
        answers.port = other.getsockname()[1]
        program.actions["choose_port"].trigger()
        qtbot.waitUntil(lambda: bool(answers.problems))
    [problem] = answers.problems
    assert "is taken by another program" in problem.title
    assert not program.window.banner.isVisible()
    assert program.window.status.receiver.text() == f"Receiving on {before}"
    assert (program.receiver.state, program.receiver.url) == ("receiving", before)
    assert requests.post(url, json={"text": "still here"}, timeout=10).ok
    assert config.load({}).port != answers.port


def test_the_urls_that_change_are_told_before_the_port_is(qtbot: QtBot, program: Desk, answers: Answers) -> None:
    before = program.receiver.url
    answers.port, answers.yes = 4999, False
    program.actions["choose_port"].trigger()
    qtbot.waitUntil(lambda: len(answers.asked) == 2)
    title, text = answers.asked[-1]
    assert title == "Receive on port 4999?"
    assert f"begins with http://127.0.0.1:4999 then, not with {before}." in text
    assert program.receiver.url == before


def test_a_second_port_that_is_taken_leaves_the_first_problem(
    qtbot: QtBot, blocked: Desk, answers: Answers, taken: socket.socket
) -> None:
    first = blocked.receiver.problem
    with socket.create_server(("127.0.0.1", 0)) as other:
        answers.port = other.getsockname()[1]
        press(blocked, "Choose another port…")
        qtbot.waitUntil(lambda: bool(answers.problems))
    assert f"Port {answers.port} on" in answers.problems[0].title
    assert blocked.receiver.problem is first
    assert blocked.window.banner.problem is first
    assert blocked.window.banner.isVisible()


def test_a_test_message_without_a_receiver_says_that_nothing_answers(
    qtbot: QtBot, blocked: Desk, taken: socket.socket
) -> None:
    taken.close()
    start = blocked.window.activity.first_start
    qtbot.waitUntil(start.test.isVisible)
    QTest.mouseClick(start.test, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: start.result.text().startswith("Nothing answers at"))
    assert start.test.isEnabled()


def test_another_public_url_closes_the_port_at_no_time(qtbot: QtBot, program: Desk) -> None:
    before = program.receiver.url
    with knocking(int(before.rpartition(":")[2])) as refusals:
        program.receiver.use({"public_url": "https://hooks.example.org"})
        qtbot.waitUntil(lambda: program.receiver.state == "receiving")
    assert refusals == []
    assert (program.receiver.url, program.receiver.base_url()) == (before, "https://hooks.example.org")
    assert requests.get(f"{before}/health", timeout=10).ok
    assert config.load({}).public_url == "https://hooks.example.org"
    program.receiver.use({"public_url": ""})
    qtbot.waitUntil(lambda: program.receiver.base_url() == before)
    assert config.load({}).public_url is None


def test_the_same_port_is_taken_on_another_address(qtbot: QtBot, program: Desk) -> None:
    port = program.receiver.url.rpartition(":")[2]
    program.receiver.use({"port": port})
    qtbot.waitUntil(lambda: program.receiver.state == "receiving")
    program.receiver.use({"host": "0.0.0.0"})
    qtbot.waitUntil(lambda: program.receiver.state == "receiving")
    assert requests.get(f"http://127.0.0.2:{port}/health", timeout=10).ok
    assert config.load({}).host == "0.0.0.0"


def test_an_address_of_another_machine_changes_nothing(qtbot: QtBot, program: Desk) -> None:
    before = program.receiver.url
    with qtbot.waitSignal(program.receiver.refused) as refused:
        program.receiver.use({"host": "192.0.2.1"})
    assert refused.args is not None
    assert "is not an address of this machine" in str(refused.args[0])
    assert (program.receiver.state, program.receiver.url) == ("receiving", before)
    assert requests.get(f"{before}/health", timeout=10).ok
    assert config.load({}).host == "127.0.0.1"
