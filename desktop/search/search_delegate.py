"""How a find is drawn: the case or message it is in, and the words that were searched for marked in their context."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from desktop.cases.list.case_words import PILLS, beside
from desktop.data.keyset_model import RECORD_ROLE, Index
from desktop.search.search_model import MOST_CASES, Found, SearchModel
from desktop.widgets.row_painter import RowPainter, beside_font, line_heights
from desktop.widgets.theme import ThemeHolder
from desktop.words import clock
from desktop.words.language import tr
from desktop.words.priorities import priority
from models.cases.cases import Case
from models.messages import words

LEFT = 24
RIGHT = 20
GAP = 8
BETWEEN = 7
AROUND = 32
HEADING = 34
# Characters of a description; words further behind are seen when the case is open.
LOOKED_THROUGH = 4_000
CONTEXT = 60


class SearchDelegate(QStyledItemDelegate):
    """The first case and the first message have the heading of their section above."""

    def __init__(self, theme: ThemeHolder, view: QListView, model: SearchModel) -> None:
        super().__init__(view)
        self._theme, self._model = theme, model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        first, second = line_heights(option.font)
        heading = HEADING if self._model.starts_section(index.row()) else 0
        return QSize(200, first + second + AROUND + heading)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found = index.data(RECORD_ROLE)
        if not isinstance(found, Found):
            return
        with RowPainter(painter, option, self._theme.current) as row:
            if self._model.starts_section(index.row()):
                self._heading(row, found)
                row.rect = row.rect.adjusted(0, HEADING, 0, 0)
            row.ground(LEFT, RIGHT)
            first, second = line_heights(row.font)
            top = row.rect.top() + (row.rect.height() - first - second - BETWEEN) // 2
            width = row.rect.width() - LEFT - RIGHT
            head = QRect(row.rect.left() + LEFT, top, width, first)
            below = QRect(row.rect.left() + LEFT, top + first + BETWEEN, width, second)
            if found.hit is not None:
                self._message(row, head, below, found)
            elif found.case is not None:
                self._case(row, head, below, found.case)

    def _heading(self, row: RowPainter, found: Found) -> None:
        text = tr("Messages") if found.hit is not None else tr("Cases")
        cases = sum(one.hit is None for one in self._model.records()[: MOST_CASES + 1])
        if found.hit is None and cases == MOST_CASES:
            text = tr("Cases: the newest {count}, another word finds fewer", MOST_CASES)
        area = row.rect.adjusted(LEFT, 10, -RIGHT, 0)
        area.setHeight(HEADING - 10)
        row.text(area, text, "muted", bold=True, small=True)

    def _case(self, row: RowPainter, head: QRect, below: QRect, case: Case) -> None:
        asked = self._model.question.words
        end = row.text_right(head, clock.relative(case.updated_at, clock.now()), "muted")
        head.setRight(end - 2 * GAP)
        head.setLeft(row.text(head, f"#{case.number}", "muted") + GAP)
        start, stop = words.place(case.subject, asked)
        self._marked(row, head, case.subject[:start], case.subject[start:stop], case.subject[stop:], small=False)
        if case.state == "closed":
            below.setLeft(row.pill(below, tr("Closed"), "muted", "hover") + GAP)
        if case.priority:
            below.setLeft(row.pill(below, priority(case.priority), *PILLS[case.priority]) + GAP)
        text = case.description[:LOOKED_THROUGH]
        start, stop = words.place(text, asked) if text and not stop else (0, 0)
        if stop:
            self._marked(row, below, text[max(0, start - CONTEXT) : start], text[start:stop], text[stop:], small=True)
        else:
            row.text(below, " · ".join(beside(case, clock.now(), True)), "muted", small=True)

    def _message(self, row: RowPainter, head: QRect, below: QRect, found: Found) -> None:
        hit, case = found.hit, found.case
        if hit is None:
            return
        end = row.text_right(head, clock.relative(hit.received_at, clock.now()), "muted")
        head.setRight(end - 2 * GAP)
        if case is not None:
            head.setLeft(row.text(head, f"#{case.number}", "muted") + GAP)
        row.text(head, tr("Activity") if case is None else case.subject, "text")
        below.setLeft(row.text(below, f"{found.channel}  ·  ", "muted", small=True) + GAP)
        if not hit.hit:
            below.setLeft(row.text(below, tr("In its id or attachments:"), "muted", small=True) + GAP // 2)
        self._marked(row, below, hit.before, hit.hit, hit.after, small=True)

    def _marked(self, row: RowPainter, area: QRect, before: str, hit: str, after: str, *, small: bool) -> None:
        """A line with one word marked, which is in sight however narrow the line is."""
        metrics = QFontMetrics(beside_font(row.font) if small else QFont(row.font))
        role, space = ("muted" if small else "text"), metrics.horizontalAdvance(" ")
        room = area.width() * 2 // 5
        shown = metrics.elidedText(" ".join(before.split()), Qt.TextElideMode.ElideLeft, room)
        line = QRect(area)
        if shown:
            line.setLeft(row.text(line, shown, role, small=small) + (space if before[-1:].isspace() else 0))
        if hit:
            wide = min(metrics.horizontalAdvance(" ".join(hit.split())), line.width())
            row.round(QRect(line.left() - 2, line.top() - 1, wide + 4, line.height() + 2), "warning_soft", 3)
            line.setLeft(row.text(line, hit, "text", small=small) + (space if after[:1].isspace() else 0))
        row.text(line, after, role, small=small)
