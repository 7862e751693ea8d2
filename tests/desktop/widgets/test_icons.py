"""Icons: set once, they have the colours of the theme that is there when they are painted, and stay alive."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.icon_label import IconLabel
from desktop.widgets.theme import ThemeHolder
from resources.palette import DARK, LIGHT

SIDE = 32


@pytest.mark.parametrize("role", ["muted", "accent", "danger"])
def test_an_icon_follows_the_theme(theme: ThemeHolder, role: str) -> None:
    icon = theme.icon("circle", role)
    assert _colour(icon.pixmap(SIDE)) == QColor(getattr(LIGHT, role))
    theme.choose("dark")
    assert _colour(icon.pixmap(SIDE)) == QColor(getattr(DARK, role))
    theme.choose("light")
    assert _colour(icon.pixmap(SIDE)) == QColor(getattr(LIGHT, role))


def test_what_cannot_be_used_is_pale_and_what_is_chosen_is_not(theme: ThemeHolder) -> None:
    icon, muted = theme.icon("circle", "accent"), QColor(LIGHT.muted)
    pale = _colour(icon.pixmap(QSize(SIDE, SIDE), QIcon.Mode.Disabled))
    assert (pale.red(), pale.green(), pale.blue()) == pytest.approx((muted.red(), muted.green(), muted.blue()), abs=2)
    assert pale.alphaF() == pytest.approx(0.45, abs=0.01)
    for mode in (QIcon.Mode.Active, QIcon.Mode.Selected):
        assert _colour(icon.pixmap(QSize(SIDE, SIDE), mode)) == QColor(LIGHT.accent)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_an_icon_has_every_pixel_of_the_screen(theme: ThemeHolder, ratio: float) -> None:
    picture = theme.icon("circle").pixmap(QSize(SIDE, SIDE), ratio)
    assert (picture.width(), picture.devicePixelRatio()) == (SIDE * ratio, ratio)
    assert picture.toImage() == _painted(theme.icon("circle"), ratio), "painted, it is not what its picture is"


def test_what_is_on_the_screen_is_painted_again_when_the_theme_changes(qtbot: QtBot, theme: ThemeHolder) -> None:
    surface = QWidget()
    qtbot.addWidget(surface)
    label, button = IconLabel(theme.icon("circle", "danger")), QPushButton(theme.icon("circle", "danger"), "")
    button.setIconSize(QSize(SIDE, SIDE))
    row = QHBoxLayout(surface)
    for part in (label, button):
        row.addWidget(part)
    with qtbot.waitExposed(surface):
        surface.show()
    places = [part.mapTo(surface, part.rect().center()) for part in (label, button)]
    qtbot.waitUntil(lambda: all(_on_screen(surface, place) == QColor(LIGHT.danger) for place in places))
    theme.choose("dark")
    qtbot.waitUntil(lambda: all(_on_screen(surface, place) == QColor(DARK.danger) for place in places))


def test_an_icon_outlives_the_names_it_had(qtbot: QtBot, theme: ThemeHolder) -> None:
    holders = _holders(theme)
    for _ in range(3):
        gc.collect()
    theme.choose("dark")
    for holder in holders:
        assert _colour(holder.icon().pixmap(SIDE)) == QColor(DARK.ok)


def test_a_copy_that_parts_from_its_icon_lives_and_follows(theme: ThemeHolder) -> None:
    copy = QIcon(theme.icon("circle", "ok"))
    parted = QIcon(copy)
    parted.setIsMask(True)  # Qt makes an engine of its own for it
    gc.collect()
    theme.choose("dark")
    assert _colour(parted.pixmap(SIDE)) == _colour(copy.pixmap(SIDE)) == QColor(DARK.ok)
    del copy
    gc.collect()
    assert _colour(parted.pixmap(SIDE)) == QColor(DARK.ok)


def test_an_icon_is_drawn_once_for_each_size_and_theme(theme: ThemeHolder) -> None:
    first = theme.current.picture("circle", "ok", SIDE)
    assert theme.icon("circle", "ok").pixmap(SIDE).toImage() == first.toImage()
    assert theme.current.picture("circle", "ok", SIDE) is first


def test_an_icon_ends_with_the_last_that_shows_it(theme: ThemeHolder) -> None:
    before = _engines()
    holders = _holders(theme)
    assert _engines() > before
    for holder in holders:
        holder.deleteLater()
    holders.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert _engines() == before


def _holders(theme: ThemeHolder) -> list[QPushButton | QAction | QSystemTrayIcon]:
    button, tray, menu = QPushButton(), QSystemTrayIcon(), QMenu()
    button.setIcon(theme.icon("circle", "ok"))
    tray.setIcon(theme.icon("circle", "ok"))
    action = menu.addAction(theme.icon("circle", "ok"), "Words")
    action.setParent(button)
    menu.deleteLater()
    return [button, tray, action]


def _engines() -> int:
    gc.collect()
    return sum(type(each).__name__ == "_RoleIcon" for each in gc.get_objects())


def _colour(picture: QPixmap) -> QColor:
    return picture.toImage().pixelColor(picture.width() // 2, picture.height() // 2)


def _painted(icon: QIcon, ratio: float) -> QImage:
    picture = QPixmap(QSize(SIDE, SIDE) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    icon.paint(painter, 0, 0, SIDE, SIDE)
    painter.end()
    return picture.toImage()


def _on_screen(surface: QWidget, place: QPoint) -> QColor:
    # Not grab(), which paints by itself.
    return surface.screen().grabWindow(surface.winId()).toImage().pixelColor(place)


def test_a_place_without_room_gets_no_icon(theme: ThemeHolder) -> None:
    picture = QPixmap(4, 4)
    painter = QPainter(picture)
    theme.icon("xmark").paint(painter, QRect(0, 0, 4, -2))
    painter.end()
    assert theme.icon("xmark").pixmap(QSize(4, -2)).isNull()
