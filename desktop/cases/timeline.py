"""The timeline of a case: its entries, oldest first, in a window of pages over however many there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.cases.chips import Opener
from desktop.cases.entry import Entry
from desktop.cases.timeline_events import Event
from desktop.theme import ThemeHolder

EDGE = 28
BETWEEN = 18
NEAR_END = 120


class Timeline(QScrollArea):
    """Shows events and keeps what is being read where it is when others come."""

    whole_wanted = Signal(int)
    later_wanted = Signal()
    beginning_wanted = Signal()

    def __init__(self, *, theme: ThemeHolder, opener: Opener, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._opener = theme, opener
        self._entries: dict[tuple[str, int], Entry] = {}
        self.beginning = _flat("Show from the beginning", self.beginning_wanted)
        self.later = _flat("Show later messages", self.later_wanted)
        self._content = content = QWidget()
        content.setProperty("ground", "surface")
        # One sheet for all entries: a text in a timeline has no frame of its own.
        content.setStyleSheet("QTextBrowser { border: none; padding: 0; background: transparent; }")
        self._column = QVBoxLayout()
        self._column.setSpacing(BETWEEN)
        self._outer = outer = QVBoxLayout(content)
        outer.setContentsMargins(EDGE, 8, EDGE, 24)
        outer.setSpacing(BETWEEN)
        outer.addWidget(self.beginning, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addLayout(self._column)
        outer.addWidget(self.later, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addStretch(1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Timeline")
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def clear(self) -> None:
        """Show nothing, at the top."""
        self.show_events((), earlier=False, later=0)
        self.verticalScrollBar().setValue(0)

    def show_events(self, events: Sequence[Event], *, earlier: bool, later: int) -> None:
        """Show these events, in their order. `earlier` says that the beginning is not among them, `later`
        how many messages are not loaded yet. What is at the top of the view stays there."""
        anchor = self._anchor()
        wanted = {event.key for event in events}
        for key in [key for key in self._entries if key not in wanted]:
            self._drop(key)
        for place, event in enumerate(events):
            self._put(place, event)
        self.beginning.setVisible(earlier)
        self.later.setVisible(later > 0)
        self.later.setText(f"Show later messages ({later:,} more)")
        self._settle()
        if anchor is not None and anchor[0].shown.key in self._entries:
            self.verticalScrollBar().setValue(anchor[0].y() - anchor[1])

    def entries(self) -> list[Entry]:
        """The entries in their order."""
        places = range(self._column.count())
        found = (item.widget() for place in places if (item := self._column.itemAt(place)) is not None)
        return [widget for widget in found if isinstance(widget, Entry)]

    def _put(self, place: int, event: Event) -> None:
        entry = self._entries.get(event.key)
        if entry is None:
            entry = Entry(event, theme=self._theme, opener=self._opener)
            entry.whole_wanted.connect(self.whole_wanted)
            self._entries[event.key] = entry
            self._column.insertWidget(place, entry)
            return
        if self._column.indexOf(entry) != place:
            self._column.removeWidget(entry)
            self._column.insertWidget(place, entry)
        entry.show_event(event)

    def _drop(self, key: tuple[str, int]) -> None:
        entry = self._entries.pop(key)
        self._column.removeWidget(entry)
        entry.hide()
        entry.deleteLater()

    def _anchor(self) -> tuple[Entry, int] | None:
        """The first entry that is in view, and how far below the top it begins; None at the top."""
        top = self.verticalScrollBar().value()
        if top == 0:
            return None
        return next(((entry, entry.y() - top) for entry in self.entries() if entry.geometry().bottom() >= top), None)

    def _settle(self) -> None:
        """Lay out now, so that the place can be kept before anything is painted."""
        width = self.viewport().width()
        self._outer.activate()
        self._content.resize(width, self._outer.heightForWidth(width))
        self.event(QEvent(QEvent.Type.LayoutRequest))

    def _on_scrolled(self, value: int) -> None:
        near = self.verticalScrollBar().maximum() - value < NEAR_END
        if near and value > 0 and not self.later.isHidden():
            self.later_wanted.emit()


def _flat(text: str, clicked: SignalInstance) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("kind", "flat")
    button.setAutoDefault(False)
    button.clicked.connect(clicked)
    button.hide()
    return button
