"""The properties of a channel: three tabs, an OK that saves all of it at once, a Cancel that saves none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from desktop.channels.cases_tab import CasesTab
from desktop.channels.general_tab import GeneralTab
from desktop.channels.web_hooks.web_hooks_tab import WebHooksTab
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.dialogs.guide_page import name_page
from desktop.dialogs.ok_cancel import ok_cancel
from desktop.widgets.theme import ThemeHolder
from desktop.words import problem_words
from desktop.words.language import tr
from models.channels import channels, hooks
from models.channels.channels import Channel
from models.channels.hooks import Hook
from models.problems import NotThere, Problem, Unavailable

Tab = Literal["general", "web_hooks", "cases"]
TABS: tuple[Tab, ...] = ("general", "web_hooks", "cases")
# It fits the smallest screen that the window is made for.
MOST = QSize(1000, 640)


class PropertiesDialog(QDialog):
    """Edits a channel and its web hooks; it is accepted once they are saved."""

    format_wanted = Signal(object)
    """A WantedFormat that shall be edited."""
    reads_otherwise = Signal(object)
    """A Hook for which another format was saved."""
    rejected_wanted = Signal(int)
    """The id of a web hook whose rejected deliveries shall be listed."""

    def __init__(
        self,
        channel: Channel,
        saved_hooks: Sequence[Hook],
        base_url: str,
        *,
        tasks: Tasks,
        theme: ThemeHolder,
        ask: Ask,
        by_tab: Tab = "general",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._channel, self._base_url, self._tasks = channel, base_url, tasks
        self._ask = ask
        self._before = [hook.edit() for hook in saved_hooks]
        self._saving = False
        name_page(self, "web-hooks")
        self.setWindowTitle(tr("{name}: channel properties", name=channel.name))
        self.general = GeneralTab(channel.name, channel.description)
        self.web_hooks = WebHooksTab(saved_hooks, self._url_of, tasks=tasks, theme=theme, ask=ask)
        self.cases = CasesTab(channel.rules)
        self.web_hooks.format_wanted.connect(self.format_wanted)
        self.web_hooks.tested.connect(self._count_again)
        self.web_hooks.replaced.connect(self._on_replaced)
        self.web_hooks.rejected_wanted.connect(self._leave_for_rejected)
        self.tabs = QTabWidget()
        for tab, title in zip(
            (self.general, self.web_hooks, self.cases), (tr("&General"), tr("&Web Hooks"), tr("&Cases")), strict=True
        ):
            self.tabs.addTab(tab, title)
        self.trouble = QLabel()
        self._buttons = ok_cancel()
        self._lay_out()
        self.tabs.setCurrentIndex(TABS.index(by_tab))

    def accept(self) -> None:
        """OK: save in a task, and close when that has succeeded; what is wrong is said at its field."""
        if self._saving or not self._check():
            return
        self.trouble.hide()
        self._set_saving(True)
        ident, before, after = self._channel.id, self._before, self.web_hooks.edits()
        name, description = self.general.name.text().strip(), self.general.description.toPlainText().strip()
        rules = self.cases.rules()

        def save() -> None:
            channels.save(ident, name=name, description=description, rules=rules, before=before, after=after)

        self._tasks.run(save, lambda _: self._on_saved(), owner=self, problem=self._on_problem)

    def reject(self) -> None:
        """Cancel: nothing was saved, so nothing is undone; while OK is saving it is too late.

        What was changed is asked about first, since Escape is pressed quickly.
        """
        question = tr("Leave without saving?"), tr("What you changed in the properties is lost.")
        if not self._saving and (not self.is_changed() or self._ask.confirm(self, *question, tr("Leave"), danger=True)):
            super().reject()

    def _check(self) -> bool:
        if not self.general.check():
            self.tabs.setCurrentWidget(self.general)
            return False
        if self.web_hooks.can_be_saved():
            return True
        self.tabs.setCurrentWidget(self.web_hooks)
        self.web_hooks.show_what_is_wrong()
        return False

    def _on_replaced(self, guid: str, hook: Hook) -> None:
        """Take the new URL for the one from before: it is stored already, and OK saves the other changes."""
        self._before = [replace(edit, guid=hook.guid) if edit.guid == guid else edit for edit in self._before]

    def is_changed(self) -> bool:
        """Whether something would be lost without OK."""
        channel = self._channel
        before = (channel.name, channel.description, channel.rules, self._before)
        name, description = self.general.name.text().strip(), self.general.description.toPlainText().strip()
        return before != (name, description, self.cases.rules(), self.web_hooks.edits())

    def unsaved(self) -> str:
        """A sentence on what would be lost without OK; empty where nothing would."""
        if not self.is_changed():
            return ""
        return tr("What you changed in the properties of {channel} would be lost.", channel=self._channel.name)

    def _leave_for_rejected(self, hook_id: int) -> None:
        """Close, so that the list of rejected deliveries in the window behind can be looked at."""
        question = (
            tr("Leave without saving?"),
            tr("What you changed in the properties is lost when the deliveries are shown."),
        )
        if not self.is_changed() or self._ask.confirm(self, *question, tr("Leave"), danger=True):
            super().reject()
            self.rejected_wanted.emit(hook_id)

    def _on_saved(self) -> None:
        self._set_saving(False)
        super().accept()
        before = {edit.guid: edit.rules.reads for edit in self._before}
        for draft in self.web_hooks.model.drafts():
            if draft.saved is not None and before.get(draft.guid, draft.rules.reads) != draft.rules.reads:
                self.reads_otherwise.emit(draft.saved)

    def _on_problem(self, problem: Problem) -> None:
        self._set_saving(False)
        new_name = self.general.name.text().strip() != self._channel.name
        if new_name and not isinstance(problem, Unavailable | NotThere):
            self.tabs.setCurrentWidget(self.general)
            self.general.refuse_name(problem_words.whole(problem))
            return
        self.trouble.setText(problem_words.whole(problem))
        self.trouble.show()

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        self._buttons.setEnabled(not saving)

    def _url_of(self, guid: str) -> str:
        return hooks.url(self._base_url, self._channel.guid, guid)

    def _count_again(self) -> None:
        ident = self._channel.id
        self._tasks.run(lambda: hooks.of_channel(ident), self.web_hooks.take_in, owner=self)

    def _lay_out(self) -> None:
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setDefault(True)
        for button in self._buttons.buttons():
            button.setMinimumWidth(self.fontMetrics().averageCharWidth() * 11)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.accept)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble.setProperty("role", "danger")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self.setProperty("ground", "surface")
        foot = QWidget()
        foot.setObjectName("dialogFoot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 16, 12)
        row.addWidget(self.trouble, 1)
        row.addStretch(0)
        row.addWidget(self._buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(foot)
        letter = self.fontMetrics()
        # Room for lines that wrap, which a layout leaves out of its own minimum.
        self.setMinimumHeight(min(letter.height() * 32, MOST.height()))
        wanted = QSize(letter.averageCharWidth() * 130, letter.height() * 41)
        self.resize(wanted.boundedTo(MOST))
