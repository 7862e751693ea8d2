"""Light and dark: by choice and kept, readable, and complete."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QProxyStyle, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.widgets.theme import Theme, ThemeHolder
from models.settings import config
from resources.palette import DARK, LIGHT, Palette

PAIRS = (
    ("text", "surface"),
    ("text", "window"),
    ("text", "accent_soft"),
    ("muted", "surface"),
    ("muted", "side"),
    ("muted", "hover"),
    ("accent", "surface"),
    ("on_accent", "accent"),
    ("warning", "warning_soft"),
    ("danger", "danger_soft"),
    ("danger", "surface"),
)


@pytest.fixture(autouse=True)
def _as_the_system(qapp: QApplication) -> Iterator[None]:
    """The next test begins with the system's own scheme."""
    yield
    qapp.styleHints().unsetColorScheme()


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_its_ground(palette: Palette) -> None:
    # 4.5 is what WCAG 2.1 asks for text, AA.
    weak = {pair: ratio for pair in PAIRS if (ratio := contrast(palette, *pair)) < 4.5}
    assert weak == {}


def test_a_choice_is_seen_at_once_and_kept(qtbot: QtBot, program: Desk, qapp: QApplication) -> None:
    program.actions["theme_dark"].trigger()
    assert program.theme.current.dark
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)
    label = QLabel("muted")
    label.setProperty("role", "muted")
    qtbot.addWidget(label)
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(DARK.muted)
    qtbot.waitUntil(lambda: config.load({}).theme == "dark")


class DarkSystem(QProxyStyle):
    """What Fusion is on a dark desktop; the offscreen platform has no scheme of its own."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def standardPalette(self) -> QPalette:
        return QPalette(QColor("#323232"))


def test_the_system_decides_unless_the_person_does(qtbot: QtBot, qapp: QApplication) -> None:
    holder = ThemeHolder(qapp, "system")
    qapp.setStyle(DarkSystem())
    with qtbot.waitSignal(holder.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)  # as a desktop does
    assert holder.current.dark
    holder.choose("light")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    qapp.setStyle("Fusion")
    assert not holder.current.dark


def test_the_style_sheet_knows_only_roles_of_the_palette(qtbot: QtBot) -> None:
    for palette, dark in ((LIGHT, False), (DARK, True)):
        theme = Theme(palette, dark)
        assert "$" not in theme.style_sheet()
        for field in fields(Palette):
            assert theme.color(field.name).isValid()


def test_the_whole_window_follows_the_theme(qtbot: QtBot, program: Desk) -> None:
    for choice in ("light", "dark"):
        program.theme.choose("light" if choice == "light" else "dark")
        qtbot.waitUntil(program.tasks.idle)
        image = program.window.grab().toImage()
        palette = DARK if choice == "dark" else LIGHT
        corner = image.pixelColor(image.width() - 40, image.height() // 2)
        assert corner == QColor(palette.surface)
        assert image.pixelColor(4, image.height() // 2) == QColor(palette.side)


def contrast(palette: Palette, text: str, ground: str) -> float:
    """The contrast ratio of two roles, as WCAG 2.1 computes it."""
    dark, light = sorted(luminance(QColor(getattr(palette, role))) for role in (text, ground))
    return (light + 0.05) / (dark + 0.05)


def luminance(color: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_keyboard_on_a_button_changes_its_frame_and_draws_nothing_around_its_text(
    qtbot: QtBot, theme: ThemeHolder
) -> None:
    window = QWidget()
    first, button = QPushButton("One", window), QPushButton("Two", window)
    button.move(0, 60)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    inside = button.rect().adjusted(4, 4, -4, -4)
    before = button.grab(inside).toImage()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    qtbot.waitUntil(button.hasFocus)
    assert button.grab(inside).toImage() == before
