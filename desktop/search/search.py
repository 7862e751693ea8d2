"""The search of the window: the field in the header and the page that it leads to."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.data.shown import Shown
from desktop.data.tasks import Tasks
from desktop.dialogs.whole_text import WholeText
from desktop.search.search_field import SearchField
from desktop.search.search_model import Found
from desktop.search.search_page import SearchPage
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from models.messages import messages


class Search(QObject):
    """Forgets its words when it is left; a message without a case opens in a window of its own."""

    case_wanted = Signal(int)
    """The id of the case that was chosen among the results."""

    def __init__(self, *, tasks: Tasks, theme: ThemeHolder, shown: Shown, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._theme, self._shown = tasks, theme, shown
        self.field = SearchField(theme=theme)
        self.page = SearchPage(tasks=tasks, theme=theme, shown=shown)
        self._opening = False
        self.message: WholeText | None = None
        self.field.asked.connect(self._on_asked)
        self.field.focused.connect(self._on_focused)
        self.field.went_down.connect(self.page.enter)
        self.field.entered.connect(self._on_entered)
        self.field.escaped.connect(shown.leave_search)
        self.page.closed.connect(shown.leave_search)
        self.page.went_up.connect(self.field.begin)
        self.page.opened.connect(self._on_opened)
        self.page.model.loaded.connect(self._on_loaded)
        shown.page_shown.connect(self._on_page)

    def begin(self) -> None:
        """Ctrl+K: type what to search for."""
        self.field.begin()
        self._on_focused()

    def has_focus(self) -> bool:
        """Whether the keyboard is in the field or in the results."""
        focused = self.page.window().focusWidget()
        return focused is not None and (focused is self.field or self.page.isAncestorOf(focused))

    def _on_asked(self, words: str) -> None:
        if words.strip():
            self._shown.show_search()
        self.page.ask(words)

    def _on_page(self) -> None:
        if not self._shown.searching:
            self.field.forget()

    def _on_focused(self) -> None:
        if self.field.text().strip():
            self._shown.show_search()

    def _on_entered(self) -> None:
        """Enter may come before the answer: the first result is opened when it is there."""
        self._opening = bool(self.field.text().strip())
        if not self.page.model.is_asking():
            self._on_loaded()

    def _on_loaded(self) -> None:
        if self._opening:
            self._opening = False
            self.page.open_first()

    def _on_opened(self, found: Found) -> None:
        if found.case is not None:
            self.case_wanted.emit(found.case.id)
        elif found.hit is not None:
            message_id = found.hit.message_id
            title = tr("Message in {channel}", channel=found.channel)
            self._tasks.run(lambda: messages.text(message_id), lambda text: self._show_message(title, text), owner=self)

    def _show_message(self, title: str, text: str) -> None:
        self.message = WholeText(title, text, theme=self._theme, parent=self.page.window())
        self.message.open()
