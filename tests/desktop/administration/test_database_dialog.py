"""The choice of the database at the first start."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from desktop import app
from desktop.administration.database_dialog import DatabaseDialog
from desktop.administration.server_form import ServerForm
from desktop.widgets.theme import ThemeHolder
from models.settings import options
from models.settings.paths import data_folder
from resources.palette import LIGHT
from tests.desktop.conftest import Answers


@pytest.fixture
def dialog(qtbot: QtBot, theme: ThemeHolder) -> DatabaseDialog:
    made = DatabaseDialog()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_file_is_a_press_of_enter(dialog: DatabaseDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.on_file.isChecked()


def test_one_button_is_filled_wherever_the_keyboard_is(dialog: DatabaseDialog) -> None:
    buttons = [button for button in dialog.findChildren(QPushButton) if button.isVisible()]
    for at in buttons:
        at.setFocus()
        grounds = [button.grab().toImage().pixelColor(button.width() // 2, 4) for button in buttons]
        filled = [button for button, ground in zip(buttons, grounds, strict=True) if ground == QColor(LIGHT.accent)]
        assert filled == [dialog.go_on], at.text()


def test_a_server_needs_an_address_before_it_goes_on(dialog: DatabaseDialog) -> None:
    dialog.on_server.click()
    assert dialog.form.isVisible()
    assert not dialog.go_on.isEnabled()
    QTest.keyClicks(dialog.form.host, "db.example")
    assert dialog.go_on.isEnabled()


def test_a_server_that_does_not_answer_is_said_and_the_dialog_stays(dialog: DatabaseDialog, qtbot: QtBot) -> None:
    dialog.on_server.click()
    dialog.form.host.setText("127.0.0.1")
    dialog.form.port.setText("1")
    dialog.form.password.setText("se-cret")
    with qtbot.waitSignal(dialog.form.tried):
        dialog.go_on.click()
        assert not dialog.go_on.isEnabled()
    assert "does not answer" in dialog.form.result.text()
    assert "se-cret" not in dialog.form.result.text()
    assert dialog.isVisible()
    assert dialog.go_on.isEnabled()


def test_a_long_reason_makes_the_dialog_higher_and_squeezes_nothing(dialog: DatabaseDialog, qtbot: QtBot) -> None:
    dialog.on_server.click()
    form = dialog.form
    QTest.keyClicks(form.host, "127.0.0.1")
    form.port.setText("1")
    gap = form.port.y() - form.host.y()
    dialog.resize(dialog.minimumSizeHint().width(), dialog.height())
    with qtbot.waitSignal(form.tried):
        form.begin_test()
    qtbot.waitUntil(lambda: form.result.height() >= form.result.heightForWidth(form.result.width()))
    assert form.port.y() - form.host.y() >= gap


def test_every_character_of_a_password_reaches_the_address(qtbot: QtBot) -> None:
    form = ServerForm()
    qtbot.addWidget(form)
    form.host.setText("::1")
    form.user.setText("ada@desk")
    form.password.setText("p%a:s/s @ö?#")
    assert form.url() == "postgresql://ada%40desk:p%25a%3As%2Fs%20%40%C3%B6%3F%23@[::1]:5432/hookdesk"
    form.password.setText("")
    assert form.url() == "postgresql://ada%40desk@[::1]:5432/hookdesk"
    form.stop()


def test_who_leaves_the_first_question_leaves_nothing_behind(qapp: QApplication, answers: Answers) -> None:
    assert app.start(qapp, {}, answers, choose=lambda _: None) == 0
    assert not (data_folder() / "desk.db").exists()


def test_the_question_comes_once_and_never_to_who_named_a_database(
    qapp: QApplication, answers: Answers, tmp_path: Path
) -> None:
    asked = list[object]()
    broken = tmp_path / "broken"
    broken.write_text("no database")
    assert app.start(qapp, {"database": str(broken)}, answers, choose=asked.append) == 1
    (data_folder() / "desk.db").write_text("no database")
    assert app.start(qapp, {}, answers, choose=asked.append) == 1
    assert asked == []
    assert options.default("database") == str(data_folder() / "desk.db")
