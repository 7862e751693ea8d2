"""A case laid out for paper. What a sender wrote is put in as text, never as HTML."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import (
    QColor,
    QFont,
    QPagedPaintDevice,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from desktop.cases.paper.whole_case import WholeCase, facts, left_out, title
from desktop.cases.timeline.timeline_events import Event
from desktop.widgets.theme import BESIDE_POINTS, READING_POINTS, TITLE_POINTS
from desktop.words import clock
from desktop.words.language import tr
from desktop.words.message_text import folded
from desktop.words.message_words import in_line
from models.messages.messages import Message
from resources.palette import LIGHT

MOST_CHARACTERS = 20_000
"""Of one text: a page of a megabyte is read by nobody, and it is said what is left out."""

_TITLE_GAP, _ENTRY_GAP, _LINE_GAP = 10.0, 14.0, 3.0


def document(whole: WholeCase) -> QTextDocument:
    """The whole case, to be printed on any device."""
    made = QTextDocument()
    made.setUndoRedoEnabled(False)
    made.setDocumentMargin(0)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made.setDefaultTextOption(option)
    paper = _Paper(made)
    paper.write(title(whole.case), _format(TITLE_POINTS, bold=True), above=0)
    for line in facts(whole):
        paper.write(line, _format(BESIDE_POINTS, LIGHT.muted), above=_LINE_GAP)
    if whole.case.description:
        paper.write(_cut(whole.case.description), _format(READING_POINTS), above=_TITLE_GAP)
    for event in whole.events:
        _write_event(paper, event)
    if said := left_out(whole):
        paper.write(said, _format(BESIDE_POINTS, LIGHT.muted), above=_ENTRY_GAP)
    return made


def put_on(device: QPagedPaintDevice, whole: WholeCase) -> None:
    """Lay the case out on a printer or in a PDF file; any thread may."""
    # A document starts timers; without an event loop, a thread of a pool has nothing to start them with.
    loop = QEventLoop()
    made = document(whole)
    made.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, title(whole.case))
    made.print_(device)
    del made, loop


class _Paper:
    """Writes paragraphs at the end of a document."""

    def __init__(self, made: QTextDocument) -> None:
        self._cursor = QTextCursor(made)
        self._first = True

    def write(self, text: str, form: QTextCharFormat, *, above: float) -> None:
        """A paragraph of its own."""
        block = QTextBlockFormat()
        block.setTopMargin(above)
        if self._first:
            self._cursor.setBlockFormat(block)
        else:
            self._cursor.insertBlock(block)
        self._first = False
        # A line end within the text stays in its paragraph.
        self._cursor.insertText(text.replace("\n", "\u2028"), form)

    def add(self, text: str, form: QTextCharFormat) -> None:
        """More on the same line."""
        self._cursor.insertText(text, form)


def _write_event(paper: _Paper, event: Event) -> None:
    paper.write(event.who, _format(READING_POINTS, bold=True), above=_ENTRY_GAP)
    paper.add(f"   {event.said} · {clock.exact(event.at)}", _format(BESIDE_POINTS, LIGHT.muted))
    if event.message is not None:
        _write_message(paper, event.message)


def _write_message(paper: _Paper, message: Message) -> None:
    if message.text:
        paper.write(_cut(message.text), _format(READING_POINTS), above=_LINE_GAP)
    for posted in message.attachments:
        paper.write(in_line(posted), _format(BESIDE_POINTS, LIGHT.muted), above=_LINE_GAP)


def _cut(text: str) -> str:
    left = len(text) - MOST_CHARACTERS
    shown = folded(text[:MOST_CHARACTERS])
    return f"{shown}\n{tr('… and {count} more characters', left)}" if left > 0 else shown


def _format(points: int, color: str = LIGHT.text, *, bold: bool = False) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFontPointSize(points)
    form.setForeground(QColor(color))
    if bold:
        form.setFontWeight(QFont.Weight.DemiBold)
    return form
