"""A field for an expression or a template: as high as its text, with completion and a line under what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QTextEdit, QWidget

from desktop.bodies.qt_places import from_qt, to_qt
from desktop.formats.reading.completion import Offered
from desktop.formats.reading.suggestions import Suggestions
from desktop.text_size.fixed_font import FixedFont
from desktop.widgets.theme import ThemeHolder
from receiver.formats.templates import TemplateFault

MOST_LINES = 9
"""A longer text is scrolled."""
Complete = Callable[[str, int], Offered | None]


class ExpressionField(QPlainTextEdit):
    """Undo takes back also what was put in from elsewhere. The Enter key ends a line only in a template."""

    edited = Signal()
    """The text is another one, whoever changed it."""

    def __init__(
        self, name: str, complete: Complete, *, is_template: bool, theme: ThemeHolder, parent: QWidget | None = None
    ) -> None:
        """`complete` gets the text and a place in it, and says what may stand there."""
        super().__init__(parent)
        self._theme, self._complete, self._is_template = theme, complete, is_template
        self._faults: Sequence[TemplateFault] = ()
        self._shown = ""
        self.suggestions = Suggestions(self)
        self.suggestions.taken.connect(self._take)
        FixedFont(self, self._theme)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self.textChanged.connect(self._on_changed)
        theme.changed.connect(lambda: self.show_faults(self._faults))
        self._fit()

    def text(self) -> str:
        """What is in it."""
        return self.document().toRawText().replace("\u2029", "\n")

    def show_text(self, text: str) -> None:
        """Put another text in its place, so that Undo brings the old one back."""
        if text == self.text():
            return
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def show_faults(self, faults: Sequence[TemplateFault]) -> None:
        """Mark what is wrong with the text as it is."""
        self._faults = faults
        marks = []
        for fault in faults:
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = self._cursor(fault), self._wrong()
            marks.append(mark)
        self.setExtraSelections(marks)

    def faults(self) -> Sequence[TemplateFault]:
        """What is marked."""
        return self._faults

    def complete(self) -> None:
        """Offer what may stand at the cursor, if there is more to say than stands there."""
        at = self._at()
        found = self._complete(self.text(), at)
        written = "" if found is None else self.text()[found.start : at]
        if found is None or [each.expression for each in found.choices] == [written]:
            self.suggestions.hide()
            return
        area = self.cursorRect()
        area.translate(self.viewport().pos())
        self.suggestions.offer(found.choices, area)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 12, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.suggestions.takes(event):
            return
        if event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.complete()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._is_template:
            self.focusNextChild()
            return
        super().keyPressEvent(event)
        typed = event.text()
        if typed and (typed.isprintable() or event.key() == Qt.Key.Key_Backspace):
            self.complete()
        else:
            self.suggestions.hide()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.suggestions.hide()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt calls it
        """The Tab key takes a name while some are offered."""
        return False if self.suggestions.isVisible() else super().focusNextPrevChild(forward)

    def _take(self, name: str) -> None:
        """Put a name that was chosen in the place of what stands before the cursor."""
        at = self._at()
        found = self._complete(self.text(), at)
        if found is None:
            return
        cursor = self.textCursor()
        cursor.setPosition(to_qt(self.text(), found.start))
        cursor.setPosition(to_qt(self.text(), at), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(name)
        self.setTextCursor(cursor)

    def _at(self) -> int:
        return from_qt(self.text(), self.textCursor().position())

    def _on_changed(self) -> None:
        if self.text() != self._shown:  # Qt says it also of a change of looks
            self._shown = self.text()
            self.edited.emit()

    def _cursor(self, fault: TemplateFault) -> QTextCursor:
        text = self.text()
        start, end = span(text, fault)
        cursor = QTextCursor(self.document())
        cursor.setPosition(to_qt(text, start))
        cursor.setPosition(to_qt(text, end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _wrong(self) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        form.setUnderlineColor(self._theme.current.color("danger"))
        form.setBackground(self._theme.current.color("danger_soft"))
        return form

    def _lines(self) -> int:
        """How many lines the text has where it wraps; Qt counts those that it has not painted as they were."""
        block, found = self.document().firstBlock(), 0
        while block.isValid() and found <= MOST_LINES:
            self.document().documentLayout().blockBoundingRect(block)
            found += block.lineCount()
            block = block.next()
        return found

    def _fit(self) -> None:
        """Be as high as the text, up to some lines."""
        least = 2 if self._is_template else 1
        lines = max(least, min(self._lines(), MOST_LINES))
        edges = self.height() - self.viewport().height() + round(self.document().documentMargin() * 2)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + edges)
        scrolls = lines == MOST_LINES
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(bar)


def span(text: str, fault: TemplateFault) -> tuple[int, int]:
    """From which up to which character of the text a fault is; at least one character, if there is any."""
    before = sum(len(line) + 1 for line in text.split("\n")[: fault.line - 1])
    start = min(before + fault.column - 1, len(text))
    end = min(start + max(fault.length, 1), len(text))
    return (max(0, start - 1), end) if start == end else (start, end)
