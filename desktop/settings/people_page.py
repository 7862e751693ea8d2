"""Settings > People: who works at this desk, and to whom cases can be assigned."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.administration.desk_person import DeskPerson
from desktop.administration.people_dialog import PeopleDialog
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.settings.fields.option_field import where_from
from desktop.settings.fields.program_options import ProgramOptions
from desktop.settings.fields.setting_page import SettingPage, plain_label
from desktop.words.language import tr


class PeoplePage(SettingPage):
    """Both are asked for over the settings."""

    def __init__(self, *, tasks: Tasks, ask: Ask, person: DeskPerson, options: ProgramOptions) -> None:
        super().__init__(tr("People"))
        self._tasks, self._ask = tasks, ask
        self.name = plain_label(person.name())
        self.change = _button(tr("Change person…"))
        self.change.clicked.connect(lambda: person.choose(self.change))
        self.edit = _button(tr("Edit the list…"))
        self.edit.clicked.connect(self._edit)
        person.changed.connect(self.name.setText)
        source = plain_label(where_from(options.config, "person"), "muted")
        source.setVisible(bool(source.text()))
        self.change.setEnabled(not source.text())
        self.add(
            tr("At this desk"),
            _beside(self.name, self.change, source),
            tr("The name that stands in the history of a case for what is done here."),
        )
        self.add(tr("Everybody"), self.edit, tr("The names to which cases can be assigned."))

    def _edit(self) -> None:
        dialog = PeopleDialog(tasks=self._tasks, ask=self._ask, parent=self.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    return button


def _beside(name: QLabel, button: QPushButton, source: QLabel) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(name, 1)
    row.addWidget(button)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.addLayout(row)
    column.addWidget(source)
    whole.setFocusProxy(button)
    return whole
