"""The lower half of a web hook's form: how to post to it, how it reads, its limits and security, and its old URLs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from desktop.channels.web_hooks.hook_drafts import HookDraft
from desktop.channels.web_hooks.hook_reading_form import HookReadingForm
from desktop.channels.web_hooks.hook_rules_form import HookRulesForm, rules_in_use
from desktop.channels.web_hooks.old_urls_view import OldUrlsView
from desktop.channels.web_hooks.snippets import Snippets
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.widgets.segments import PageTabs
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr

POSTING, READING, RULES, OLD_URLS = range(4)


class HookDetails(QWidget):
    """One of four pages at a time; most web hooks leave them as they are."""

    edited = Signal()
    format_wanted = Signal(str)
    """What `reads` says of the format that shall be edited."""

    def __init__(
        self, url_of: Callable[[str], str], *, tasks: Tasks, theme: ThemeHolder, ask: Ask, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._url_of = url_of
        self.tabs = PageTabs()
        self.tabs.setAccessibleName(tr("More of this web hook"))
        for title in (tr("Pos&t to it"), tr("Rea&ding"), tr("L&imits and security"), tr("&Old URLs")):
            self.tabs.addTab(title)
        self.snippets = Snippets(theme=theme)
        self.reading = HookReadingForm(tasks=tasks, theme=theme)
        self.rules = HookRulesForm(theme=theme)
        self.old_urls = OldUrlsView(url_of, tasks=tasks, theme=theme, ask=ask)
        self._pages = QStackedWidget()
        self._draft: HookDraft | None = None
        self._lay_out()
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        for edited in (self.reading.edited, self.rules.edited):
            edited.connect(self._on_edited)
        self.reading.format_wanted.connect(self.format_wanted)
        self.old_urls.counted.connect(lambda count: self._count(OLD_URLS, tr("&Old URLs"), count))

    def show_draft(self, draft: HookDraft) -> None:
        """Show this draft, and edit its rules from now on."""
        self._draft = draft
        self.snippets.show_url(self._url_of(draft.guid))
        self.reading.show_rules(draft.rules, saved=draft.saved is not None)
        self.rules.show_rules(draft.rules)
        self.old_urls.show_hook(None if draft.saved is None else draft.saved.id)
        self._show_rules()

    def show_page(self, page: int) -> None:
        """Show POSTING, READING, RULES or OLD_URLS."""
        self.tabs.setCurrentIndex(page)

    def check_rules(self) -> bool:
        """Whether the rules can be stored; otherwise says at their field what is wrong."""
        for page, form in ((READING, self.reading), (RULES, self.rules)):
            self.show_page(page)
            if not form.check():
                return False
        return True

    def _on_edited(self) -> None:
        if self._draft is not None:
            self._draft.rules = self.reading.put_into(self.rules.rules())
            self._show_rules()
            self.edited.emit()

    def _show_rules(self) -> None:
        if self._draft is not None:
            self._count(RULES, tr("L&imits and security"), rules_in_use(self._draft.rules))
            self.snippets.show_secret(self._draft.rules.secret)

    def _count(self, page: int, title: str, count: int) -> None:
        text = f"{title}  {count}" if count else title
        if text != self.tabs.tabText(page):
            self.tabs.setTabText(page, text)

    def _lay_out(self) -> None:
        for page in (self.snippets, self.reading, self.rules, self.old_urls):
            self._pages.addWidget(page)
        line = QFrame()
        line.setProperty("line", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(line)
        column.addSpacing(12)
        column.addWidget(self._pages, 1)
