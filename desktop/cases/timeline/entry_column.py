"""The entries of a timeline one below the other, with room kept for those that have not been laid out yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QVBoxLayout, QWidget
from shiboken6 import delete

from desktop.cases.timeline.entry import TimelineEntry
from desktop.cases.timeline.timeline_events import Event
from desktop.words.message_text import MOST_CHARACTERS, MOST_LINES

BETWEEN = 18
Key = tuple[str, int]


class EntryColumn(QVBoxLayout):
    """One item an event, in their order: its entry, or as much room as that may need.

    An entry is made, or laid out anew, by lay_out() alone, one at a time: each takes milliseconds, and a hundred at
    once would hold the window.
    """

    def __init__(
        self, make: Callable[[Event, frozenset[int]], TimelineEntry], metrics: Callable[[], QFontMetrics]
    ) -> None:
        """`metrics` are those of the texts."""
        super().__init__()
        self.setSpacing(BETWEEN)
        self._make, self._metrics = make, metrics
        self._events: Sequence[Event] = ()
        self._numbers: frozenset[int] = frozenset()
        self._entries: dict[Key, TimelineEntry] = {}
        self._gone: list[TimelineEntry] = []

    def show_events(self, events: Sequence[Event], numbers: frozenset[int], width: int) -> None:
        """Hold these events; entries that are there and say the same are kept, all others have to be laid out."""
        self._numbers = numbers
        if [event.key for event in events] != [event.key for event in self._events]:
            self._arrange(events, width)
        self._events = events
        for event in events:
            entry = self._entries.get(event.key)
            if entry is not None and entry.shown.message == event.message:
                entry.show_event(event, numbers)

    def left(self) -> list[int]:
        """The places of the entries that have to be laid out."""
        return [place for place, event in enumerate(self._events) if self._is_left(place, event)]

    def lay_out(self, place: int) -> None:
        """Show the entry of a place as it is now, in place of the room that was kept for it."""
        event = self._events[place]
        entry = self._entries.get(event.key)
        if entry is None:
            entry = self._entries[event.key] = self._make(event, self._numbers)
        else:
            entry.show_event(event, self._numbers)
        if isinstance(self.itemAt(place), QSpacerItem):
            width = self.geometry().width()
            self.takeAt(place)
            self.insertWidget(place, entry)
            # In its width from the start, or its text would be laid out in another one first.
            entry.resize(width, entry.height())
            entry.show()

    def delete_gone(self) -> bool:
        """Delete one of the entries that are shown no more; False when there is none."""
        if not self._gone:
            return False
        delete(self._gone.pop())  # at once: deleteLater() would delete all of them in one go
        return True

    def set_aside(self, seen: QRect) -> None:
        """Put empty room in place of the entries out of view: each is laid out in the new width in its turn."""
        for place, event in enumerate(self._events):
            entry = self._entries.get(event.key)
            if entry is not None and not entry.isHidden() and not entry.geometry().intersects(seen):
                self.takeAt(place)
                self.insertItem(place, _room(entry.height()))
                entry.hide()

    def area(self, place: int) -> QRect:
        """Where an entry is, or the room that is kept for it."""
        item = self.itemAt(place)
        return QRect() if item is None else item.geometry()

    def place_of(self, key: Key) -> int | None:
        """The place of an event."""
        return next((place for place, event in enumerate(self._events) if event.key == key), None)

    def key_at(self, y: int) -> Key | None:
        """The first event that ends below y."""
        places = range(len(self._events))
        return next((self._events[place].key for place in places if self.area(place).bottom() >= y), None)

    def entries(self) -> list[TimelineEntry]:
        """The entries that are laid out, in their order."""
        found = (self._entries.get(event.key) for event in self._events)
        return [entry for entry in found if entry is not None and not entry.isHidden()]

    def set_tab_order(self) -> None:
        """Let the Tab key go down the entries, in whatever order they were made."""
        stops = [stop for entry in self.entries() for stop in entry.stops()]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def _is_left(self, place: int, event: Event) -> bool:
        entry = self._entries.get(event.key)
        return entry is None or entry.isHidden() or entry.shown.message != event.message

    def _arrange(self, events: Sequence[Event], width: int) -> None:
        while self.takeAt(0) is not None:
            pass
        wanted = {event.key for event in events}
        for key in [key for key in self._entries if key not in wanted]:
            gone = self._entries.pop(key)
            gone.hide()
            self._gone.append(gone)
        for event in events:
            entry = self._entries.get(event.key)
            if entry is None or entry.isHidden():
                self.addItem(_room(self._likely_height(event, width)))
            else:
                self.addWidget(entry)

    def _likely_height(self, event: Event, width: int) -> int:
        """About as much as the entry will need; nobody sees by how much it is wrong."""
        metrics = self._metrics()
        if event.message is None:
            return metrics.height()
        wide = max(1, width // metrics.averageCharWidth())
        lines = event.message.text[:MOST_CHARACTERS].split("\n")[:MOST_LINES]
        count = 1 + min(MOST_LINES + 2, sum(1 + len(line) // wide for line in lines))
        return metrics.height() * (count + 2 * bool(event.message.attachments))


def _room(height: int) -> QSpacerItem:
    return QSpacerItem(0, height, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
