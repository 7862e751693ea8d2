"""The list of people that cases can be assigned to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.widgets.hint import Hint
from desktop.words import problem_words
from desktop.words.language import tr
from desktop.words.plain_tooltip import plain_tooltip
from models.cases import people
from models.cases.people import Person
from models.problems import Problem


class PeopleDialog(QDialog):
    """Add, rename and remove; each is done at once."""

    read = Signal()
    """The list has been read."""

    def __init__(self, *, tasks: Tasks, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._ask = tasks, ask
        self._choose: int | None = None
        self.setWindowTitle(tr("People"))
        self.field = QLineEdit(placeholderText=tr("Name"), maxLength=people.NAME_LENGTH)
        self.field.setAccessibleName(tr("Name of a new person"))
        self.field.returnPressed.connect(self._add)
        self.hint = Hint(self.field)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("People"))
        self.list.currentItemChanged.connect(lambda *_: self._follow())
        self.list.itemDoubleClicked.connect(lambda _: self._rename())
        self.add = self._button(tr("Add"), self._add)
        self.rename = self._button(tr("Rename…"), self._rename)
        self.remove = self._button(tr("Remove"), self._remove)
        self._lay_out()
        self._read()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 62, self.fontMetrics().height() * 24)

    def names(self) -> list[str]:
        """The names on the list."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    def _button(self, label: str, clicked: Callable[[], None]) -> QPushButton:
        button = QPushButton(label)
        button.setAutoDefault(False)
        button.clicked.connect(clicked)
        return button

    def _read(self) -> None:
        self._tasks.run(people.all_people, self._show, owner=self)

    def _show(self, everybody: Sequence[Person]) -> None:
        row = self.list.currentRow()
        self.list.clear()
        for person in everybody:
            item = QListWidgetItem(person.name, self.list)
            item.setData(Qt.ItemDataRole.UserRole, person)
            item.setToolTip(plain_tooltip(person.name))
            if person.id == self._choose:
                row = self.list.row(item)
        self._choose = None
        self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
        self._follow()
        self.read.emit()

    def _chosen(self) -> Person | None:
        item = self.list.currentItem()
        person = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        return person if isinstance(person, Person) else None

    def _follow(self) -> None:
        for button in (self.rename, self.remove):
            button.setEnabled(self._chosen() is not None)

    def _add(self) -> None:
        name = self.field.text()
        self._tasks.run(lambda: people.add(name), self._on_added, owner=self, problem=self._on_not_added)

    def _on_added(self, person: Person) -> None:
        self.field.clear()
        self.field.setFocus()
        self._on_kept(person)

    def _on_not_added(self, problem: Problem) -> None:
        self.hint.show_problem(problem_words.whole(problem))

    def _rename(self) -> None:
        person = self._chosen()
        name = None if person is None else self._ask.text(self, tr("Rename a person"), tr("Name"), person.name)
        if person is not None and name is not None:
            self._tasks.run(lambda: people.rename(person.id, name), self._on_kept, owner=self, problem=self._on_refused)

    def _remove(self) -> None:
        person = self._chosen()
        if person is None:
            return
        text = tr("Cases that are assigned to this name stay so; no others can be.")
        if self._ask.confirm(self, tr("Take {name} off the list?", name=person.name), text, tr("Remove"), danger=True):
            self._tasks.run(lambda: people.remove(person.id), lambda _: self._read(), owner=self)

    def _on_kept(self, person: Person) -> None:
        self._choose = person.id
        self._read()

    def _on_refused(self, problem: Problem) -> None:
        self._ask.problem(self, problem)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.field, 1)
        top.addWidget(self.add)
        beside = QVBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self.rename)
        beside.addWidget(self.remove)
        beside.addStretch()
        middle = QHBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.list, 1)
        middle.addLayout(beside)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.hint)
        column.addLayout(middle, 1)
        column.addWidget(buttons)
        self.field.setFocus()
