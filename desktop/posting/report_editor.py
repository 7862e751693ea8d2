"""A report as JSON, to be edited: what is wrong with it is said while it is typed, in the words of the receiver."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from desktop.data.reload import Reload
from desktop.data.tasks import Tasks
from desktop.posting.json_editor import JsonEditor
from desktop.posting.report_check import Finding, check, laid_out
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import Sentence, tr
from desktop.words.plain_tooltip import plain_tooltip

PAUSE_MS = 250
MOST_LINES = 4
FINE = Sentence("A web hook takes this report.")


class ReportEditor(QWidget):
    """The editor, Format, and the list of what is wrong, where a click or Enter leads to the place."""

    edited = Signal()
    """The person changed the text."""
    checked = Signal()
    """The list is about the text as it is now."""

    def __init__(
        self,
        title: str,
        *,
        tasks: Tasks,
        theme: ThemeHolder,
        find: Callable[[str], Sequence[Finding]] = check,
        parent: QWidget | None = None,
    ) -> None:
        """`find` says in a task what is wrong with a text."""
        super().__init__(parent)
        self._check = Reload(tasks, find, self._on_checked, question=self.text, owner=self)
        self._format = Reload(tasks, laid_out, self._on_laid_out, question=self.text, owner=self)
        self._wrong = theme.icon("circle-exclamation", "danger")
        self._setting = False
        self._pause = QTimer(self, singleShot=True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._check)
        self.editor = JsonEditor(theme=theme, name=title)
        self.format = QPushButton(theme.icon("align-left"), tr("&Format"))
        self.fine = QLabel(tr(FINE))
        self.findings = QListWidget()
        self._title = QLabel(title)
        self._lay_out()
        self.editor.textChanged.connect(self._on_changed)
        self.format.clicked.connect(lambda: self._format())
        self.findings.itemClicked.connect(self._on_chosen)
        self.findings.itemActivated.connect(self._on_chosen)

    def text(self) -> str:
        """What is in the editor."""
        return self.editor.text()

    def check(self) -> None:
        """Check it once more: what it is checked by is another."""
        self._check()

    def show_text(self, text: str) -> None:
        """Put a text into the editor; this is no edit of the person's."""
        if text == self.text():
            return
        self._setting = True
        self.editor.show_text(text)
        self._setting = False

    def _on_changed(self) -> None:
        self._pause.start()
        if not self._setting and not self.editor.is_filling():
            self.edited.emit()

    def _on_checked(self, found: Sequence[Finding]) -> None:
        self._show(found)
        self.checked.emit()

    def _on_laid_out(self, found: str | None) -> None:
        if found is None:
            self._check()  # what is wrong is said, if it is not yet
        elif found != self.text():
            self.editor.show_text(found)

    def _on_chosen(self, item: QListWidgetItem) -> None:
        finding = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(finding, Finding):
            self.editor.go_to(finding)

    def _show(self, found: Sequence[Finding]) -> None:
        self.editor.show_findings(found)
        self.findings.clear()
        for finding in found:
            item = QListWidgetItem(self._wrong, finding.words)
            item.setData(Qt.ItemDataRole.UserRole, finding)
            item.setToolTip(plain_tooltip(finding.words))
            self.findings.addItem(item)
        self.findings.setVisible(bool(found))
        self.fine.setVisible(not found)
        if found:
            lines = min(len(found), MOST_LINES)
            self.findings.setFixedHeight(self.findings.sizeHintForRow(0) * lines + 2 * self.findings.frameWidth())

    def _lay_out(self) -> None:
        self._title.setProperty("role", "muted")
        self._title.setBuddy(self.editor)
        self.format.setProperty("kind", "flat")
        self.format.setAutoDefault(False)
        self.format.setToolTip(tr("Lay the JSON out, an element a line"))
        self.fine.setProperty("role", "ok")
        self.fine.hide()
        self.findings.setAccessibleName(tr("What is wrong"))
        side = self.fontMetrics().ascent()
        self.findings.setIconSize(QSize(side, side))
        self.findings.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.findings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.findings.hide()
        head = QHBoxLayout()
        head.addStrut(QPushButton().sizeHint().height())
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self.format)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.editor, 1)
        layout.addWidget(self.fine)
        layout.addWidget(self.findings)
