"""A view of a sheet: colours and marks on the lines that are seen, and no turn of the event loop that takes long."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QToolTip, QWidget

from desktop.bodies.body_views import BodyView, Mark
from desktop.bodies.filler import FIRST_LINES, Filler
from desktop.bodies.marks import MarkPainter, seen_lines
from desktop.bodies.qt_places import from_qt, to_qt
from desktop.bodies.sheet import Sheet, Spot
from desktop.bodies.sheet_margin import SheetMargin
from desktop.text_size.fixed_font import FixedFont
from desktop.widgets.theme import ThemeHolder
from desktop.words.plain_tooltip import plain_tooltip

# Below the place that is gone to, so many lines shall be in view.
LINES_BELOW = 2
_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class SheetView(QPlainTextEdit):
    """Shows the first lines of a sheet, and all of them when it is told to. Each line is a block of its document."""

    filled = Signal()
    """More lines are there, or other ones."""

    def __init__(self, *, theme: ThemeHolder, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._target: Spot | None = None
        self._dressing = 1
        """The state of a block that has its colours; another number after a change of the theme."""
        self._dress(name)
        self.marks = MarkPainter(self, theme)
        self._margin = SheetMargin(self, self.marks, theme=theme)
        self._filler = Filler(self)
        self._filler.filled.connect(self._on_filled)
        theme.changed.connect(self._on_theme)

    def show_view(self, view: BodyView) -> None:
        """Show another sheet, from its first mark or from its top."""
        wrap = QPlainTextEdit.LineWrapMode
        self.setLineWrapMode(wrap.WidgetWidth if view.wraps else wrap.NoWrap)
        self.marks.show_marks(view.marks, view.sheet)
        self.setViewportMargins(self._margin.show_sheet(view.sheet), 0, 0, 0)
        first = next(iter(view.marks), None)
        self._target = None if first is None else view.sheet.spot(first.start, first.start)
        self._filler.show(view.sheet)
        if self._target is not None:
            self._filler.want(self._target.line + FIRST_LINES // 2)

    def show_all(self) -> None:
        """Load every line."""
        self._filler.want(self.most())

    def most(self) -> int:
        """How many lines can be shown."""
        return self._filler.most()

    def shown_lines(self) -> int:
        """How many lines are there."""
        return self._filler.there()

    def sheet(self) -> Sheet:
        """What is shown."""
        return self._filler.sheet

    def go_to(self, start: int, end: int) -> None:
        """Choose a part of what the sheet shows and scroll to it, as soon as its line is there."""
        self._target = self.sheet().spot(start, end)
        self._filler.want(self._target.line + FIRST_LINES // 2)
        self._go_to_target()

    def marked(self) -> tuple[Mark, ...]:
        """What is wrong in it."""
        return self.marks.marks

    def paintEvent(self, event: QPaintEvent) -> None:
        for block, _ in seen_lines(self):
            if block.userState() != self._dressing:
                self._colour(block)
        super().paintEvent(event)
        self.marks.paint_notes()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._margin.place()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            note = self.marks.note_at(self.cursorForPosition(event.pos()).blockNumber())
            QToolTip.showText(event.globalPos(), plain_tooltip(note), self.viewport())
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_End and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.show_all()
        super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt calls it
        """What the sender wrote there: not the folds and pictures of the view, and all of it when all is chosen."""
        cursor, sheet = self.textCursor(), self.sheet()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        last = sheet.line_count() - 1
        everything = start == 0 and end == self.document().characterCount() - 1
        until = Spot(last, len(sheet.line(last))) if everything else self._spot(end)
        # The clipboard is emptied after Python has ended: an object that Python made would crash the program then.
        data = super().createMimeDataFromSelection()
        for form in data.formats():
            data.data(form)  # a form is made when it is first read: later, it would replace what is set here
            data.removeFormat(form)
        data.setText(sheet.copied(self._spot(start), until))
        return data

    def _spot(self, position: int) -> Spot:
        block = self.document().findBlock(position)
        return Spot(block.blockNumber(), from_qt(block.text(), position - block.position()))

    def _position(self, line: int, column: int) -> int:
        block = self.document().findBlockByNumber(line)
        return block.position() + to_qt(block.text(), column)

    def _on_filled(self) -> None:
        self.marks.choose()
        self._go_to_target()
        self.filled.emit()

    def _go_to_target(self) -> None:
        spot = self._target
        if spot is None or spot.line >= self._filler.there():
            return
        self._target = None
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(spot.line, spot.column))
        end = self._position(spot.line, spot.column + spot.length)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        area, line = self.cursorRect(), self.fontMetrics().height()
        if area.top() < 0 or area.bottom() + LINES_BELOW * line > self.viewport().height():
            self.centerCursor()

    def _colour(self, block: QTextBlock) -> None:
        block.setUserState(self._dressing)
        text, found = block.text(), []
        for span in self.sheet().spans(block.blockNumber()):
            one, form = QTextLayout.FormatRange(), QTextCharFormat()
            form.setForeground(self._theme.current.color(span.role))
            start = to_qt(text, span.start)
            one.start, one.length = start, to_qt(text, span.start + span.length) - start
            one.format = form
            found.append(one)
        block.layout().setFormats(found)

    def _on_theme(self) -> None:
        self._dressing += 1
        self.marks.choose()
        self.viewport().update()

    def _dress(self, name: str) -> None:
        self.setReadOnly(True)
        self.setTextInteractionFlags(_SELECTABLE)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setProperty("bare", "true")
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        FixedFont(self, self._theme)
