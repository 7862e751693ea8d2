"""A backup is put in the place of the database while no window is open: how far it is, and what came of it."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QProgressBar, QVBoxLayout, QWidget

from desktop.administration.server_form import say
from desktop.data.tasks import Tasks
from desktop.words import problem_words
from desktop.words.language import tr
from models.files.store import Store
from models.problems import Problem
from models.upkeep import restoring
from models.upkeep.restoring import Restored


class PutBack(QDialog):
    """Begins at once, and cannot be left until it is done; the database is the old one or the new one at any time."""

    ended = Signal()
    """It is done, or could not be."""
    _progressed = Signal(int, int)

    def __init__(self, backup: Path, path: Path, store: Store, parent: QWidget | None = None) -> None:
        """`path` is the database, which nobody may have open, and `store` has its files."""
        super().__init__(parent)
        self.restored: Restored | None = None
        self.setWindowTitle(tr("Restore a backup"))
        self.words = QLabel(tr("Copying {name} into the place of the database…", name=backup.name), wordWrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar = QProgressBar(textVisible=False, minimum=0, maximum=0)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
        self.go_on = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.go_on.setText(tr("&Go on"))
        self.go_on.setProperty("kind", "primary")
        self.go_on.setEnabled(False)
        self.buttons.accepted.connect(self.accept)
        self._lay_out()
        self._progressed.connect(self._show_progress)
        # Pool threads open no connection: nothing may have this database open.
        self._tasks = Tasks(1, self, around=nullcontext)
        now = datetime.now(UTC)
        self._tasks.run(
            lambda: restoring.restore(backup, path, now, store, self._progressed.emit),
            self._on_restored,
            owner=self,
            problem=self._on_problem,
        )

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 74, super().sizeHint().height())

    def reject(self) -> None:
        """Escape leaves what is done, and waits for what is not."""
        if self.go_on.isEnabled():
            super().reject()

    def done(self, result: int) -> None:
        self._tasks.close()
        super().done(result)

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setMaximum(max(total, 1))
        self.bar.setValue(done)

    def _on_restored(self, restored: Restored) -> None:
        self.restored = restored
        name = restored.contents.path.name
        if restored.aside is None:
            said = tr("{name} is in the place of the database now.", name=name)
        else:
            said = tr(
                "{name} is in the place of the database now. What was there is kept in {folder}.",
                name=name,
                folder=restored.aside,
            )
        if restored.missing:
            said += "\n" + tr("Files that it names and that did not come along: {number}.", number=restored.missing)
        self._end(said, "")

    def _on_problem(self, problem: Problem) -> None:
        self._end(problem_words.whole(problem), "danger")

    def _end(self, words: str, role: str) -> None:
        say(self.words, words, role)
        self.bar.hide()
        self.go_on.setEnabled(True)
        self.go_on.setFocus()
        self.ended.emit()

    def _lay_out(self) -> None:
        self.words.setMinimumHeight(self.fontMetrics().height() * 4)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(16)
        column.addWidget(self.words, 1)
        column.addWidget(self.bar)
        column.addWidget(self.buttons)


def put_back(backup: Path, path: Path, store: Store) -> Restored | None:
    """Put a copy of a backup in the place of a database, and wait until the person has read what came of it."""
    dialog = PutBack(backup, path, store)
    try:
        dialog.exec()
        return dialog.restored
    finally:
        dialog.deleteLater()
