"""The Web Hooks tab of the channel properties: the hooks on the left, the chosen one on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.channels.web_hooks.hook_form import HookForm
from desktop.channels.web_hooks.hook_list import HookDelegate, HookListModel
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.suggestions import suggested
from desktop.suggestions.suggested import Suggested
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.split import split
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import Sentence, tr
from models.channels import hooks
from models.channels.hooks import Hook, HookEdit
from models.deliveries.rejecting import RejectingHook, rejecting

WHAT_IT_IS = Sentence(
    "A web hook is a secret URL. Any tool that can post JSON to it writes messages into this channel, "
    "opens cases and updates them."
)


class WebHooksTab(QWidget):
    """Adds, edits and removes drafts of web hooks; the dialog's OK saves them."""

    tested = Signal()
    replaced = Signal(str, object)
    """The guid that a web hook had, and the Hook with its new URL: that is stored already."""
    format_wanted = Signal(object)
    """A WantedFormat that shall be edited."""
    rejected_wanted = Signal(int)
    """The id of a web hook whose rejected deliveries shall be listed."""

    def __init__(
        self,
        saved: Sequence[Hook],
        url_of: Callable[[str], str],
        *,
        tasks: Tasks,
        theme: ThemeHolder,
        ask: Ask,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ask = ask
        self.model = HookListModel(saved, self)
        self.add = QPushButton(tr("&Add New"))
        self.add.setProperty("kind", "primary")
        self.remove = QPushButton(tr("&Remove"))
        self.list = QListView()
        self.form = HookForm(url_of, tasks=tasks, theme=theme, ask=ask)
        self._empty = EmptyState("plug", tr("No web hooks yet"), tr(WHAT_IT_IS), theme=theme)
        self._empty.add_button(tr("Add New"), self._on_add)
        self._right = QStackedWidget()
        self._dress_list(theme)
        self._lay_out()
        self._connect()
        self._choose(self.model.index(0))
        tasks.run(lambda: _looked_at(saved), lambda found: self._on_looked_at(*found), owner=self)

    def edits(self) -> list[HookEdit]:
        """What OK saves: the drafts as they are now."""
        return [draft.edit() for draft in self.model.drafts()]

    def can_be_saved(self) -> bool:
        """Whether nothing keeps OK from saving."""
        return self._first_wrong() is None

    def show_what_is_wrong(self) -> None:
        """Go to the first web hook that cannot be saved, and say at the field why."""
        row = self._first_wrong()
        if row is not None:
            self._choose(self.model.index(row))
            self.form.check()

    def choose_hook(self, hook_id: int) -> None:
        """Show a web hook by its id, if it is there."""
        for row, draft in enumerate(self.model.drafts()):
            if draft.saved is not None and draft.saved.id == hook_id:
                self._choose(self.model.index(row))

    def take_in(self, counted: Sequence[Hook]) -> None:
        """Show what the database counted since the dialog opened."""
        self.model.take_in(counted)
        self.form.show_state()

    def _on_looked_at(self, found: list[RejectingHook], suggestions: list[Suggested]) -> None:
        self.model.show_rejecting(found)
        self.form.show_suggestions(suggestions)

    def _first_wrong(self) -> int | None:
        return next((row for row, draft in enumerate(self.model.drafts()) if not draft.can_be_saved()), None)

    def _on_add(self) -> None:
        self._choose(self.model.add(hooks.new_guid()))
        self.form.purpose.setFocus()

    def _on_remove(self) -> None:
        index = self.list.currentIndex()
        draft = self.model.draft(index)
        if draft is None or not (draft.saved is None or self._may_remove(draft.saved)):
            return
        self.model.remove(index)
        self._choose(self.model.index(min(index.row(), self.model.rowCount() - 1)))
        self.list.setFocus() if self.model.rowCount() else self.add.setFocus()

    def _on_replaced(self, before: str, hook: Hook) -> None:
        self.model.take_in([hook])
        self.replaced.emit(before, hook)

    def _may_remove(self, hook: Hook) -> bool:
        return self._ask.confirm(
            self,
            tr("Remove the web hook “{purpose}”?", purpose=hook.purpose),
            tr("Its URL stops at once when you press OK. What it has delivered stays."),
            tr("Remove"),
            danger=True,
        )

    def _choose(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self._on_chosen(index)

    def _on_chosen(self, index: QModelIndex) -> None:
        draft = self.model.draft(index)
        self.remove.setEnabled(draft is not None)
        self._right.setCurrentWidget(self._empty if draft is None else self.form)
        if draft is not None:
            self.form.show_draft(draft)

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        self.list.selectionModel().currentChanged.connect(self._on_chosen)
        self.form.edited.connect(lambda: self.model.touch(self.list.currentIndex()))
        self.form.tested.connect(self.tested)
        self.form.replaced.connect(self._on_replaced)
        self.form.rejected_wanted.connect(self.rejected_wanted)
        self.form.format_wanted.connect(self.format_wanted)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._on_remove)

    def _dress_list(self, theme: ThemeHolder) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(HookDelegate(theme, self.list))
        self.list.setAccessibleName(tr("Web hooks"))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def _lay_out(self) -> None:
        for button in (self.add, self.remove):
            button.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(16, 0, 16, 0)
        buttons.setSpacing(8)
        buttons.addWidget(self.add)
        buttons.addWidget(self.remove)
        buttons.addStretch()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 16, 0, 8)
        column.setSpacing(12)
        column.addLayout(buttons)
        column.addWidget(self.list, 1)
        self._right.addWidget(self.form)
        self._right.addWidget(self._empty)
        both = split(left, self._right, shares=(0, 1))
        letter = self.fontMetrics().averageCharWidth()
        both.setSizes([letter * 38, letter * 92])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(both)


def _looked_at(saved: Sequence[Hook]) -> tuple[list[RejectingHook], list[Suggested]]:
    """What the last deliveries of these tell of them."""
    return rejecting(saved), suggested.of_hooks(saved)
