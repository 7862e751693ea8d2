"""A request to an unknown URL that is open: what it was like, the right URL, and what it brought."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from desktop.bodies.body_views import BodyView
from desktop.bodies.header_sheet import HeaderSheet
from desktop.bodies.sheet import TextSheet
from desktop.bodies.sheet_view import SheetView
from desktop.data.reload import Reload
from desktop.data.tasks import Tasks
from desktop.deliveries.unknown_urls.near_words import FoundUrl, what_is_wrong, what_to_do
from desktop.widgets.copy_button import CopyButton
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.segments import PageTabs
from desktop.widgets.theme import ThemeHolder
from desktop.words import clock
from desktop.words.language import tr
from desktop.words.measures import size
from models.channels import hooks
from models.deliveries import unknown_urls
from models.deliveries.unknown_urls import Content

BODY, HEADERS = range(2)
EMPTY = BodyView(TextSheet(""))


class UnknownDetail(QWidget):
    """Shows one request."""

    closed = Signal()

    def __init__(
        self, *, tasks: Tasks, theme: ThemeHolder, base_url: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._base_url = base_url
        self._found: FoundUrl | None = None
        self._content: Content | None = None
        self.sentence = QLabel(wordWrap=True)
        self.todo = QLabel(wordWrap=True)
        self.facts = ElidedLabel(role="muted")
        self.path = QLineEdit(readOnly=True)
        self.copy = CopyButton(
            tr("Copy the right URL"), self._right_url, theme=theme, name=tr("Copy the right URL"), kind="primary"
        )
        self.close_button = QToolButton()
        self.close_button.setIcon(theme.icon("xmark"))
        self.tabs = PageTabs()
        self.view = SheetView(theme=theme, name=tr("Body"))
        self._read = Reload(tasks, unknown_urls.content, self._on_read, question=self._wanted, owner=self)
        self._lay_out()
        self.close_button.clicked.connect(self.closed)
        self.tabs.currentChanged.connect(lambda _: self._show_content())

    def show_request(self, found: FoundUrl) -> None:
        """Show it, or what is known of it by now."""
        before, self._found = self._found, found
        request = found.request
        self.sentence.setText(what_is_wrong(found))
        self.todo.setText(what_to_do(found))
        facts = [clock.exact(request.received_at), request.method, size(request.size), request.remote_address]
        self.facts.show_text(" · ".join(facts))
        self.path.setText(request.target)
        self.path.setCursorPosition(0)
        self.copy.setVisible(found.near is not None)
        if before is None or before.request.id != request.id:
            self._content = None
            self._show_content()
            self._read.forget()
            self._read()

    def _wanted(self) -> int | None:
        return None if self._found is None else self._found.request.id

    def _right_url(self) -> str:
        near = None if self._found is None else self._found.near
        return "" if near is None else hooks.url(self._base_url(), near.hook.channel_guid, near.hook.guid)

    def _on_read(self, content: Content) -> None:
        self._content = content
        self._show_content()

    def _show_content(self) -> None:
        content, tab = self._content, self.tabs.currentIndex()
        self.view.setAccessibleName(tr("Headers") if tab == HEADERS else tr("Body"))
        if content is None:
            self.view.show_view(EMPTY)
        elif tab == HEADERS:
            self.view.show_view(BodyView(HeaderSheet(content.headers)))
        else:
            self.view.show_view(BodyView(TextSheet(content.body.decode("utf-8", "replace"))))

    def _lay_out(self) -> None:
        for label, role in ((self.sentence, "heading"), (self.todo, "muted")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        self.path.setAccessibleName(tr("URL that was asked for"))
        self.close_button.setToolTip(tr("Close (Esc)"))
        self.close_button.setAccessibleName(tr("Close the request"))
        for name in (tr("Body"), tr("Headers")):
            self.tabs.addTab(name)
        self.tabs.setAccessibleName(tr("Parts of the request"))
        told = QVBoxLayout()
        told.setSpacing(3)
        for widget in (self.sentence, self.todo, self.facts):
            told.addWidget(widget)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(told, 1)
        for button in (self.copy, self.close_button):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        above = QVBoxLayout()
        above.setContentsMargins(24, 12, 16, 6)
        above.setSpacing(8)
        above.addLayout(head)
        above.addWidget(self.path)
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 0, 16, 0)
        bar.addWidget(self.tabs)
        bar.addStretch()
        body = QHBoxLayout()
        body.setContentsMargins(14, 6, 0, 0)
        body.addWidget(self.view)
        line = QFrame()
        line.setProperty("line", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addLayout(bar)
        column.addWidget(line)
        column.addLayout(body, 1)
