"""An open delivery: what happened, then its body, its headers and its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from desktop.bodies.answered import NOTHING
from desktop.bodies.body_views import BodyView, BodyViews
from desktop.bodies.find_bar import FindBar
from desktop.bodies.sheet import TextSheet
from desktop.bodies.sheet_view import SheetView
from desktop.data.tasks import Tasks
from desktop.deliveries.detail.delivery_reader import DeliveryReader, Opened
from desktop.deliveries.detail.detail_head import DetailHead
from desktop.deliveries.detail.detail_note import DetailNote
from desktop.suggestions.suggestion_line import SuggestionLine
from desktop.widgets.local_key import on_key
from desktop.widgets.segments import PageTabs, Segments
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import Sentence, tr
from models.deliveries.deliveries import Delivery, Shown

BODY, HEADERS, ANSWER = range(3)
PRETTY, RAW, BYTES = range(3)
LOOKS = (Sentence("Pretty"), Sentence("Raw"), Sentence("Bytes"))
EMPTY = BodyView(TextSheet(""))


class DeliveryDetail(QWidget):
    """Shows one delivery, and follows what becomes of it."""

    changed = Signal()
    """Another one is shown, or it has been read."""
    closed = Signal()

    def __init__(
        self, actions: Mapping[str, QAction], *, tasks: Tasks, theme: ThemeHolder, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._opened: Opened | None = None
        self._delivery: Delivery | None = None
        self.reader = DeliveryReader(tasks=tasks, parent=self)
        self.head = DetailHead(actions, theme=theme)
        self.suggestion = SuggestionLine(theme=theme)
        self.tabs = PageTabs()
        self.looks = Segments([tr(look) for look in LOOKS], name=tr("How the body is shown"))
        self.view = SheetView(theme=theme, name=tr("Body"))
        self.note = DetailNote(self.view)
        self.find_button = QToolButton()
        self.find_button.setIcon(theme.icon("magnifying-glass"))
        self.find_bar = FindBar(self.view, theme=theme)
        self._lay_out()
        self._connect()

    def delivery(self) -> Delivery | None:
        """The delivery that is shown."""
        return self._delivery

    def shown(self) -> Shown | None:
        """The delivery that is shown, whole; None until it has been read."""
        return None if self._opened is None else self._opened.shown

    def show_delivery(self, delivery: Delivery) -> None:
        """Open a delivery, or take in what has become of the one that is open."""
        before, self._delivery = self._delivery, delivery
        if before is not None and before.id == delivery.id:
            if before != delivery:
                self._take_in(delivery)
            return
        self.show_id(delivery.id)
        self.head.show_delivery(delivery, NOTHING)

    def show_id(self, delivery_id: int) -> None:
        """Open a delivery that may be in no list."""
        self.suggestion.show_suggested(None)
        self._opened = None
        self.reader.show(delivery_id)
        self.changed.emit()

    def close_delivery(self) -> None:
        """Show nothing."""
        self._opened = self._delivery = None
        self.reader.show(None)
        self.changed.emit()

    def body(self) -> BodyViews | None:
        """The looks at the body, None as long as they are being laid out."""
        return None if self._opened is None else self._opened.body

    def begin_find(self) -> None:
        """Ctrl+F: find in what is shown."""
        self.find_bar.begin()

    def _take_in(self, delivery: Delivery) -> None:
        opened = self._opened
        if opened is not None:
            self._opened = replace(opened, shown=replace(opened.shown, delivery=delivery))
            self.head.show_delivery(delivery, opened.answered)
        self.changed.emit()

    def _on_read(self, opened: Opened) -> None:
        self._opened, self._delivery = opened, opened.shown.delivery
        self.head.show_delivery(opened.shown.delivery, opened.answered)
        self.suggestion.show_suggested(opened.suggested)
        self.tabs.setTabText(HEADERS, tr("Headers  {number}", number=len(opened.shown.headers)))
        self._show()
        self.changed.emit()

    def _on_laid_out(self, body: BodyViews) -> None:
        if self._opened is not None:
            self._opened = replace(self._opened, body=body)
            if self.tabs.currentIndex() == BODY:
                self._show()

    def _on_gone(self) -> None:
        self.close_delivery()
        self.closed.emit()

    def _show(self) -> None:
        """Show what the tabs say."""
        tab = self.tabs.currentIndex()
        self.looks.setVisible(tab == BODY)
        look = f", {tr(LOOKS[self.looks.current()])}" if tab == BODY else ""
        self.view.setAccessibleName((tr("Body"), tr("Headers"), tr("Answer"))[tab] + look)
        self.view.show_view(self._view(tab))
        self.note.show_note(self._note(tab))
        self.find_bar.look()

    def _view(self, tab: int) -> BodyView:
        opened = self._opened
        if opened is None:
            return EMPTY
        if tab != BODY:
            return opened.headers if tab == HEADERS else opened.answer
        if opened.body is None:
            return EMPTY
        return (opened.body.pretty, opened.body.raw, opened.body.data)[self.looks.current()]

    def _note(self, tab: int) -> str:
        if tab != BODY or self._opened is None:
            return ""
        return tr("Reading it…") if self._opened.body is None else self._opened.body.note

    def _connect(self) -> None:
        self.reader.read.connect(self._on_read)
        self.reader.laid_out.connect(self._on_laid_out)
        self.reader.gone.connect(self._on_gone)
        self.head.closed.connect(self.closed)
        self.tabs.currentChanged.connect(lambda _: self._show())
        self.looks.chosen.connect(lambda _: self._show())
        self.find_button.clicked.connect(self.begin_find)
        on_key(self.find_bar, lambda: self.find_bar.step(1), "F3")
        on_key(self.find_bar, lambda: self.find_bar.step(-1), "Shift+F3")

    def _lay_out(self) -> None:
        for name in (tr("Body"), tr("Headers"), tr("Answer")):
            self.tabs.addTab(name)
        self.tabs.setAccessibleName(tr("Parts of the delivery"))
        self.find_button.setToolTip(tr("Find in what is shown"))
        self.find_button.setAccessibleName(tr("Find in what is shown"))
        self.suggestion.setContentsMargins(24, 0, 16, 6)
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 0, 16, 0)
        bar.setSpacing(8)
        bar.addWidget(self.tabs)
        bar.addStretch()
        bar.addWidget(self.looks)
        bar.addWidget(self.find_button)
        body = QHBoxLayout()
        body.setContentsMargins(14, 6, 0, 0)
        body.addWidget(self.view)
        line = QFrame()
        line.setProperty("line", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.suggestion)
        column.addLayout(bar)
        column.addWidget(line)
        column.addWidget(self.note)
        column.addLayout(body, 1)
        column.addWidget(self.find_bar)
