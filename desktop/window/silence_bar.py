"""The line in a channel that says which of its web hooks is silent, with what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.data.silence_watch import sentence
from desktop.widgets.icon_label import IconLabel
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from desktop.words.message_text import breakable
from models.channels.silence import SilentHook

NARROW_CHARACTERS = 95


class SilenceBar(QWidget):
    """Shows the longest silent one; the next one follows when it is dismissed."""

    deliveries_wanted = Signal(int)
    """The id of the web hook whose deliveries shall be shown."""
    properties_wanted = Signal(int)
    """The id of the web hook that shall be edited."""
    dismissed = Signal(object)
    """The SilentHook that the person knows of."""

    def __init__(self, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hook: SilentHook | None = None
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon = IconLabel(theme.icon("bell-slash", "warning"))
        self.words = QLabel(wordWrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.deliveries = self._button(tr("Show deliveries"), lambda hook: self.deliveries_wanted.emit(hook.hook_id))
        self.properties = self._button(tr("Hook properties"), lambda hook: self.properties_wanted.emit(hook.hook_id))
        self.dismiss = self._button(tr("Dismiss until it speaks"), self.dismissed.emit)
        self._lay_out()
        self.hide()

    def show_hooks(self, silent: Sequence[SilentHook]) -> None:
        """Say who is silent; with nobody there is nothing to see."""
        self.hook = silent[0] if silent else None
        if self.hook is not None:
            others = len(silent) - 1
            said = sentence(self.hook)
            more = f" {tr('So are {count} others.', others)}" if others else ""
            self.words.setText(breakable(said) + more)
            for button in (self.deliveries, self.properties, self.dismiss):
                button.setAccessibleDescription(said)
        self.setVisible(self.hook is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the buttons stand below the words."""
        super().resizeEvent(event)
        narrow = self.width() < self.fontMetrics().averageCharWidth() * NARROW_CHARACTERS
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != direction:
            self._row.setDirection(direction)

    def _button(self, text: str, clicked: Callable[[SilentHook], object]) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", "small")
        button.clicked.connect(lambda: None if self.hook is None else clicked(self.hook))
        return button

    def _lay_out(self) -> None:
        words, buttons = QHBoxLayout(), QHBoxLayout()
        words.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        words.addWidget(self.words, 1)
        for button in (self.deliveries, self.properties, self.dismiss):
            buttons.addWidget(button)
        buttons.addStretch()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(24, 8, 20, 8)
        for layout in (words, buttons, self._row):
            layout.setSpacing(8)
        self._row.addLayout(words, 1)
        self._row.addLayout(buttons)
