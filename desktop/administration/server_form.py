"""Where a PostgreSQL database is and who may use it, with a way to try it."""

from __future__ import annotations

from contextlib import nullcontext
from urllib.parse import quote

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.data.tasks import Tasks
from desktop.words import problem_words
from desktop.words.language import tr
from models import database
from models.problems import Problem

PORT = "5432"
NAME = "hookdesk"


def say(label: QLabel, words: str, role: str) -> None:
    """Show other words, and style them by another role."""
    label.setText(words)
    label.setProperty("role", role)
    # A style sheet looks at a property once; this makes it look again.
    label.style().unpolish(label)
    label.style().polish(label)


class ServerForm(QWidget):
    """Fields for the parts of the address; `tried` tells what a try has shown."""

    changed = Signal()
    """What the fields say is another address now, or whether it is tried."""
    tried = Signal(bool)
    """Whether the database can be used."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Tasks of its own: those of the program need an open database, and there may be none yet.
        self.tasks = Tasks(1, self, around=nullcontext)
        self.trying = False
        self.host = self._field(tr("Host"), "db.example.org")
        self.port = self._field(tr("Port"), PORT, PORT)
        self.port.setValidator(QIntValidator(1, 65535, self.port))
        self.name = self._field(tr("Database"), NAME, NAME)
        self.user = self._field(tr("User"), NAME, NAME)
        self.password = self._field(tr("Password"), "")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.test = QPushButton(tr("Test connection"))
        self.test.setAutoDefault(False)
        self.test.clicked.connect(self.begin_test)
        self.result = QLabel(wordWrap=True)
        self.result.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self._follow()

    def is_complete(self) -> bool:
        """Whether all is there that an address needs."""
        return all(field.text().strip() for field in (self.host, self.name, self.user)) and bool(self.port.text())

    def url(self) -> str:
        """The address of the database, with the password."""
        user, password = quote(self.user.text().strip(), safe=""), quote(self.password.text(), safe="")
        host, name = self.host.text().strip(), quote(self.name.text().strip(), safe="")
        host = f"[{host}]" if ":" in host else quote(host, safe="")
        who = f"{user}:{password}" if password else user
        return f"postgresql://{who}@{host}:{self.port.text()}/{name}"

    def begin_test(self) -> None:
        """Try to reach the database, off the GUI thread."""
        if self.trying or not self.is_complete():
            return
        self.trying = True
        say(self.result, tr("Trying…"), "muted")
        self._follow()
        url = self.url()
        self.tasks.run(lambda: database.try_out(url), self._on_found, owner=self, problem=self._on_problem)

    def forget_test(self) -> None:
        """Take away what the last try has shown."""
        say(self.result, "", "muted")

    def fit(self, dialog: QDialog, column: QVBoxLayout) -> None:
        """Make room for lines that wrap: a layout does not, once the dialog is open."""
        if dialog.isVisible():
            self._column.activate()
            dialog.resize(dialog.width(), max(dialog.height(), column.totalHeightForWidth(dialog.width())))

    def stop(self) -> None:
        """Begin no try any more, and drop the answer of one that is under way."""
        self.tasks.close(wait=False)

    def _on_found(self, label: str) -> None:
        self._end(tr("{label} can be used.", label=label), "ok", found=True)

    def _on_problem(self, problem: Problem) -> None:
        self._end(problem_words.whole(problem), "danger", found=False)

    def _end(self, words: str, role: str, *, found: bool) -> None:
        self.trying = False
        say(self.result, words, role)
        self._follow()
        self.tried.emit(found)

    def _follow(self) -> None:
        self.test.setEnabled(self.is_complete() and not self.trying)
        self.changed.emit()

    def _on_edited(self) -> None:
        if not self.trying:
            self.forget_test()
        self._follow()

    def _field(self, name: str, example: str, value: str = "") -> QLineEdit:
        field = QLineEdit(value, placeholderText=example)
        field.setAccessibleName(name)
        field.textChanged.connect(self._on_edited)
        return field

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(8)
        for field in (self.host, self.port, self.name, self.user, self.password):
            form.addRow(field.accessibleName(), field)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.test, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.result, 1)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(form)
        column.addLayout(row)
