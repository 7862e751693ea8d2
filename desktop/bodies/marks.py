"""The marks of a view: a ground for each line that has a fault, a line under the fault, its words beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextBlock, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from desktop.bodies.body_views import Mark
from desktop.bodies.qt_places import to_qt
from desktop.bodies.sheet import Sheet, Spot
from desktop.widgets.theme import ThemeHolder

GAP = 20
LEAST_CHARACTERS = 12
"""Where there is not so much room beside a line, its tooltip says the note."""


def seen_lines(view: QPlainTextEdit) -> list[tuple[QTextBlock, QRect]]:
    """The lines that are on the screen, with their places in the viewport."""
    found = []
    block = view.firstVisibleBlock()
    top = view.blockBoundingGeometry(block).translated(view.contentOffset()).top()
    while block.isValid() and top <= view.viewport().height():
        height = view.blockBoundingRect(block).height()
        found.append((block, QRect(0, int(top), view.viewport().width(), int(height))))
        top += height
        block = block.next()
    return found


class MarkPainter:
    """Paints the marks of a QPlainTextEdit with a block for each line of a sheet."""

    def __init__(self, view: QPlainTextEdit, theme: ThemeHolder) -> None:
        self._view, self._theme = view, theme
        self.marks: tuple[Mark, ...] = ()
        self._spots: list[Spot] = []
        self._notes: dict[int, str] = {}

    def show_marks(self, marks: Sequence[Mark], sheet: Sheet) -> None:
        """Show these from now on."""
        self.marks = tuple(marks)
        self._spots = [sheet.spot(mark.start, mark.end) for mark in marks]
        self._notes = {}
        for spot, mark in zip(self._spots, marks, strict=True):
            before = self._notes.get(spot.line)
            self._notes[spot.line] = mark.note if before is None else f"{before}\n{mark.note}"

    def is_marked(self, line: int) -> bool:
        """Whether there is a fault in a line."""
        return line in self._notes

    def note_at(self, line: int) -> str:
        """What is wrong in a line."""
        return self._notes.get(line, "")

    def choose(self) -> None:
        """Set the grounds and underlines of the lines that are there."""
        lines = self._view.document().blockCount()
        there = [spot for spot in self._spots if spot.line < lines]
        found = [self._ground(spot) for spot in there] + [self._underline(spot) for spot in there]
        self._view.setExtraSelections(found)

    def paint_notes(self) -> None:
        """Paint what is wrong behind the lines that are on the screen."""
        if not self._notes:
            return
        painter = QPainter(self._view.viewport())
        painter.setFont(self._view.font())
        painter.setPen(self._theme.current.color("danger"))
        for block, area in seen_lines(self._view):
            note = self._notes.get(block.blockNumber())
            if note is not None:
                self._paint_note(painter, block, area, " · ".join(note.splitlines()))

    def _paint_note(self, painter: QPainter, block: QTextBlock, area: QRect, note: str) -> None:
        layout = block.layout()
        if layout.lineCount() == 0:
            return
        line = layout.lineAt(layout.lineCount() - 1)
        metrics = QFontMetrics(self._view.font())
        left = int(line.naturalTextWidth() + self._view.contentOffset().x()) + GAP
        room = area.width() - left - GAP // 2
        if room < metrics.averageCharWidth() * LEAST_CHARACTERS:
            return
        top = area.top() + int(line.y())
        shown = metrics.elidedText(f"← {note}", Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, top, room, int(line.height())), int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _ground(self, spot: Spot) -> QTextEdit.ExtraSelection:
        form = QTextCharFormat()
        form.setBackground(self._theme.current.color("danger_soft"))
        form.setProperty(QTextFormat.Property.FullWidthSelection, True)
        return self._selection(spot, 0, form)

    def _underline(self, spot: Spot) -> QTextEdit.ExtraSelection:
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        form.setUnderlineColor(self._theme.current.color("danger"))
        return self._selection(spot, max(1, spot.length), form)

    def _selection(self, spot: Spot, length: int, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
        block = self._view.document().findBlockByNumber(spot.line)
        text = block.text()
        # A text that ends too early has no character there: its last one is marked.
        first = min(spot.column, max(0, len(text) - 1))
        start, end = (to_qt(text, at) for at in (first, min(first + length, len(text))))
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + start)
        cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
        found = QTextEdit.ExtraSelection()
        found.cursor, found.format = cursor, form
        return found
