"""One out of several, by a few letters and Enter: people, priorities, channels, cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from desktop.dialogs.popup import Popup
from desktop.words.language import tr
from desktop.words.plain_tooltip import plain_tooltip
from models.names import begins, folded

MOST_ROWS = 8
WIDE_CHARACTERS = 42
_MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


@dataclass(frozen=True, slots=True)
class Choice:
    """A line to choose, and what it stands for."""

    label: str
    value: object


class Chooser(Popup):
    """Typing leaves the lines in which a word begins like that; the arrows move, Enter takes."""

    chosen = Signal(object)
    """The value of the choice."""
    typed = Signal(str)

    def __init__(
        self,
        heading: str,
        choices: Sequence[Choice],
        anchor: QWidget,
        *,
        current: object = None,
        new: Callable[[str], Choice | None] | None = None,
        finds: bool = True,
    ) -> None:
        """`new` makes a choice of what was typed when no line says the same. Where `finds` is False, this looks for
        nothing: show_choices() brings the lines for what was typed."""
        super().__init__(heading, anchor)
        self._choices, self._current, self._new, self._finds = choices, current, new, finds
        self.field = QLineEdit()
        self.field.setAccessibleName(heading)
        self.field.setPlaceholderText(tr("Type to find"))
        self.field.textEdited.connect(self._on_typed)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(heading)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._take)
        self.column.addWidget(self.field)
        self.column.addWidget(self.list)
        self.surface.setFixedWidth(self.fontMetrics().averageCharWidth() * WIDE_CHARACTERS)
        self._fill()
        self.setFocusProxy(self.field)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other lines to choose from."""
        self._choices = choices
        self._fill()

    def labels(self) -> list[str]:
        """The lines that can be chosen now."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self.list.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _on_typed(self, text: str) -> None:
        if self._finds:
            self._fill()
        self.typed.emit(text)

    def _fill(self) -> None:
        asked = " ".join(self.field.text().split())
        shown = [each for each in self._choices if not self._finds or begins(each.label, asked)]
        if self._finds:  # "hi" is High before it is Very High
            shown.sort(key=lambda each: not folded(each.label).startswith(folded(asked)))
        same = any(folded(each.label) == folded(asked) for each in shown)
        if self._new is not None and asked and not same and (made := self._new(asked)) is not None:
            shown.append(made)
        self.list.clear()
        for each in shown:
            item = QListWidgetItem(each.label, self.list)
            item.setData(Qt.ItemDataRole.UserRole, each)
            item.setToolTip(plain_tooltip(each.label))
        values = [each.value for each in shown]
        self.list.setCurrentRow(values.index(self._current) if not asked and self._current in values else 0)
        rows = max(1, min(MOST_ROWS, max(len(shown), 1 if self._finds else MOST_ROWS)))
        height = self.list.sizeHintForRow(0) if shown else self.fontMetrics().height() + 12
        self.list.setFixedHeight(rows * height + 2)
        self.fit()

    def _take(self, item: QListWidgetItem | None) -> None:
        choice = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        if isinstance(choice, Choice):
            self.finish()
            self.chosen.emit(choice.value)
