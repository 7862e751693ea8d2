"""The menu of a value: what it can be used as, and what that makes of the format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from desktop.data.tasks import Tasks
from desktop.formats.came.body_model import Chosen, shown
from desktop.formats.edited_format import EditedFormat
from desktop.menus.menu import Menu
from desktop.words.language import Sentence, tr
from receiver.formats.arrived import Arrived
from receiver.formats.editing.uses import Use, use, uses_of
from receiver.formats.format import Format

LONGEST = 30
"""Characters of a value in a menu."""
WORDS: dict[Use, Sentence] = {
    "subject": Sentence("Subject"),
    "text": Sentence("Part of the text"),
    "key": Sentence("Key"),
    "part of key": Sentence("Another part of the key"),
    "closed when": Sentence("Closed when it is “{value}”"),
    "priority": Sentence("Priority"),
    "link": Sentence("Link"),
    "each": Sentence("One report for each of this list"),
}


@dataclass(frozen=True, slots=True)
class _Clicked:
    """A value that was clicked, and where its menu opens."""

    chosen: Chosen
    at: QPoint


class UseMenu(QObject):
    """What a value can be used as is worked out off the window's thread: its body may have a megabyte."""

    used = Signal(str)
    """The part of the format that was changed."""

    def __init__(
        self, edited: EditedFormat, arrived: Callable[[], Arrived | None], *, tasks: Tasks, window: QWidget
    ) -> None:
        """`arrived` gives the body that is shown, as formats see it."""
        super().__init__(window)
        self._edited, self._arrived, self._tasks, self._window = edited, arrived, tasks, window
        self.menu: Menu | None = None

    def ask(self, chosen: Chosen, at: QPoint) -> None:
        """Open the menu of a value."""
        arrived, format_ = self._arrived(), self._edited.get()
        if arrived is not None:
            clicked = _Clicked(chosen, at)
            self._tasks.run(
                lambda: _uses(format_, arrived, chosen), lambda uses: self._open(clicked, arrived, uses), owner=self
            )

    def use(self, what_for: Use, chosen: Chosen, arrived: Arrived) -> None:
        """Use a value of a body in the format."""
        format_ = self._edited.get()
        self._tasks.run(
            lambda: use(format_, what_for, arrived, chosen.place),
            lambda made: self._put(format_, made, partial(self.use, what_for, chosen, arrived), what_for),
            owner=self,
        )

    def _put(self, before: Format, made: Format, again: Callable[[], None], what_for: Use) -> None:
        if self._edited.get() != before:  # somebody typed meanwhile
            again()
            return
        self._edited.put(made)
        self.used.emit(what_for)

    def _open(self, clicked: _Clicked, arrived: Arrived, uses: tuple[Use, ...]) -> None:
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = menu = Menu(self._window)
        value = shown(clicked.chosen.value)[:LONGEST]
        for each in uses:
            line = menu.add_line(tr(WORDS[each], value=value))
            line.setObjectName(each)
            line.triggered.connect(partial(self._on_chosen, each, clicked.chosen, arrived))
        if not uses:
            menu.add_line(tr("Nothing: there is nothing in it")).setEnabled(False)
        menu.popup(clicked.at)
        menu.setActiveAction(menu.actions()[0])

    def _on_chosen(self, what_for: Use, chosen: Chosen, arrived: Arrived, _: bool = False) -> None:
        self.use(what_for, chosen, arrived)


def _uses(format_: Format, arrived: Arrived, chosen: Chosen) -> tuple[Use, ...]:
    try:
        return uses_of(format_, arrived, chosen.place)
    except LookupError:
        return ()  # another body is shown by now
