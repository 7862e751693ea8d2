"""Another process receives for this database: the window is a view, and says when that ends."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import requests
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.help import way_checks
from desktop.help.check import Check
from desktop.process.other_receiver import OtherEnded
from models.database import backups
from models.settings import desk_settings
from models.settings.config import Config
from models.settings.desk_id import HEADER, desk_id
from receiver.service import Service
from tests.desktop.conftest import Answers, running_until_the_end
from tests.models.conftest import AT


@contextmanager
def serving(database: str, port: int) -> Iterator[subprocess.Popen[str]]:
    """`hookdeskctl serve` for a database, once it receives."""
    command = [sys.executable, "-m", "receiver.cli", "--database", database, "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().startswith("Receiving on")
            yield process
        finally:
            process.terminate()


@contextmanager
def window(qtbot: QtBot, qapp: QApplication, config: Config, answers: Answers, folder: Path) -> Iterator[Desk]:
    """The program, once it has tried to receive."""
    running = Desk(config, app=qapp, folder=folder, ask=answers)
    with running_until_the_end(running, qtbot):
        qtbot.waitUntil(lambda: running.receiver.state not in ("starting", "stopped"))
        yield running


@pytest.fixture
def config(desk_config: Config) -> Config:
    """The options of the window: a port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return replace(desk_config, port=probe.getsockname()[1])


def status(view: Desk) -> str:
    return view.window.status.receiver.text()


def test_the_window_is_a_view_and_shows_what_comes_there(
    qtbot: QtBot, qapp: QApplication, config: Config, answers: Answers, tmp_path: Path
) -> None:
    with serving(config.database, config.port), window(qtbot, qapp, config, answers, tmp_path) as view:
        assert view.receiver.state == "elsewhere"
        assert status(view) == f"Another Hookdesk receives on http://127.0.0.1:{config.port}"
        assert not view.window.banner.isVisible()
        assert way_checks.listening(view.receiver) == Check("ok", status(view))
        start = view.window.activity.first_start
        qtbot.waitUntil(start.test.isVisible)
        assert start.url.text().startswith(f"http://127.0.0.1:{config.port}/hooks/")
        QTest.mouseClick(start.test, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: view.window.activity.model.rowCount() == 1)


def test_a_receiver_that_ends_leaves_the_choice_and_one_that_is_back_is_seen(
    qtbot: QtBot,
    qapp: QApplication,
    config: Config,
    answers: Answers,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("desktop.process.other_receiver.LOOK_MS", 200)
    with serving(config.database, config.port) as other, window(qtbot, qapp, config, answers, tmp_path) as view:
        other.terminate()
        qtbot.waitUntil(lambda: view.receiver.state == "problem")
        assert isinstance(view.window.banner.problem, OtherEnded)
        assert status(view) == "Not receiving"
        with serving(config.database, config.port) as again:
            qtbot.waitUntil(lambda: view.receiver.state == "elsewhere")
            assert not view.window.banner.isVisible()
            again.terminate()
            qtbot.waitUntil(view.window.banner.isVisible)
            again.wait()
        buttons = [one for one in view.window.banner.findChildren(QPushButton) if one.isVisible()]
        assert [one.text() for one in buttons] == ["Receive here"]
        buttons[0].click()
        qtbot.waitUntil(lambda: view.receiver.state == "receiving")
        assert not view.window.banner.isVisible()
        assert requests.get(f"{view.receiver.url}/health", timeout=10).ok


@pytest.mark.sqlite_only
def test_a_receiver_of_a_copy_of_the_database_is_another_program(
    qtbot: QtBot, qapp: QApplication, config: Config, answers: Answers, tmp_path: Path
) -> None:
    desk_id()  # which its backup has as well
    copy = backups.run(AT).path
    with serving(str(copy), config.port), window(qtbot, qapp, config, answers, tmp_path) as view:
        assert view.receiver.state == "problem"
        assert "is taken by another program" in str(view.receiver.problem)


def test_a_port_that_is_taken_lets_a_view_be_one(
    qtbot: QtBot, qapp: QApplication, config: Config, answers: Answers, tmp_path: Path
) -> None:
    with (
        serving(config.database, config.port),
        window(qtbot, qapp, config, answers, tmp_path) as view,
        socket.create_server(("127.0.0.1", 0)) as taken,
    ):
        with qtbot.waitSignal(view.receiver.refused):
            view.receiver.use({"port": str(taken.getsockname()[1])})
        assert view.receiver.state == "elsewhere"
        assert view.receiver.config.port == config.port


@pytest.fixture
def other_port() -> int:
    """Another port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.mark.sqlite_only
def test_the_window_is_a_view_of_a_receiver_on_another_port(
    qtbot: QtBot, qapp: QApplication, config: Config, answers: Answers, tmp_path: Path, other_port: int
) -> None:
    with serving(config.database, other_port), window(qtbot, qapp, config, answers, tmp_path) as view:
        assert view.receiver.state == "elsewhere"
        assert status(view) == f"Another Hookdesk receives on http://127.0.0.1:{other_port}"
        start = view.window.activity.first_start
        qtbot.waitUntil(lambda: start.url.text().startswith(f"http://127.0.0.1:{other_port}/hooks/"))
        qtbot.waitUntil(start.test.isVisible)
        QTest.mouseClick(start.test, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: view.window.activity.model.rowCount() == 1, timeout=10_000)
        with pytest.raises(requests.ConnectionError):
            requests.get(f"http://127.0.0.1:{config.port}/health", timeout=10)


@pytest.mark.sqlite_only
def test_a_receiver_that_was_killed_leaves_nothing_that_keeps_the_window_from_receiving(
    qtbot: QtBot, qapp: QApplication, config: Config, answers: Answers, tmp_path: Path, other_port: int
) -> None:
    with serving(config.database, other_port) as killed:
        killed.kill()
        killed.wait()
    assert [place.url for place in desk_settings.receivers()] == [f"http://127.0.0.1:{other_port}"]
    with window(qtbot, qapp, config, answers, tmp_path) as running:
        assert status(running) == f"Receiving on http://127.0.0.1:{config.port}"


@pytest.mark.sqlite_only
def test_the_first_of_two_receivers_is_found_after_the_second_has_ended(
    qtbot: QtBot, qapp: QApplication, config: Config, answers: Answers, tmp_path: Path, other_port: int
) -> None:
    with serving(config.database, other_port):
        with serving(config.database, 0) as second:
            second.terminate()
            second.wait()
        with window(qtbot, qapp, config, answers, tmp_path) as view:
            assert status(view) == f"Another Hookdesk receives on http://127.0.0.1:{other_port}"


@pytest.mark.sqlite_only
def test_a_receiver_that_comes_beside_the_window_is_said_until_it_ends(
    qtbot: QtBot,
    qapp: QApplication,
    config: Config,
    answers: Answers,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    other_port: int,
) -> None:
    monkeypatch.setattr("desktop.process.other_receiver.LOOK_BESIDE_MS", 200)
    own, other = f"http://127.0.0.1:{config.port}", f"http://127.0.0.1:{other_port}"
    with window(qtbot, qapp, config, answers, tmp_path) as running:
        assert status(running) == f"Receiving on {own}"
        with serving(config.database, other_port) as killed:
            said = f"Receiving on {own}, and another Hookdesk on {other}"
            qtbot.waitUntil(lambda: status(running) == said, timeout=20_000)
            assert way_checks.listening(running.receiver) == Check("ok", said)
            assert requests.get(f"{own}/health", timeout=10).ok
            killed.kill()
            killed.wait()
        qtbot.waitUntil(lambda: status(running) == f"Receiving on {own}", timeout=20_000)


@pytest.mark.postgres_only
def test_a_desk_on_a_server_receives_beside_others(
    qtbot: QtBot, qapp: QApplication, config: Config, answers: Answers, tmp_path: Path, other_port: int
) -> None:
    with serving(config.database, other_port), window(qtbot, qapp, config, answers, tmp_path) as running:
        assert status(running) == f"Receiving on http://127.0.0.1:{config.port}"


def test_all_receivers_of_a_desk_say_the_same(service: Service, desk_config: Config) -> None:
    second = Service(desk_config)
    second.start()
    said = [requests.get(f"{each.url}/health", timeout=10).headers[HEADER] for each in (service, second)]
    assert second.stop()
    assert len(set(said)) == 1
    assert len(said[0]) == 32
