"""The page on the database, for a file: what can be done with it now, and when its backups are made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from desktop.administration.server_form import say
from desktop.data.tasks import Tasks
from desktop.restoring.backup_list import BackupList
from desktop.settings.database.backup_place import BackupPlace
from desktop.settings.database.database_work import DatabaseWork
from desktop.settings.database.plan_fields import PlanFields
from desktop.settings.fields.option_field import where_from
from desktop.settings.fields.program_options import ProgramOptions
from desktop.settings.fields.setting_page import SettingPage, plain_label
from desktop.words.language import Sentence, tr
from models import database
from models.database import backups
from models.database.backup_files import Backup, open_database_file
from models.upkeep import backup_plan
from models.upkeep.backup_plan import Plan

ON_SERVER = Sentence("It is kept by a server. Check it and back it up with the tools of that server.")
MOVE = Sentence(
    "Several desks share one database on a PostgreSQL server. Everything is copied there and compared; the file stays."
)
BACKUPS = Sentence("Made after a check. Restore puts one in the place of the database.")
WHERE = Sentence("An empty folder, best on another disk. It holds for all that use this database, hookdeskctl as well.")


class DatabasePage(SettingPage):
    """What takes long goes on when the settings are closed, and shows itself here when they are opened again."""

    move_wanted = Signal()
    """The desk shall move to a server."""
    restore_wanted = Signal(object)
    """A backup shall take the place of the database; the file that is chosen in the list, None without one."""

    def __init__(self, *, tasks: Tasks, work: DatabaseWork, options: ProgramOptions) -> None:
        super().__init__(tr("Database"))
        self._tasks, self._work = tasks, work
        file = open_database_file()
        self.place = plain_label(str(file or database.label()))
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.move_button = _button(tr("Move to PostgreSQL…"))
        self.check, self.back_up = _button(tr("Check now")), _button(tr("Back up now"))
        self.stop, self.look = _button(tr("Stop")), _button(tr("Look inside"))
        self.restore = _button(tr("Restore…"))
        self.list, self.plan = BackupList(), PlanFields()
        self.words = plain_label("", "muted")
        self.bar = QProgressBar(textVisible=False, minimum=0, maximum=0)
        self.add(tr("Where it is"), self.place, where_from(options.config, "database"))
        if file is None:
            self.add_whole(plain_label(tr(ON_SERVER)))
        else:
            self._lay_out(file)
            self._connect()
            self._follow()

    def _lay_out(self, file: Path) -> None:
        self.add(tr("Server"), self.move_button, tr(MOVE))
        self.add_section(tr("Backups"))
        self.add(tr("When"), self.plan, tr(BACKUPS), beside=self.plan.at)
        self.folder = BackupPlace(file, tasks=self._tasks)
        self.folder.changed.connect(self._follow)
        self.add(tr("Where"), self.folder, tr(WHERE), beside=self.folder.line)
        self.add_whole(self.list)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.back_up, self.check, self.look, self.restore, self.stop):
            row.addWidget(button)
        row.addStretch()
        self.add_whole(row)
        self.add_whole(self.bar)
        self.add_whole(self.words)

    def _connect(self) -> None:
        work = self._work
        self.move_button.clicked.connect(self.move_wanted)
        self.restore.clicked.connect(lambda: self.restore_wanted.emit(self.list.chosen()))
        self.check.clicked.connect(work.check)
        self.back_up.clicked.connect(work.back_up)
        self.stop.clicked.connect(work.cancel)
        self.look.clicked.connect(self._look_inside)
        self.list.itemActivated.connect(lambda _: self._look_inside())
        self.plan.entered.connect(self._keep)
        work.changed.connect(self._follow)
        self._tasks.run(backup_plan.plan, self.plan.show_plan, owner=self)

    def _follow(self) -> None:
        work = self._work
        self.bar.setVisible(work.busy)
        self.stop.setVisible(work.busy)
        self.words.setVisible(bool(work.words))
        say(self.words, work.words, work.role)
        self.ensureWidgetVisible(self.words)
        for button in (self.check, self.back_up, self.look, self.restore, self.move_button):
            button.setEnabled(not work.busy)
        if not work.busy:
            self._tasks.run(backups.all_backups, self._show_backups, owner=self)

    def _show_backups(self, found: Sequence[Backup]) -> None:
        self.list.show_backups(found)
        self.look.setEnabled(bool(found) and not self._work.busy)

    def _look_inside(self) -> None:
        backup = self.list.chosen()
        if backup is not None:
            self._work.look_into(backup)

    def _keep(self, plan: Plan) -> None:
        self._tasks.run(lambda: backup_plan.set_plan(plan), lambda _: None, owner=self, in_turn=True)


def _button(text: str, parent: QWidget | None = None) -> QPushButton:
    button = QPushButton(text, parent)
    button.setAutoDefault(False)
    return button
