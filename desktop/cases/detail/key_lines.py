"""The keys of the case on the screen: how often each was seen, and the case that was there before under it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.widgets.elided_label import ElidedLabel
from desktop.words import clock
from desktop.words.language import tr
from desktop.words.plain_tooltip import plain_tooltip
from models.cases.case_keys import CaseKey
from models.cases.cases import Case


class KeyLines(QWidget):
    """A line for each key; hidden while the case has none."""

    wanted = Signal(int)
    """The id of a case that shall be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: Sequence[CaseKey] = ()
        self._labels: list[ElidedLabel] = []
        self._here = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.hide()

    def show_keys(self, keys: Sequence[CaseKey], here: int) -> None:
        """Show these keys; `here` is the id of the channel that need not be named."""
        if tuple(keys) != tuple(self._keys):
            self._here = here
            self._fill(keys)
        self.refresh()
        self.setVisible(bool(keys))

    def refresh(self) -> None:
        """Say the times as they are now."""
        for label, key in zip(self._labels, self._keys, strict=True):
            label.show_text(_seen(key), tooltip=_exactly(key))

    def texts(self) -> list[str]:
        """What the lines say, from above to below."""
        return [_seen(key) for key in self._keys]

    def buttons(self) -> list[QPushButton]:
        """The buttons that lead to the cases before."""
        return [button for button in self.findChildren(QPushButton) if button.isVisibleTo(self)]

    def _fill(self, keys: Sequence[CaseKey]) -> None:
        self._keys, self._labels = keys, []
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for key in keys:
            self._column.addWidget(self._row(key))

    def _row(self, key: CaseKey) -> QWidget:
        row, label = QWidget(), ElidedLabel(role="muted")
        self._labels.append(label)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(label)
        if key.before is not None:
            line.addWidget(self._before(key.before))
        line.addStretch()
        return row

    def _before(self, case: Case) -> QPushButton:
        elsewhere = "" if case.channel_id == self._here else f" {case.channel}"
        at = clock.long_relative(case.created_at, clock.now())
        text = tr("came before: #{number}{channel}, {at}", number=case.number, channel=elsewhere, at=at)
        button = QPushButton("·  " + text.replace("&", "&&"))
        button.setProperty("kind", "beside")
        button.setAutoDefault(False)
        button.setAccessibleName(text)
        button.setToolTip(plain_tooltip(f"#{case.number} {case.subject}"))
        button.clicked.connect(partial(self.wanted.emit, case.id))
        return button


def _seen(key: CaseKey) -> str:
    words = tr("Key {key}  ·  seen {count} times", key.repeats + 1, key=key.key)
    if key.last_repeat_at is None:
        return words
    return tr("{seen}, last {ago}", seen=words, ago=clock.ago(key.last_repeat_at, clock.now()))


def _exactly(key: CaseKey) -> str:
    if key.last_repeat_at is None:
        return key.key
    return tr("{key}\nThe last time that nothing was new: {at}", key=key.key, at=clock.exact(key.last_repeat_at))
