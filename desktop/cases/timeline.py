"""The timeline of a case: its entries, oldest first, in a window of pages over however many there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

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
    end_wanted = Signal()
    number_wanted = Signal(int)

    def __init__(
        self, *, theme: ThemeHolder, opener: Opener, above: Sequence[QWidget] = (), parent: QWidget | None = None
    ) -> None:
        """`above` stands before the first entry and scrolls with it."""
        super().__init__(parent)
        self._numbers: frozenset[int] = frozenset()
        self._theme, self._opener = theme, opener
        self._entries: dict[tuple[str, int], Entry] = {}
        self.beginning = _flat("Show from the beginning", self.beginning_wanted)
        self.later = _flat("Show later messages", self.later_wanted)
        self.end = _flat("Show the latest", self.end_wanted)
        self._content = content = QWidget()
        content.setProperty("ground", "surface")
        # One sheet for all entries: a text in a timeline has no frame of its own.
        content.setStyleSheet("QTextBrowser { border: none; padding: 0; background: transparent; }")
        self._column = QVBoxLayout()
        self._column.setSpacing(BETWEEN)
        self._outer = outer = QVBoxLayout(content)
        outer.setContentsMargins(EDGE, 8, EDGE, 24)
        outer.setSpacing(BETWEEN)
        for widget in above:
            outer.addWidget(widget)
        outer.addWidget(self.beginning, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addLayout(self._column)
        below = QHBoxLayout()
        below.addWidget(self.later)
        below.addWidget(self.end)
        below.addStretch()
        outer.addLayout(below)
        outer.addStretch(1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Timeline")
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def clear(self) -> None:
        """Show nothing, at the top."""
        self.show_events((), earlier=False, later="")
        self.verticalScrollBar().setValue(0)

    def show_events(
        self, events: Sequence[Event], *, earlier: bool, later: str, numbers: frozenset[int] = frozenset()
    ) -> None:
        """Show these events, in their order. `earlier` says that the beginning is not among them, `later`
        what the button for those says that are not loaded yet. What is at the top of the view stays there."""
        anchor = self._anchor()
        self._numbers = numbers
        self._outer.setEnabled(False)  # it would lay out all entries at each that comes
        wanted = {event.key for event in events}
        for key in [key for key in self._entries if key not in wanted]:
            self._drop(key)
        for place, event in enumerate(events):
            self._put(place, event)
        self._outer.setEnabled(True)
        self.beginning.setVisible(earlier)
        for button in (self.later, self.end):
            button.setVisible(bool(later))
        self.later.setText(later)
        self._settle()
        if anchor is not None and anchor[0].shown.key in self._entries:
            self.verticalScrollBar().setValue(anchor[0].y() - anchor[1])

    def show_end(self) -> None:
        """Scroll to the last entry."""
        self._settle()
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def entries(self) -> list[Entry]:
        """The entries in their order."""
        places = range(self._column.count())
        found = (item.widget() for place in places if (item := self._column.itemAt(place)) is not None)
        return [widget for widget in found if isinstance(widget, Entry)]

    def _put(self, place: int, event: Event) -> None:
        entry = self._entries.get(event.key)
        if entry is None:
            entry = Entry(event, theme=self._theme, opener=self._opener, numbers=self._numbers)
            entry.whole_wanted.connect(self.whole_wanted)
            entry.number_wanted.connect(self.number_wanted)
            self._entries[event.key] = entry
            self._column.insertWidget(place, entry)
            entry.show()  # a layout would do it later, and leave it out until then
            return
        if self._column.indexOf(entry) != place:
            self._column.removeWidget(entry)
            self._column.insertWidget(place, entry)
        entry.show_event(event, self._numbers)

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
