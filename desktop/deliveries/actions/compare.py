"""Compare two deliveries: what only one of them says, line by line."""

from __future__ import annotations

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextFormat, QTextOption
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.bodies.sheet import visible
from desktop.deliveries.actions.comparison import Comparison, Kind
from desktop.deliveries.list import delivery_words
from desktop.text_size.fixed_font import FixedFont
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.local_key import on_key
from desktop.widgets.theme import ThemeHolder
from desktop.words import clock
from desktop.words.language import number, tr
from models.deliveries.deliveries import Delivery

_SIGNS: dict[Kind, str] = {"same": "  ", "first": "− ", "second": "+ ", "gap": "⋯ "}  # noqa: RUF001 - a minus
_LOOKS: dict[Kind, tuple[str, str]] = {
    "first": ("danger", "danger_soft"),
    "second": ("ok", "ok_soft"),
    "gap": ("muted", "window"),
}


class CompareDialog(QDialog):
    """F8 or N leads to the next difference, Shift+F8 or P to the one before."""

    def __init__(self, comparison: Comparison, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparison, self._theme = comparison, theme
        self._current = -1
        self.setWindowTitle(
            tr("Compare deliveries {first} and {second}", first=comparison.first.id, second=comparison.second.id)
        )
        self.view = QPlainTextEdit(readOnly=True)
        self.note = ElidedLabel(comparison.note, role="muted")
        self.next = QPushButton(theme.icon("arrow-down"), tr("&Next difference"))
        self.previous = QPushButton(theme.icon("arrow-up"), tr("&Previous"))
        self._lay_out()
        self.view.setPlainText("\n".join(_SIGNS[line.kind] + visible(line.text) for line in comparison.lines))
        self.next.clicked.connect(lambda: self._step(1))
        self.previous.clicked.connect(lambda: self._step(-1))
        on_key(self, lambda: self._step(1), "F8", "N")
        on_key(self, lambda: self._step(-1), "Shift+F8", "P")
        theme.changed.connect(self._colour)
        self._colour()
        self._step(1)
        self.view.setFocus()

    def current(self) -> int:
        """The number of the difference that is chosen, from 0; -1 where there is none."""
        return self._current

    def _step(self, by: int) -> None:
        starts = self._comparison.starts
        if starts:
            self._current = min(max(self._current + by, 0), len(starts) - 1)
            cursor = QTextCursor(self.view.document().findBlockByNumber(starts[self._current]))
            self.view.setTextCursor(cursor)
            self.view.centerCursor()
            where = tr("Difference {at} of {number}.", at=number(self._current + 1), number=number(len(starts)))
            self.note.show_text(f"{where} {self._comparison.note}".rstrip())
        self.next.setEnabled(self._current + 1 < len(starts))
        self.previous.setEnabled(self._current > 0)

    def _colour(self) -> None:
        selections = []
        for at, line in enumerate(self._comparison.lines):
            if line.kind in _LOOKS:
                selection = QTextEdit.ExtraSelection()
                selection.cursor = QTextCursor(self.view.document().findBlockByNumber(at))
                selection.format = self._look(line.kind)
                selections.append(selection)
        self.view.setExtraSelections(selections)

    def _look(self, kind: Kind) -> QTextCharFormat:
        color, ground = _LOOKS[kind]
        look = QTextCharFormat()
        look.setForeground(self._theme.current.color(color))
        look.setBackground(self._theme.current.color(ground))
        look.setProperty(QTextFormat.Property.FullWidthSelection, True)
        return look

    def _lay_out(self) -> None:
        FixedFont(self.view, self._theme)
        self.view.setAccessibleName(tr("Differences"))
        self.view.setTabChangesFocus(True)
        self.view.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        legend = QGridLayout()
        legend.setHorizontalSpacing(8)
        legend.setColumnStretch(2, 1)
        both = ((self._comparison.first, tr("− only in"), "danger"), (self._comparison.second, tr("+ only in"), "ok"))  # noqa: RUF001
        for row, (delivery, words, look) in enumerate(both):
            sign = QLabel(words)
            sign.setProperty("pill", look)
            name = QLabel(tr("Delivery {id}", id=delivery.id))
            name.setProperty("role", "heading")
            legend.addWidget(sign, row, 0)
            legend.addWidget(name, row, 1)
            legend.addWidget(ElidedLabel(_what(delivery), role="muted"), row, 2)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self.previous, self.next):
            button.setAutoDefault(False)
            foot.addWidget(button)
        self.next.setToolTip(tr("F8 or N"))
        self.previous.setToolTip(tr("Shift+F8 or P"))
        foot.addWidget(self.note, 1)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(legend)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        letter = self.fontMetrics()
        self.resize(letter.averageCharWidth() * 124, letter.height() * 36)


def _what(delivery: Delivery) -> str:
    words = delivery_words.outcome(delivery)
    return f"{words} · {delivery.hook} · {delivery_words.time(delivery.received_at, clock.now())}"
