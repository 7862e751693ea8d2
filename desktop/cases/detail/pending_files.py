"""The files that go along with a comment, as buttons that take them out again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.attachments.pending import Pending
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from desktop.words.plain_tooltip import plain_tooltip


class PendingFiles(QWidget):
    """Hidden while there is none."""

    changed = Signal()

    def __init__(self, *, theme: ThemeHolder) -> None:
        super().__init__()
        self._theme = theme
        self._pending: list[Pending] = []
        self._flow = FlowLayout(self)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def pending(self) -> list[Pending]:
        """What goes along."""
        return list(self._pending)

    def buttons(self) -> list[QPushButton]:
        """One for each, in their order."""
        items = (self._flow.itemAt(place) for place in range(self._flow.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, QPushButton)]

    def show_pending(self, pending: Sequence[Pending]) -> None:
        """Let these go along instead."""
        if list(pending) == self._pending:
            return
        self._pending = list(pending)
        for button in self.buttons():
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        for place, each in enumerate(self._pending):
            self._flow.addWidget(self._button(place, each))
        self.setVisible(bool(self._pending))
        self.updateGeometry()
        self.changed.emit()

    def _button(self, place: int, pending: Pending) -> QPushButton:
        button = QPushButton(self._theme.icon("xmark"), f" {pending.name}".replace("&", "&&"))
        button.setProperty("kind", "plain")
        button.setAutoDefault(False)
        button.setAccessibleName(tr("Take out {name}", name=pending.name))
        button.setToolTip(plain_tooltip(tr("Take out {name}", name=pending.name)))
        button.clicked.connect(partial(self._take_out, place))
        return button

    def _take_out(self, place: int) -> None:
        self.show_pending([*self._pending[:place], *self._pending[place + 1 :]])
