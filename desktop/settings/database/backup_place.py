"""The folder of the backups: opened, and another one chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QPushButton

from desktop.data.tasks import Tasks
from desktop.settings.fields.opening import Opening
from desktop.settings.fields.setting_page import plain_label
from desktop.words import problem_words
from desktop.words.language import tr
from models.database import backup_folder
from models.problems import Problem


class BackupPlace(Opening):
    """Holds for the database, whatever uses it, from the next backup on."""

    changed = Signal()
    """Backups are listed from, and made in, another folder now."""

    def __init__(self, database: Path, *, tasks: Tasks) -> None:
        super().__init__(tr("Folder of the backups"), tr("Open folder"))
        self._database, self._tasks = database, tasks
        self.other, self.beside = QPushButton(tr("Choose…")), QPushButton(tr("Beside the database"))
        for place, button in enumerate((self.other, self.beside), 1):
            button.setAutoDefault(False)
            self.buttons.insertWidget(place, button)
        self.trouble = plain_label("", "danger")
        self.trouble.hide()
        self.column.addWidget(self.trouble)
        self.other.clicked.connect(self._ask)
        self.beside.clicked.connect(lambda: self.choose(None))
        self._look()

    def choose(self, folder: Path | None) -> None:
        """Take another folder; None is the one beside the database."""
        self.trouble.hide()
        before = Path(self.line.text())
        self._tasks.run(
            lambda: backup_folder.choose(self._database, folder),
            lambda _: self._on_chosen(before),
            owner=self,
            problem=self._on_problem,
        )

    def _ask(self) -> None:
        dialog = QFileDialog(self.window(), tr("Folder of the backups"), self.line.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self.choose(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_chosen(self, before: Path) -> None:
        self._look(lambda now: self._tell(before, now))
        self.changed.emit()

    def _tell(self, before: Path, now: Path) -> None:
        if before != now:
            self.show_words(tr("What is in {folder} stays there.", folder=before))

    def _on_problem(self, problem: Problem) -> None:
        self.trouble.setText(problem_words.whole(problem))
        self.trouble.show()

    def _look(self, then: Callable[[Path], object] = lambda _: None) -> None:
        def show(found: tuple[Path, bool, bool]) -> None:
            path, there, own = found
            self.show_path(path, there=there)
            self.beside.setVisible(own)
            then(path)

        self._tasks.run(lambda: _found(self._database), show, owner=self)


def _found(database: Path) -> tuple[Path, bool, bool]:
    """The folder, whether it is there, and whether a person chose it."""
    path = backup_folder.of(database)
    return path, path.is_dir(), backup_folder.chosen(database) is not None
