"""The window and PostgreSQL: chosen, moved to, and away for a while."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop import app
from desktop.administration.database_dialog import DatabaseDialog
from desktop.administration.move_dialog import MoveDialog
from desktop.administration.server_form import ServerForm
from desktop.desk import Desk
from desktop.window.main_window import MainWindow
from development.postgres_server import PostgresServer
from models.channels import channels
from models.database import close_database, open_database
from models.settings import config
from models.settings.config import Config
from tests import postgres
from tests.desktop.conftest import Answers

pytestmark = pytest.mark.postgres_only


def fill(form: ServerForm, url: str, **other: str) -> None:
    """Type an address into the form, with some of it otherwise."""
    parts = {**conninfo_to_dict(url), **other}
    fields = {"host": form.host, "port": form.port, "dbname": form.name, "user": form.user, "password": form.password}
    for name, field in fields.items():
        field.setText(str(parts[name]))


def test_a_server_is_chosen_when_it_can_be_used(qtbot: QtBot) -> None:
    url = postgres.server().blank()
    dialog = DatabaseDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.on_server.click()
    fill(dialog.form, url, password="wrong")
    with qtbot.waitSignal(dialog.form.tried):
        dialog.form.test.click()
    assert "refused the user or the password" in dialog.form.result.text()
    fill(dialog.form, url)
    assert dialog.form.result.text() == ""
    with qtbot.waitSignal(dialog.form.tried):
        dialog.go_on.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.form.url() == url


@pytest.fixture
def moving(qtbot: QtBot, qapp: QApplication, desk_path: Path, answers: Answers, tmp_path: Path) -> Iterator[Desk]:
    """The program on a file, whose database was not named."""
    postgres.server()  # which opens a database of its own, for a moment
    open_database(desk_path)
    where = Config(database=str(desk_path), host="127.0.0.1", port=0, public_url=None, theme="light", person="Deniz")
    running = Desk(where, app=qapp, folder=tmp_path, ask=answers)
    with qtbot.waitExposed(running.window):
        running.start()
    qtbot.waitUntil(lambda: running.receiver.state == "receiving" and running.shown.channel is not None)
    yield running
    assert running.stop()
    running.window.deleteLater()


def test_the_desk_moves_and_goes_on_there(moving: Desk, qtbot: QtBot, answers: Answers) -> None:
    url = postgres.server().blank()
    moving.moving.open()
    dialog = moving.moving.dialog
    assert dialog is not None
    fill(dialog.form, url)
    with qtbot.waitSignal(moving.moving.moved):
        dialog.move_button.click()
        assert moving.receiver.state == "stopped"
    assert moving.moving.moved_to == url
    assert not moving.window.isVisible()
    assert answers.problems == []
    assert config.load({}, {}).database == url
    assert moving.stop()
    open_database(url)
    assert [channel.name for channel in channels.all_channels()] == ["General"]
    close_database()


def test_a_move_that_is_stopped_or_refused_leaves_the_desk_as_it_was(moving: Desk, qtbot: QtBot) -> None:
    moving.moving.open()
    dialog = moving.moving.dialog
    assert dialog is not None
    fill(dialog.form, postgres.server().blank(), password="wrong")
    dialog.move_button.click()
    qtbot.waitUntil(lambda: "refused" in dialog.words.text() and moving.receiver.state == "receiving")
    assert dialog.words.property("role") == "danger"
    fill(dialog.form, postgres.server().blank())
    dialog.move_button.click()
    dialog.reject()
    qtbot.waitUntil(lambda: "Stopped" in dialog.words.text() and moving.receiver.state == "receiving")
    assert dialog.isVisible()
    assert moving.moving.moved_to is None
    assert not config.load({}, {}).is_given("database")
    dialog.reject()
    assert moving.moving.dialog is None


def test_nothing_is_received_while_it_is_copied_also_when_it_begins_at_once_after_a_move_that_failed(
    moving: Desk, qtbot: QtBot
) -> None:
    moving.moving.open()
    dialog = moving.moving.dialog
    assert dialog is not None
    url, states = postgres.server().blank(), list[str]()
    fill(dialog.form, url, password="wrong")
    with qtbot.waitSignal(moving.receiver.changed, check_params_cb=lambda: moving.receiver.state == "starting"):
        dialog.move_button.click()
    moving.receiver.changed.connect(lambda: states.append(moving.receiver.state))
    fill(dialog.form, url)
    with qtbot.waitSignal(moving.moving.moved):
        dialog.move_button.click()
    assert states == ["receiving", "stopped"]


def test_after_a_move_the_program_runs_on_the_server(qapp: QApplication, answers: Answers, tmp_path: Path) -> None:
    """From `hookdesk` on a file to the same window on the server, in one run of the program."""
    url, labels = postgres.server().blank(), list[str]()
    watch = QTimer()
    watch.setInterval(50)

    def look() -> None:
        shown = [each for each in qapp.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]
        if not shown or shown[0].shown.channel is None:
            return
        label = next(each.text() for each in shown[0].status.findChildren(QLabel) if "SQL" in each.text())
        if label not in labels:
            labels.append(label)
        if len(labels) == 2:
            shown[0].close()
        elif (dialog := shown[0].findChild(MoveDialog)) is None:
            next(each for each in shown[0].findChildren(QAction, "move_to_server")).trigger()
        elif dialog.move_button.isEnabled() or not dialog.form.host.text():
            fill(dialog.form, url)
            dialog.move_button.click()

    watch.timeout.connect(look)
    watch.start()
    assert app.start(qapp, {"port": "0"}, answers, choose=lambda _: str(tmp_path / "other.db")) == 0
    watch.stop()
    assert labels == ["SQLite: other.db", f"PostgreSQL: {url.rpartition('/')[2]} on 127.0.0.1"]


@pytest.fixture
def address(own_server: PostgresServer) -> str:
    """The program fixture runs on a server that can be stopped."""
    return postgres.blank_on(own_server.url)


def test_the_window_says_that_the_server_is_away_and_comes_back(
    program: Desk, own_server: PostgresServer, qtbot: QtBot
) -> None:
    window = program.window
    assert not program.actions["move_to_server"].isEnabled()
    own_server.stop()
    try:
        qtbot.waitUntil(window.banner.isVisible)
        assert window.banner.problem is not None
        assert window.banner.problem.title == "The database server does not answer."
    finally:
        own_server.start()
    qtbot.waitUntil(lambda: not window.banner.isVisible())
    channels.add("Plant")
    qtbot.waitUntil(lambda: window.side.list.model().rowCount() == 2)
