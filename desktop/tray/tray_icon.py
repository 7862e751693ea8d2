"""The picture in the tray: the program's icon, the receiver's state as a dot, and a point while something is unread."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from desktop.widgets.theme import Theme

TrayState = Literal["starting", "receiving", "refusing", "elsewhere", "stopped", "problem", "warning"]
DOT_ROLES: dict[TrayState, str] = {
    "starting": "muted",
    "receiving": "ok",
    "refusing": "danger",
    "elsewhere": "muted",
    "stopped": "muted",
    "problem": "danger",
    "warning": "warning",
}
SIDES = (16, 22, 24, 32, 48, 64)
DOT, POINT = 0.44, 0.36  # of the icon's side


def tray_icon(program: QIcon, state: TrayState, unread: bool, theme: Theme) -> QIcon:
    """The icon, drawn for each size that trays use, so that none is scaled. A number would be too small to read."""
    icon = QIcon()
    for side in SIDES:
        icon.addPixmap(_picture(program, state, unread, theme, side))
    return icon


def _picture(program: QIcon, state: TrayState, unread: bool, theme: Theme, side: int) -> QPixmap:
    resting = state in ("stopped", "starting")
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    mode = QIcon.Mode.Disabled if resting else QIcon.Mode.Normal
    painter.drawPixmap(0, 0, program.pixmap(side, side, mode))
    dot, point = side * DOT, side * POINT
    _disc(painter, theme, DOT_ROLES[state], QRectF(side - dot, side - dot, dot, dot))
    if unread:
        _disc(painter, theme, "accent", QRectF(side - point, 0, point, point))
    painter.end()
    return picture


def _disc(painter: QPainter, theme: Theme, role: str, area: QRectF) -> None:
    """Draw a disc; its ring parts it from the icon, whatever the ground."""
    ring = max(1.0, area.width() / 7)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("surface"))
    painter.drawEllipse(area)
    painter.setBrush(theme.color(role))
    painter.drawEllipse(area.adjusted(ring, ring, -ring, -ring))
