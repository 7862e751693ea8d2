"""The head of an open delivery: what happened, where that leads, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.bodies.answered import Answered
from desktop.deliveries.actions.delivery_table import DELIVERY_MENU
from desktop.deliveries.detail.story import WayOn, links, tell
from desktop.deliveries.list.delivery_words import sender
from desktop.menus.action_button import ActionButton
from desktop.menus.menu import new_menu
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.icon_label import IconLabel
from desktop.widgets.theme import ThemeHolder
from desktop.words import clock
from desktop.words.language import tr
from desktop.words.measures import duration, size
from desktop.words.message_text import breakable
from models.deliveries.deliveries import REJECTED, Delivery

LONGEST = 400
# What is wrong with these is in the body, and a replay as it was would be refused again.
IN_THE_BODY = ("invalid_json", "invalid_report", "payload_too_large")


class DetailHead(QWidget):
    """Links and buttons are reached with the Tab key as well."""

    link_wanted = Signal(object)
    """A WayOn that was followed."""
    closed = Signal()

    def __init__(self, actions: Mapping[str, QAction], *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._links: list[WayOn] = []
        self.icon = IconLabel()
        self.sentence = QLabel()
        self.facts = ElidedLabel(role="muted")
        self.reading = ElidedLabel(role="muted")
        self.edit_format = ActionButton(actions["edit_format"], kind="link")
        self.buttons: list[QPushButton] = []
        """The links, in their order."""
        self.replay = ActionButton(actions["replay"], kind="plain")
        self.edit_and_replay = ActionButton(actions["edit_and_replay"], kind="plain")
        self.more = QToolButton()
        self.more.setIcon(theme.icon("ellipsis"))
        self.menu = new_menu(DELIVERY_MENU, actions, self)
        self.close_button = QToolButton()
        self.close_button.setIcon(theme.icon("xmark"))
        self._link_row = QWidget()
        self._flow = FlowLayout(self._link_row, spacing=6)
        self._name_parts()
        self._lay_out()

    def show_delivery(self, delivery: Delivery, answered: Answered) -> None:
        """Show what happened to a delivery."""
        self.icon.show_icon(self._theme.icon(*_icon(delivery)))
        told = tell(delivery, answered)
        self.sentence.setText(_rich(told))
        self.sentence.setAccessibleName(told.replace("`", ""))
        self.facts.show_text(" · ".join(_facts(delivery)))
        self.reading.show_text(_reading(delivery))
        is_told = _has_more_to_tell(delivery, answered)
        self.reading.setVisible(is_told)
        self.edit_format.setVisible(is_told)
        self._show_links(links(delivery))
        fix = delivery.outcome == REJECTED and delivery.mended_by is None
        in_body = delivery.code in IN_THE_BODY
        _set_kind(self.replay, "primary" if fix and not in_body else "plain")
        _set_kind(self.edit_and_replay, "primary" if fix and in_body else "plain")

    def text(self) -> str:
        """The sentence."""
        return self.sentence.accessibleName()

    def _show_links(self, wanted: list[WayOn]) -> None:
        if wanted == self._links:
            return
        self._links = wanted
        for old in self.buttons:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = [self._link(each) for each in wanted]
        for button in self.buttons:
            self._flow.addWidget(button)
        self._link_row.setVisible(bool(wanted))
        self._link_row.updateGeometry()

    def _link(self, link: WayOn) -> QPushButton:
        button = QPushButton(self._theme.icon("arrow-right", "accent"), link.words)
        button.setProperty("kind", "link")
        button.setAutoDefault(False)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAccessibleName(tr("Show: {words}", words=link.words))
        button.clicked.connect(lambda: self.link_wanted.emit(link))
        return button

    def _name_parts(self) -> None:
        # HTML, because wrong fields stand there in another font; every part that is not ours is escaped.
        self.sentence.setTextFormat(Qt.TextFormat.RichText)
        self.sentence.setProperty("role", "heading")
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.more.setToolTip(tr("More that can be done with it"))
        self.more.setAccessibleName(tr("More"))
        self.more.setMenu(self.menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.close_button.setToolTip(tr("Close (Esc)"))
        self.close_button.setAccessibleName(tr("Close the delivery"))
        self.close_button.clicked.connect(self.closed)
        self._link_row.hide()
        policy = self._link_row.sizePolicy()
        policy.setHeightForWidth(True)
        self._link_row.setSizePolicy(policy)

    def _lay_out(self) -> None:
        told = QVBoxLayout()
        told.setSpacing(3)
        told.addWidget(self.sentence)
        told.addWidget(self.facts)
        read = QHBoxLayout()
        read.setSpacing(8)
        read.addWidget(self.reading)
        read.addWidget(self.edit_format)
        read.addStretch()
        told.addLayout(read)
        told.addWidget(self._link_row)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 16, 6)
        row.setSpacing(8)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(told, 1)
        for widget in (self.replay, self.edit_and_replay, self.more, self.close_button):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)


def _rich(told: str) -> str:
    """The words as they are, those between backticks in the font of programs."""
    shown = told if len(told) <= LONGEST else told[: LONGEST - 1] + "…"
    family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    pieces = (escape(breakable(piece)) for piece in shown.split("`"))
    code = f'<span style="font-family: {escape(family)}">'
    return "".join(f"{code}{piece}</span>" if at % 2 else piece for at, piece in enumerate(pieces))


def _facts(delivery: Delivery) -> list[str]:
    request = [delivery.method, str(delivery.status), size(delivery.size), duration(delivery.milliseconds)]
    agent = [delivery.user_agent] if delivery.user_agent else []
    return [delivery.hook, clock.exact(delivery.received_at), *request, sender(delivery), *agent]


def _has_more_to_tell(delivery: Delivery, answered: Answered) -> bool:
    """Whether there is something about its format; the sentence tells which of several reports were refused."""
    if delivery.format is not None or delivery.fell_back is None:
        return delivery.format is not None
    return "\n" in delivery.fell_back or not any(report.errors for report in answered.reports)


def _reading(delivery: Delivery) -> str:
    """How its body was read, where that was not as Hookdesk's own."""
    if delivery.fell_back is not None:
        reason = " ".join(delivery.fell_back.split())
        return tr("The format failed: {reason}", reason=reason) if delivery.format else reason
    if not delivery.format:
        return tr("Read without a format")
    if delivery.format_version is None:
        return tr("Read as {format}", format=delivery.format)
    return tr("Read as {format}, version {number}", format=delivery.format, number=str(delivery.format_version))


def _icon(delivery: Delivery) -> tuple[str, str]:
    if delivery.outcome == REJECTED:
        return ("circle-exclamation", "danger") if delivery.mended_by is None else ("circle-exclamation", "muted")
    return ("circle-check", "muted" if delivery.outcome in ("repeated", "already_reported", "skipped") else "ok")


def _set_kind(button: QPushButton, kind: str) -> None:
    if button.property("kind") != kind:
        button.setProperty("kind", kind)
        # A style sheet looks at a property once; this makes it look again.
        button.style().unpolish(button)
        button.style().polish(button)
        button.updateGeometry()
