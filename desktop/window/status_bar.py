"""The status bar: is it receiving, what came today, and which database."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QStatusBar, QWidget

from desktop.process.receiver_control import ReceiverControl, State
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.theme import ThemeHolder
from desktop.words import clock, problem_words
from desktop.words.language import number, tr
from models.deliveries.deliveries import TODAY_LIMIT, Today
from models.deliveries.unknown_urls import Unseen

DOT_ROLES: dict[State, str] = {
    "starting": "warning",
    "receiving": "ok",
    "refusing": "danger",
    "elsewhere": "muted",
    "stopped": "muted",
    "problem": "danger",
}


class Dot(QWidget):
    """The state of the receiver as a colour, beside the words that say it."""

    def __init__(self, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = "muted"
        theme.changed.connect(self.update)

    def show_role(self, role: str) -> None:
        """Take the colour of a role."""
        self._role = role
        self.update()

    def sizeHint(self) -> QSize:
        side = max(8, self.fontMetrics().ascent() * 2 // 3)
        margins = self.contentsMargins()
        return QSize(side + margins.left() + margins.right(), side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.current.color(self._role))
        area = self.contentsRect()
        painter.drawEllipse(area.left(), area.center().y() - area.width() // 2, area.width(), area.width())


class StatusBar(QStatusBar):
    """Nothing in it waits for an answer: its messages go away by themselves."""

    unknown_wanted = Signal()
    """What came to no web hook shall be shown."""

    def __init__(self, *, theme: ThemeHolder, database: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(16, 0, 16, 0)
        self._dot = Dot(theme)
        self.receiver = ElidedLabel()
        self.today = ElidedLabel(role="muted")
        self.unknown = QPushButton()
        self.unknown.setProperty("kind", "link")
        self.unknown.setToolTip(tr("Show what came to URLs of no web hook"))
        self.unknown.clicked.connect(self.unknown_wanted)
        self.unknown.hide()
        self._dot.setContentsMargins(2, 0, 6, 0)
        self.today.setContentsMargins(8, 0, 0, 0)
        label = QLabel(database)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "muted")
        self.addWidget(self._dot)
        self.addWidget(self.receiver)
        self.addWidget(self.today)
        self.addWidget(self.unknown)
        self.addPermanentWidget(label)

    def show_receiver(self, control: ReceiverControl) -> None:
        """Show the state of the receiver in words and as a dot."""
        words, wrong = control.words(), control.problem or control.trouble
        self._dot.show_role(DOT_ROLES[control.state])
        self.receiver.show_text(words, problem_words.whole(wrong) if wrong else words)

    def show_today(self, today: Today) -> None:
        """Show what came today; counting stops at TODAY_LIMIT."""
        self.today.show_text(_came_today(today))

    def show_unknown(self, unseen: Unseen) -> None:
        """Show how many requests came to unknown URLs that nobody has looked at."""
        if unseen.last_at is not None:
            ago = clock.long_relative(unseen.last_at, clock.now())
            self.unknown.setText(tr("{count} requests to unknown URLs, the last {ago}", unseen.count, ago=ago))
        self.unknown.setVisible(unseen.last_at is not None)


def _came_today(today: Today) -> str:
    many, rejected = today.deliveries, number(today.rejected)
    if many >= TODAY_LIMIT:
        if today.rejected:
            return tr("{count}+ deliveries today, {rejected} rejected", many, rejected=rejected)
        return tr("{count}+ deliveries today", many)
    if today.rejected:
        return tr("{count} deliveries today, {rejected} rejected", many, rejected=rejected)
    return tr("{count} deliveries today", many)
