"""The attachments of a message as buttons, for a view that is made of widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.activity.chips import MOST, WIDEST_CHARACTERS
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import Sentence, tr
from desktop.words.message_text import can_open
from desktop.words.message_words import name_of
from desktop.words.plain_tooltip import plain_tooltip
from models.report import Attachment

NOT_OPENED = Sentence("Only http, https and mailto addresses are opened; a click copies this one.")
Opener = Callable[[str], object]


class Chip(QPushButton):
    """One attachment; a click opens its address if that is one of the web or of mail, otherwise copies it."""

    def __init__(self, attachment: Attachment, *, theme: ThemeHolder, opener: Opener) -> None:
        super().__init__()
        name, url = name_of(attachment), attachment.url
        width = self.fontMetrics().averageCharWidth() * WIDEST_CHARACTERS
        shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, width)
        self.setIcon(theme.icon("file-lines" if attachment.type == "file" else "link"))
        # With a space: some icons are wider than high and would touch the name.
        self.setText(" " + shown.replace("&", "&&"))
        self.setProperty("kind", "plain")
        self.setAutoDefault(False)
        self.setAccessibleName(
            tr("file {name}", name=name) if attachment.type == "file" else tr("link {name}", name=name)
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        if can_open(url):
            self.setToolTip(plain_tooltip(f"{name}\n{url}"))
            self.clicked.connect(lambda: opener(url))
            self.addAction(tr("Open"), lambda: opener(url))
        else:
            self.setToolTip(plain_tooltip(f"{url}\n{tr(NOT_OPENED)}"))
            self.clicked.connect(lambda: QGuiApplication.clipboard().setText(url))
        self.addAction(tr("Copy address"), lambda: QGuiApplication.clipboard().setText(url))


class Chips(QWidget):
    """The chips of a message in rows; of very many the first ones, and the rest at a click."""

    def __init__(self, posted: Sequence[Attachment], *, theme: ThemeHolder, opener: Opener) -> None:
        super().__init__()
        self._posted, self._theme, self._opener = posted, theme, opener
        self._flow = FlowLayout(self)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._more: QPushButton | None = None
        self._add(posted[:MOST])
        if len(posted) > MOST:
            self._more = QPushButton(tr("and {count} more", len(posted) - MOST))
            self._more.setProperty("kind", "flat")
            self._more.setAutoDefault(False)
            self._more.clicked.connect(self._on_more)
            self._flow.addWidget(self._more)

    def _add(self, posted: Sequence[Attachment]) -> None:
        for attachment in posted:
            self._flow.addWidget(Chip(attachment, theme=self._theme, opener=self._opener))

    def _on_more(self) -> None:
        if self._more is not None:
            self._flow.removeWidget(self._more)
            self._more.hide()
        self._add(self._posted[MOST:])
        self.updateGeometry()
