"""What went over the wire: the answer with its headers and time, and the request as it was sent."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.bodies.answer_view import AnswerNote, AnswerStatus
from desktop.bodies.body_views import BodyView, answer_view
from desktop.bodies.header_sheet import HeaderSheet
from desktop.bodies.sheet import TextSheet
from desktop.bodies.sheet_view import SheetView
from desktop.posting.posting import Exchange, Unreached
from desktop.posting.report_check import laid_out
from desktop.widgets.segments import Segments
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import Sentence, tr
from desktop.words.measures import duration, size
from models.channels.hook_rules import Secret
from receiver.intake.signatures import hidden

NAMES = (Sentence("Answer"), Sentence("Headers of the answer"), Sentence("Request"))
WAITING = Sentence("Ctrl+Enter sends it over real HTTP, to the URL as it is copied. The answer appears here.")


@dataclass(frozen=True, slots=True)
class Seen:
    """An exchange as it is looked at."""

    exchange: Exchange
    answer: BodyView
    headers: BodyView
    request: BodyView


def see(url: str, body: bytes, found: Exchange, secret: Secret | None) -> Seen:
    """Lay out the request and the answer, in a task; secrets in headers stay hidden."""
    parts = urlsplit(url)
    target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    head = [
        f"POST {target} HTTP/1.1",
        *(f"{name}: {value}" for name, value in hidden(secret, found.sent)),
    ]
    text = body.decode("utf-8", "replace")
    request = TextSheet("\n".join([*head, "", laid_out(text) or text]), coloured=False)
    return Seen(found, answer_view(found.body), BodyView(HeaderSheet(found.headers)), BodyView(request))


class ExchangeView(QWidget):
    """One of its three sides at a time."""

    def __init__(self, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = Segments([tr("Answer"), tr("Headers"), tr("Request")], name=tr("What to look at"))
        self.status = AnswerStatus()
        self.note = AnswerNote(tr(WAITING))
        self.answer, self.headers, self.request = (SheetView(theme=theme, name=tr(name)) for name in NAMES)
        self._stack = QStackedWidget()
        for side in (self.answer, self.headers, self.request):
            self._stack.addWidget(side)
        self.choice.chosen.connect(self._stack.setCurrentIndex)
        self._lay_out()
        self._show_note(True)

    def show_sending(self) -> None:
        """Show that a post is on its way."""
        self.note.say(tr("Sending…"))
        self._show_note(True)

    def show_unreached(self, reason: Unreached) -> None:
        """Show why nothing came back."""
        self.note.say(str(reason), wrong=True)
        self._show_note(True)

    def show_exchange(self, seen: Seen) -> None:
        """Show what was sent and what came back."""
        for side, view in zip(
            (self.answer, self.headers, self.request), (seen.answer, seen.headers, seen.request), strict=True
        ):
            side.show_view(view)
        found = seen.exchange
        self.status.show_status(found.status, found.ok, f"{duration(found.milliseconds)}, {size(len(found.body))}")
        self._show_note(False)

    def _show_note(self, there: bool) -> None:
        """Show the note in the place of the exchange, or the exchange again."""
        if there:
            self.status.clear()
        self.note.setVisible(there)
        self._stack.setVisible(not there)
        self.choice.setVisible(not there)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.choice)
        head.addWidget(self.status, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.note, 1)
        layout.addWidget(self._stack, 1)
