"""Which backup shall take the place of the database, with a look inside before anything is replaced."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.administration.server_form import say
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.dialogs.ok_cancel import ok_cancel
from desktop.restoring.backup_list import BackupList
from desktop.restoring.contents_words import contents_words
from desktop.words import problem_words
from desktop.words.language import Sentence, tr
from models.database import backup_files
from models.database.backup_files import Backup
from models.problems import Problem
from models.upkeep import restoring
from models.upkeep.restoring import Contents

TEXT = Sentence(
    "A copy of a backup takes the place of {name}. What is there now is kept in a folder beside it. What is sent"
    " meanwhile has to be sent again."
)
NONE = Sentence("There is no backup beside the database. Another file can be restored all the same.")
FILES = Sentence("Databases (*.db);;All files (*)")


class RestoreDialog(QDialog):
    """Looks into what is chosen; Restore waits until it is found to be sound."""

    def __init__(
        self, path: Path, *, tasks: Tasks, ask: Ask, first: Path | None = None, parent: QWidget | None = None
    ) -> None:
        """`path` is the database whose place is taken, `first` the backup that is chosen when it opens."""
        super().__init__(parent)
        self._path, self._tasks, self._ask, self._first = path, tasks, ask, first
        self.file: Path | None = None
        """The backup that is chosen."""
        self.setWindowTitle(tr("Restore a backup"))
        self.list, self.another = BackupList(), QPushButton(tr("&Another file…"))
        self.words = QLabel(wordWrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar(textVisible=False, minimum=0, maximum=0)
        self.buttons = ok_cancel()
        self.restore = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.restore.setText(tr("&Restore"))
        self._lay_out()
        self._show_found(None)
        self.list.currentRowChanged.connect(lambda _: self._look(self.list.chosen()))
        self.another.clicked.connect(self._choose_another)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        tasks.run(lambda: backup_files.of(path), self._show_backups, owner=self)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 78, super().sizeHint().height())

    def _show_backups(self, found: Sequence[Backup]) -> None:
        self.list.show_backups(found)
        self.list.choose(self._first)
        self.list.setFocus()
        if not found:
            say(self.words, tr(NONE), "muted")

    def _choose_another(self) -> None:
        file = self._ask.open_file(self, tr("Restore a backup"), tr(FILES))
        if file is not None:
            self.list.setCurrentRow(-1)
            self._look(file)

    def _look(self, file: Path | None) -> None:
        self.file = file
        self._show_found(None)
        if file is None:
            return
        say(self.words, tr("Looking into the backup…"), "muted")
        self.bar.show()

        def looked(found: Contents | Problem) -> None:
            if self.file == file:
                self._show_found(found)

        self._tasks.run(lambda: restoring.look_into(file), looked, owner=self, problem=looked)

    def _show_found(self, found: Contents | Problem | None) -> None:
        self.restore.setEnabled(isinstance(found, Contents))
        self.bar.hide()
        if isinstance(found, Contents):
            say(self.words, contents_words(found), "")
        else:
            say(self.words, "" if found is None else problem_words.whole(found), "danger")

    def _lay_out(self) -> None:
        text = QLabel(tr(TEXT, name=self._path.name), wordWrap=True)
        text.setTextFormat(Qt.TextFormat.PlainText)
        self.another.setAutoDefault(False)
        # Room for what is found, so that nothing moves under the mouse.
        self.words.setMinimumHeight(self.fontMetrics().height() * 5)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(16)
        column.addWidget(text)
        column.addWidget(self.list)
        column.addWidget(self.another, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.words, 1)
        column.addWidget(self.bar)
        column.addWidget(self.buttons)
