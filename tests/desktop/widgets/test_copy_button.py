"""A button that copies says so, and nothing beside it moves."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.copy_button import CopyButton
from desktop.widgets.theme import ThemeHolder


@pytest.mark.parametrize("kind", ["plain", "flat", "small", "link"])
@pytest.mark.parametrize("said", [None, "Works after OK", "No"])
def test_what_it_says_then_moves_nothing(qtbot: QtBot, theme: ThemeHolder, kind: str, said: str | None) -> None:
    window, beside = QWidget(), QLabel("beside")
    button = CopyButton("Copy", lambda: "text", theme=theme, name="Copy it", kind=kind)
    if said is not None:
        button.say_when_copied(said)
    row = QHBoxLayout(window)
    for widget in (beside, button):
        row.addWidget(widget)
    row.addStretch()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    before = beside.geometry(), button.geometry(), window.minimumSizeHint()
    button.click()
    row.activate()
    assert button.text() == (said or "Copied")
    assert (beside.geometry(), button.geometry(), window.minimumSizeHint()) == before
    assert QGuiApplication.clipboard().text() == "text"
