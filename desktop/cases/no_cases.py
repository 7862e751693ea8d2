"""What the Cases page says in a channel that never had a case: how a post opens one."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop.data.shown import Shown
from desktop.data.tasks import Tasks
from desktop.text_size.fixed_font import FixedFont
from desktop.text_size.lines_high import LinesHigh
from desktop.widgets.copy_button import CopyButton
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import Sentence, tr
from models.channels import hooks
from models.channels.channels import Channel
from models.channels.hooks import Hook

WIDEST_CHARACTERS = 100
EXAMPLE = Sentence("Backup of the file server failed")
WHAT_TO_DO = Sentence(
    "A post with an “id” opens a case. A later post that names this id in its “references” updates the case "
    "instead of opening another one."
)
NO_HOOK = "URL-of-a-web-hook"


class NoCases(QWidget):
    """An explanation, a command that opens a case, and Copy."""

    def __init__(
        self,
        *,
        tasks: Tasks,
        theme: ThemeHolder,
        shown: Shown,
        base_url: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._shown, self._base_url = tasks, shown, base_url
        self.command = QPlainTextEdit(readOnly=True)
        self.copy = CopyButton(tr("Copy"), self.command.toPlainText, theme=theme, name=tr("Copy the curl command"))
        self._note = QLabel(tr("The channel has no web hook yet: add one, and put its URL at the end."))
        FixedFont(self.command, theme)
        self._lay_out()

    def refresh(self) -> None:
        """Show the command with the URL of a web hook of the channel."""
        channel = self._shown.channel
        if channel is not None:
            self._tasks.run(lambda: hooks.of_channel(channel.id), lambda found: self._show(channel, found), owner=self)

    def _show(self, channel: Channel, found: Sequence[Hook]) -> None:
        now = self._shown.channel
        if now is None or now.id != channel.id:
            return
        usable = [hook for hook in found if hook.enabled]
        self._note.setVisible(not usable)
        url = hooks.url(self._base_url(), channel.guid, usable[-1].guid) if usable else NO_HOOK
        command = curl(url)
        if command != self.command.toPlainText():
            self.command.setPlainText(command)

    def _lay_out(self) -> None:
        title = QLabel(tr("No cases yet"))
        title.setProperty("role", "title")
        text = QLabel(tr(WHAT_TO_DO))
        for label in (text, self._note):
            label.setProperty("role", "muted")
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.command.setAccessibleName(tr("curl command that opens a case"))
        self.command.setTabChangesFocus(True)
        self.command.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        LinesHigh(self.command, 5, 24)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.command, 1)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        inner.setMaximumWidth(self.fontMetrics().averageCharWidth() * WIDEST_CHARACTERS)
        inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for label in (title, text):
            column.addWidget(label)
        column.addSpacing(8)
        column.addLayout(row)
        column.addWidget(self._note)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(28, 28, 28, 28)
        outer.addWidget(inner)
        outer.addStretch(1)


def curl(url: str) -> str:
    """A command that opens a case at this URL."""
    report = shlex.quote(json.dumps({"id": "backup-42", "text": tr(EXAMPLE)}))
    return f"curl -H 'Content-Type: application/json' \\\n  -d {report} \\\n  {shlex.quote(url)}"
