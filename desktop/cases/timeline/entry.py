"""One entry of a case's timeline: an icon, who did what and when, and below it what was sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.attachments.attachment_use import AttachmentUse
from desktop.cases.timeline.chips import Chip, Chips, Opener
from desktop.cases.timeline.clamped_text import ClampedText
from desktop.cases.timeline.message_view import MessageView
from desktop.cases.timeline.timeline_events import Event, EventKind
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.icon_label import IconLabel
from desktop.widgets.theme import ThemeHolder
from desktop.words import clock
from desktop.words.language import tr
from desktop.words.message_words import waits_for
from desktop.words.priorities import ROLES
from models.messages.messages import Message

MOST_NARROW = 100
Part = TypeVar("Part", bound=QWidget)
_OPENED = "circle-exclamation"
_ICONS: dict[EventKind, tuple[str, str]] = {
    "update": ("rotate", "muted"),
    "activity": ("rotate", "muted"),
    "comment": ("comment", "muted"),
    "closed": ("circle-check", "ok"),
    "reopened": ("rotate-left", "warning"),
    "merged": ("code-merge", "muted"),
    "moved": ("arrow-right", "muted"),
    "assigned": ("user-pen", "muted"),
    "priority": ("flag", "muted"),
    "deadline": ("calendar-day", "muted"),
    "subject": ("pen", "muted"),
    "description": ("pen", "muted"),
    "linked": ("link", "muted"),
    "unlinked": ("link-slash", "muted"),
    "deleted": ("trash-can", "danger"),
    "restored": ("rotate-left", "warning"),
}


class TimelineEntry(QWidget):
    """Shows an event; another state of the same event is shown without building the entry anew."""

    whole_wanted = Signal(int)
    """The id of the message of which all shall be shown."""
    number_wanted = Signal(int)

    def __init__(
        self, event: Event, *, theme: ThemeHolder, opener: Opener, use: AttachmentUse, numbers: frozenset[int]
    ) -> None:
        """`numbers` lead to a case where they stand in the text as "#12"."""
        super().__init__()
        self.shown = event
        self._numbers = numbers
        self._theme, self._opener, self._use = theme, opener, use
        self._icon = IconLabel()
        self._who = ElidedLabel(role="heading")
        self._said = ElidedLabel(role="muted")
        self._line = ""
        self._body = QVBoxLayout()
        self._body.setSpacing(4)
        self._lay_out()
        self._fill()

    def show_event(self, event: Event, numbers: frozenset[int]) -> None:
        """Show this state of the event, and the times as they are now."""
        before = self.shown.message
        changed = _without_files(event.message) != _without_files(before)
        self.shown, self._numbers = event, numbers
        if event.message is not None and not changed and event.message != before:
            for chips in self._of_body(Chips):
                chips.show_states(event.message.attachments)
        for view in () if changed else self.texts():
            view.show_text(view.text(), numbers)
        if changed:
            self._line = ""
            while (item := self._body.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
            self._fill()
        else:
            self._head()

    def texts(self) -> list[MessageView]:
        """The view of its text, if it has one."""
        return [text.view for text in self._of_body(ClampedText)]

    def chips(self) -> list[Chip]:
        """Its attachments."""
        return [chip for chips in self._of_body(Chips) for chip in chips.findChildren(Chip)]

    def sizeHint(self) -> QSize:
        # Qt would lay out the text in the width of this hint, only to learn the height that it never uses.
        return QSize(MOST_NARROW, self._icon.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(MOST_NARROW, self._icon.height())

    def stops(self) -> list[QWidget]:
        """Where the Tab key stops in it, from the top."""
        items = (self._body.itemAt(place) for place in range(self._body.count()))
        widgets = [widget for item in items if item is not None and (widget := item.widget()) is not None]
        within = [
            inner
            for widget in widgets
            for inner in (*widget.findChildren(MessageView), *widget.findChildren(QPushButton))
        ]
        return [widget for widget in within if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]

    def _of_body(self, kind: type[Part]) -> list[Part]:
        items = (self._body.itemAt(place) for place in range(self._body.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, kind)]

    def _fill(self) -> None:
        self._head()
        message = self.shown.message
        self._icon.show_icon(self._theme.icon(*_icon(self.shown.kind, message)))
        if message is None:
            return
        if message.text.strip():
            self._body.addWidget(self._text(message))
        if message.attachments:
            self._body.addWidget(Chips(message.attachments, theme=self._theme, use=self._use))
        if message.unknown_references:
            self._body.addWidget(ElidedLabel(waits_for(message.unknown_references), role="muted"))

    def _head(self) -> None:
        event = self.shown
        now, message = clock.now(), event.message
        line = f"{event.said} · {clock.time_of_day(event.at, now)}"
        if line == self._line:
            return
        self._line = line
        self._who.show_text(event.who)
        about = clock.exact(event.at)
        if message is not None and message.report_id is not None:
            about += f"\n{tr('Report {id}', id=message.report_id)}"
        if message is not None and message.references:
            about += f"\n{tr('References {ids}', ids=', '.join(message.references))}"
        self._said.show_text(line, tooltip=about)
        self.setAccessibleName(f"{event.who} {line}")

    def _text(self, message: Message) -> ClampedText:
        text = ClampedText(tr("Text of {who}", who=self.shown.who), theme=self._theme, kind="flat")
        text.show_text(message.text, message.text_length, self._numbers)
        text.view.link_wanted.connect(self._opener)
        text.view.number_wanted.connect(self.number_wanted)
        text.whole_wanted.connect(lambda: self.whole_wanted.emit(message.id))
        return text

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(9)
        head.addWidget(self._who)
        head.addWidget(self._said, 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(head, 0, 1)
        grid.addLayout(self._body, 1, 1)


def _without_files(message: Message | None) -> object:
    """All of a message, but of its attachments only which they are: what became of them changes alone."""
    if message is None:
        return None
    return replace(message, attachments=()), [each.id for each in message.attachments]


def _icon(kind: EventKind, message: Message | None) -> tuple[str, str]:
    """The icon of an event and the role of its colour; an opening has the colour of the priority of its case."""
    if kind == "opening":
        return _OPENED, ROLES[(message and message.priority) or 0]
    return _ICONS[kind]
