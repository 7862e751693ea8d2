"""Paints the words of a list row: one line each, by role, elided where it does not fit."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop.widgets.theme import BESIDE_POINTS, Theme
from desktop.words.unturned import unturned

_CENTRED = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
PAD = 12
_PILL_PAD = 8
_EDGE = 3


def beside_font(font: QFont) -> QFont:
    """The small font for what is beside the subject of a row."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * BESIDE_POINTS / 10)
    return small


def line_heights(font: QFont) -> tuple[int, int]:
    """The heights in pixels of a row's first line and of its small second line."""
    return QFontMetrics(font).height(), QFontMetrics(beside_font(font)).height()


class RowPainter:
    """A painter with the fonts and colours of one row; use it as a context."""

    def __init__(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
        self._painter, self._theme = painter, theme
        self.rect: QRect = option.rect
        self.font: QFont = option.font
        state: QStyle.StateFlag = option.state
        self.selected = bool(state & QStyle.StateFlag.State_Selected)
        self.hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        self.focused = bool(state & QStyle.StateFlag.State_HasFocus)

    def __enter__(self) -> RowPainter:
        self._painter.save()
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return self

    def __exit__(self, *_: object) -> None:
        self._painter.restore()

    def text(self, area: QRect, text: str, role: str, *, bold: bool = False, small: bool = False) -> int:
        """Draw a line of plain text from the left of `area`; return the x after it."""
        if area.width() <= 0:
            return area.left()
        metrics = self._use_font(bold, small)
        shown = metrics.elidedText(_one_line(text), Qt.TextElideMode.ElideRight, area.width())
        self._painter.setPen(self._theme.color(role))
        self._painter.drawText(area, int(_CENTRED | Qt.AlignmentFlag.AlignLeft), shown)
        return area.left() + metrics.horizontalAdvance(shown)

    def text_right(self, area: QRect, text: str, role: str, *, small: bool = True) -> int:
        """Draw a line of plain text at the right end of `area`; return the x it begins at."""
        metrics = self._use_font(False, small)
        self._painter.setPen(self._theme.color(role))
        self._painter.drawText(area, int(_CENTRED | Qt.AlignmentFlag.AlignRight), text)
        return area.right() - metrics.horizontalAdvance(text)

    def pill(self, area: QRect, text: str, role: str, ground: str) -> int:
        """Draw a word on a soft rounded ground, elided where it does not fit; return the x after it."""
        metrics = self._use_font(True, True)
        if area.width() < 2 * _PILL_PAD + metrics.horizontalAdvance("…"):
            return area.left()
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width() - 2 * _PILL_PAD)
        width = metrics.horizontalAdvance(text) + 2 * _PILL_PAD
        body = QRect(area.left(), area.top(), width, area.height())
        self.round(body, ground, area.height() / 2)
        self._painter.setPen(self._theme.color(role))
        self._painter.drawText(body, int(_CENTRED | Qt.AlignmentFlag.AlignHCenter), text)
        return body.right() + 1

    def round(self, area: QRect, role: str, radius: float) -> None:
        """Fill a rounded area in the colour of a role."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.color(role))
        self._painter.drawRoundedRect(QRectF(area), radius, radius)

    def fill(self, area: QRect, role: str) -> None:
        """Fill an area in the colour of a role."""
        self._painter.fillRect(area, self._theme.color(role))

    def outline(self, area: QRect, radius: float) -> None:
        """Draw the line that shows where the keyboard is."""
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(self._theme.color("accent"))
        self._painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def ground(self, left: int, right: int) -> None:
        """Draw what is behind the words: the line below, set in by so much, whether the row is selected, and where the
        mouse and the keyboard are."""
        rect = self.rect
        self.fill(QRect(rect.left() + left, rect.bottom(), rect.width() - left - right, 1), "border")
        if self.selected:
            self.fill(rect, "accent_soft")
            self.fill(QRect(rect.left(), rect.top(), _EDGE, rect.height()), "accent")
        elif self.hovered:
            self.fill(rect.adjusted(0, 0, 0, -1), "hover")
        if self.focused:
            self.outline(rect.adjusted(0, 0, 0, -1), 0)

    def _use_font(self, bold: bool, small: bool) -> QFontMetrics:
        font = beside_font(self.font) if small else QFont(self.font)
        if bold:
            font.setWeight(QFont.Weight.DemiBold)
        self._painter.setFont(font)
        return QFontMetrics(font)


def _one_line(text: str) -> str:
    return unturned(" ".join(text[:500].split()))
