"""What can be done with a web hook that is saved: Send Test, and Replace URL, which is stored at once."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.channels.web_hooks.hook_drafts import HookDraft
from desktop.channels.web_hooks.replace_url import ReplaceUrl
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.posting.composer import open_composer
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import Sentence, tr
from models.channels import old_urls
from models.channels.hooks import Hook
from models.problems import Problem

UNTIL_OK = Sentence("Press OK to save the web hook. Until then its URL answers 404.")
REPLACED = Sentence("The URL is replaced. Copy the new one to whatever posts here.")


class HookButtons(QWidget):
    """Two buttons with a line beside them."""

    tested = Signal()
    """A test post was answered: the database counted a delivery."""
    replaced = Signal(object, str)
    """The HookDraft that has a new URL from now on, and the guid it had."""

    def __init__(self, *, tasks: Tasks, theme: ThemeHolder, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._theme, self._ask = tasks, theme, ask
        self._draft: HookDraft | None = None
        self._url = ""
        self.test = QPushButton(theme.icon("paper-plane"), tr("&Send Test…"))
        self.replace = QPushButton(theme.icon("arrows-rotate"), tr("Replace UR&L…"))
        self.words = QLabel(wordWrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self.test.clicked.connect(self._on_test)
        self.replace.clicked.connect(self._on_replace)

    def show_draft(self, draft: HookDraft, url: str) -> None:
        """Act on this draft from now on; only what is saved can be tested, or has a URL to replace."""
        self._draft, self._url = draft, url
        for button in (self.test, self.replace):
            button.setVisible(draft.saved is not None)
        self._say("muted", "" if draft.saved else tr(UNTIL_OK))

    def say_replaced(self) -> None:
        """Say that the URL is another one now."""
        self._say("ok", tr(REPLACED))

    def _on_test(self) -> None:
        saved = None if self._draft is None else self._draft.saved
        if saved is not None:
            composer = open_composer(saved, self._url, tasks=self._tasks, theme=self._theme, parent=self)
            composer.tested.connect(self.tested)

    def _on_replace(self) -> None:
        if self._draft is not None:
            dialog = ReplaceUrl(self._draft.title(), self)
            dialog.chosen.connect(partial(self._replace, self._draft))
            dialog.open()

    def _replace(self, draft: HookDraft, grace: timedelta) -> None:
        self.replace.setEnabled(False)
        guid = draft.guid
        self._tasks.run(
            lambda: old_urls.replace_url(guid, grace),
            partial(self._on_replaced, draft),
            owner=self,
            problem=self._on_not_replaced,
        )

    def _on_replaced(self, draft: HookDraft, hook: Hook) -> None:
        self.replace.setEnabled(True)
        before, draft.guid, draft.saved = draft.guid, hook.guid, hook
        self.replaced.emit(draft, before)

    def _on_not_replaced(self, problem: Problem) -> None:
        self.replace.setEnabled(True)
        self._ask.problem(self, problem)

    def _say(self, role: str, line: str) -> None:
        self.words.setText(line)
        self.words.setProperty("role", role)
        self.words.style().unpolish(self.words)
        self.words.style().polish(self.words)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.test, self.replace):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addWidget(self.words, 1)
