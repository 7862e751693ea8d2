"""An editor for JSON: a fixed-width font, the colours of JSON, and a line under what is wrong."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from time import perf_counter

from PySide6.QtCore import QRect, QTimer
from PySide6.QtGui import (
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from desktop.bodies.json_colours import colour
from desktop.posting.report_check import Finding
from desktop.text_size.fixed_font import FixedFont
from desktop.widgets.theme import ThemeHolder

LONGEST_LINE = 200_000
"""Qt needs a fifth of a second for a line of so many characters, at every key."""
LONGEST_COLOURED = 5_000
LINES_AT_ONCE = 2_000
TURN_SECONDS = 0.008
_CHUNK = 200


class JsonEditor(QPlainTextEdit):
    """Gives its text as it was typed, character for character."""

    def __init__(self, *, theme: ThemeHolder, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._findings: Sequence[Finding] = ()
        self._filling_with: str | None = None
        self._lines: list[str] = []
        self._filling = QTimer(self)
        self._filling.setInterval(0)
        self._filling.timeout.connect(self._fill)
        FixedFont(self, self._theme)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        # At words, the time for one endless word would grow with the square of its length.
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        theme.changed.connect(self._on_theme)

    def text(self) -> str:
        """What is in it. toPlainText() would make ordinary spaces of those that do not break."""
        return self._filling_with or self.document().toRawText().replace("\u2029", "\n")

    def is_filling(self) -> bool:
        """Whether a large text is still on its way in; it cannot be edited until it is there."""
        return self._filling_with is not None

    def show_text(self, text: str) -> None:
        """Put another text in its place: a small one so that Undo brings the old one back, a large one by and by."""
        lines = text.split("\n")
        if len(lines) > LINES_AT_ONCE:
            self.clear()
            self.setReadOnly(True)
            self._filling_with, self._lines = text, lines
            self._filling.start()
            return
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _fill(self) -> None:
        """Add lines for a few milliseconds."""
        ends, cursor = perf_counter() + TURN_SECONDS, QTextCursor(self.document())
        while perf_counter() < ends and self._lines:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            some, self._lines = self._lines[:_CHUNK], self._lines[_CHUNK:]
            cursor.insertText("\n".join(some) + ("\n" if self._lines else ""))
        if not self._lines:
            self._filling.stop()
            self._filling_with = None
            self.document().clearUndoRedoStacks()
            self.setReadOnly(False)
            self.show_findings(self._findings)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Mark what is wrong with the text as it is."""
        self._findings = findings
        selections = []
        for cursor in self._cursors(findings):
            selection = QTextEdit.ExtraSelection()
            selection.cursor = cursor
            selection.format = self._wrong()
            selections.append(selection)
        self.setExtraSelections(selections)

    def go_to(self, finding: Finding) -> None:
        """Put the cursor where something is wrong."""
        [cursor] = self._cursors([finding])
        cursor.setPosition(cursor.selectionStart())
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        block = self.firstVisibleBlock()
        area = QRect(self.viewport().rect())
        while (
            block.isValid() and self.blockBoundingGeometry(block).translated(self.contentOffset()).top() < area.bottom()
        ):
            # A block remembers for which text and in which theme it was coloured.
            text = block.text()
            state = hash((text, self._theme.current.dark)) & 0x7FFFFFFF
            if block.userState() != state:
                block.setUserState(state)
                block.layout().setFormats(self._formats(text))
            block = block.next()
        super().paintEvent(event)

    def _formats(self, line: str) -> list[QTextLayout.FormatRange]:
        found, spans = [], colour(line) if len(line) <= LONGEST_COLOURED else []
        places = in_qt(line, {at for span in spans for at in (span.start, span.start + span.length)})
        for span in spans:
            one, form = QTextLayout.FormatRange(), QTextCharFormat()
            form.setForeground(self._theme.current.color(span.role))
            one.start, one.length = places[span.start], places[span.start + span.length] - places[span.start]
            one.format = form
            found.append(one)
        return found

    def _cursors(self, findings: Sequence[Finding]) -> list[QTextCursor]:
        """The places of what is wrong, chosen."""
        places = in_qt(self.text(), {at for finding in findings for at in (finding.start, finding.end)})
        last, found = self.document().characterCount() - 1, []
        for finding in findings:
            start, end = (min(places[at], last) for at in (finding.start, finding.end))
            cursor = QTextCursor(self.document())
            # What is missing at the very end is shown at the last character.
            cursor.setPosition(max(0, start - 1) if start == end == last else start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            found.append(cursor)
        return found

    def _wrong(self) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        form.setUnderlineColor(self._theme.current.color("danger"))
        form.setBackground(self._theme.current.color("danger_soft"))
        return form

    def _on_theme(self) -> None:
        self.show_findings(self._findings)
        self.viewport().update()


def in_qt(text: str, places: Collection[int]) -> dict[int, int]:
    """How many of Qt's characters there are before each place: an emoji is two."""
    found, before, units = {0: 0}, 0, 0
    for at in sorted(places):
        units += len(text[before:at].encode("utf-16-le", "surrogatepass")) // 2
        found[at], before = units, at
    return found
