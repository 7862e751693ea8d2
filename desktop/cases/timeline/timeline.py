"""The timeline of a case: its entries, oldest first, in a window of pages over however many there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.attachments.attachment_use import AttachmentUse
from desktop.cases.timeline.chips import Opener
from desktop.cases.timeline.entry import TimelineEntry
from desktop.cases.timeline.entry_column import BETWEEN, EntryColumn, Key
from desktop.cases.timeline.timeline_events import Event
from desktop.data.turns import Turns
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr

EDGE = 28
NEAR_END = 120


class Timeline(QScrollArea):
    """Shows events and keeps what is being read where it is when others come.

    What is in view is laid out first and the rest in the turns that follow, from the view outwards.
    """

    whole_wanted = Signal(int)
    later_wanted = Signal()
    beginning_wanted = Signal()
    end_wanted = Signal()
    number_wanted = Signal(int)

    def __init__(
        self,
        *,
        theme: ThemeHolder,
        opener: Opener,
        use: AttachmentUse,
        above: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`above` stands before the first entry and scrolls with it."""
        super().__init__(parent)
        self._theme, self._opener, self._use = theme, opener, use
        self._above = above
        self._follows_end = self._placing = False
        self._in_tab_order = True
        self.beginning = _flat(tr("Show from the beginning"), self.beginning_wanted)
        self.later = _flat(tr("Show later messages"), self.later_wanted)
        self.end = _flat(tr("Show the latest"), self.end_wanted)
        self._content = _Content()
        self._outer = QVBoxLayout(self._content)
        self._column = EntryColumn(self._make, self.fontMetrics)
        self._next: list[int] = []
        self._held: tuple[Key, int] | None = None
        self._turns = Turns(self._do_next, self, turned=self._on_turned)
        self._arrange()
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def clear(self) -> None:
        """Show nothing, at the top."""
        self.show_events((), earlier=False, later="")
        self.verticalScrollBar().setValue(0)

    def show_events(
        self,
        events: Sequence[Event],
        *,
        earlier: bool,
        later: str,
        numbers: frozenset[int] = frozenset(),
        at_end: bool = False,
    ) -> None:
        """Show these events, in their order. `earlier` says that the beginning is not among them, `later`
        what the button for those says that are not loaded yet. What is at the top of the view stays there,
        unless the end shall be shown."""
        anchor = self._anchor()
        self._outer.setEnabled(False)
        self._column.show_events(events, numbers, self._column_width())
        self._outer.setEnabled(True)
        self.beginning.setVisible(earlier)
        for button in (self.later, self.end):
            button.setVisible(bool(later))
        self.later.setText(later)
        # Last: a clicked button that is hidden here passes the keyboard on, and that scrolls.
        self._follows_end = at_end
        self._settle(anchor)
        self._turns.begin()

    def entries(self) -> list[TimelineEntry]:
        """The entries that are laid out, in their order."""
        return self._column.entries()

    def is_complete(self) -> bool:
        """Whether all entries are laid out."""
        return not self._column.left()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self._settle(self._anchor())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._placing:
            return  # a scroll bar came or went
        anchor = self._anchor()
        if self._column.geometry().width() != self._column_width():
            self._column.set_aside(self._seen())
        self._settle(anchor)
        if self._column.left():
            self._turns.begin_soon()

    def _make(self, event: Event, numbers: frozenset[int]) -> TimelineEntry:
        entry = TimelineEntry(event, theme=self._theme, opener=self._opener, use=self._use, numbers=numbers)
        entry.whole_wanted.connect(self.whole_wanted)
        entry.number_wanted.connect(self.number_wanted)
        return entry

    # Turns.

    def _do_next(self) -> bool:
        """Lay out the entry that is nearest to the view, or delete one that has gone; False when all is done."""
        if not self._next:
            # Asked now: what is laid out from here on has no place until _settle().
            self._held = self._anchor()
            self._next = sorted(self._column.left(), key=self._out_of_view, reverse=True)
        if not self._next:
            return self._column.delete_gone()
        self._outer.setEnabled(False)  # it would lay out all entries at each that is shown
        self._column.lay_out(self._next.pop())
        self._outer.setEnabled(True)
        self._in_tab_order = False
        return True

    def _on_turned(self) -> None:
        """Give what was laid out its place. The order is made anew: the view may be elsewhere at the next turn."""
        self._next = []
        self._settle(self._held)
        if self.is_complete():
            self._follows_end = False
            if not self._in_tab_order:
                self._in_tab_order = True
                self._column.set_tab_order()

    # Places.

    def _seen(self) -> QRect:
        """What of the content is in view."""
        return QRect(0, self.verticalScrollBar().value(), self.viewport().width(), self.viewport().height())

    def _out_of_view(self, place: int) -> tuple[int, int]:
        """How far away an event is; of those in view the first comes first."""
        seen, area = self._seen(), self._column.area(place)
        return max(0, seen.top() - area.bottom(), area.top() - seen.bottom()), place

    def _anchor(self) -> tuple[Key, int] | None:
        """The first event that is in view, and how far below the top it begins; None at the top."""
        top = self.verticalScrollBar().value()
        key = self._column.key_at(top) if top else None
        place = None if key is None else self._column.place_of(key)
        return None if key is None or place is None else (key, self._column.area(place).top() - top)

    def _settle(self, anchor: tuple[Key, int] | None) -> None:
        """Lay out now, so that the place can be kept before anything is painted."""
        self._placing = True
        self._fit()
        if self._content.width() != self.viewport().width():
            self._fit()  # a scroll bar came or went
        bar = self.verticalScrollBar()
        place = None if anchor is None else self._column.place_of(anchor[0])
        if self._follows_end:
            bar.setValue(bar.maximum())
        elif anchor is not None and place is not None:
            bar.setValue(self._column.area(place).top() - anchor[1])
        self._placing = False

    def _fit(self) -> None:
        """Give the content the width there is, and the height that it needs for it."""
        width = self.viewport().width()
        # The edge makes room for the scroll bar: the texts keep their width, and their lines, when it comes.
        right = width - EDGE - self._column_width()
        self._outer.setContentsMargins(EDGE, 8, right, 24)
        self._content.resize(width, max(self._outer.heightForWidth(width), self.viewport().height()))
        self._outer.activate()

    def _column_width(self) -> int:
        return max(1, self.width() - 2 * EDGE)

    def _on_scrolled(self, value: int) -> None:
        if not self._placing:
            self._follows_end = False
        near = self.verticalScrollBar().maximum() - value < NEAR_END
        if near and value > 0 and not self.later.isHidden():
            self.later_wanted.emit()

    def _arrange(self) -> None:
        content, outer = self._content, self._outer
        content.setProperty("ground", "surface")
        # One sheet for all entries: a text in a timeline has no frame of its own.
        content.setStyleSheet("QTextBrowser { border: none; padding: 0; background: transparent; }")
        outer.setSpacing(BETWEEN)
        for widget in self._above:
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
        content.installEventFilter(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Timeline"))


class _Content(QWidget):
    """What scrolls. Asked for a hint, Qt would lay out every text in another width to say how high it is there."""

    def sizeHint(self) -> QSize:
        return QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


def _flat(text: str, clicked: SignalInstance) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("kind", "flat")
    button.setAutoDefault(False)
    button.clicked.connect(clicked)
    button.hide()
    return button
