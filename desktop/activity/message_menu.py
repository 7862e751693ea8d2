"""The context menu of a message: a row for each thing that can be done with it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint

from desktop.activity.entry import Zone
from desktop.activity.message_rows import MessageList
from desktop.menus.action import Action
from desktop.menus.action_set import ActionSet
from desktop.menus.menu import Entry, Menu, fill
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import Sentence, tr
from desktop.words.message_text import can_open
from models.messages.messages import Message


@dataclass(frozen=True, slots=True)
class Clicked:
    """A message, and the zone of it that is under the mouse."""

    rows: MessageList
    message: Message
    zone: Zone | None

    def link(self) -> str:
        """The address under the mouse, "" for none that can be opened."""
        zone = self.zone
        return zone.value if zone is not None and zone.kind in ("link", "chip") and can_open(zone.value) else ""


# fmt: off
ON_MESSAGE: tuple[Action[Clicked], ...] = (
    Action("open_link", Sentence("&Open link"),
           does=lambda on: on.rows.url_wanted.emit(on.link()), can=lambda on: on.link() != "", hides=True),
    Action("copy_message", Sentence("&Copy text"),
           does=lambda on: on.rows.copy_wanted.emit(on.message)),
    Action("show_all", Sentence("Show &all…"),
           does=lambda on: on.rows.whole_wanted.emit(on.message)),
    Action("open_case", Sentence("Open ca&se"),
           does=lambda on: on.rows.case_wanted.emit(on.message.case_id),
           can=lambda on: on.message.case_id is not None,
           says=lambda on: tr("Open ca&se #{case}", case=on.message.case), hides=True),
    Action("show_delivery", Sentence("Show its &delivery"),
           does=lambda on: on.rows.delivery_wanted.emit(on.message.id),
           can=lambda on: on.message.author is None, hides=True),
    Action("copy_report_id", Sentence("Copy &report id"),
           does=lambda on: on.rows.report_id_wanted.emit(on.message.report_id),
           can=lambda on: on.message.report_id is not None, hides=True),
)
# fmt: on

MESSAGE_MENU: tuple[Entry, ...] = (
    *("open_link", None),
    *("copy_message", "show_all", "open_case", "show_delivery", "copy_report_id"),
)


class MessageMenu(Menu):
    """Opens where a message of a list is clicked."""

    def __init__(self, rows: MessageList, *, theme: ThemeHolder) -> None:
        super().__init__(rows)
        self._list = rows
        self._clicked: Clicked | None = None
        self._actions = ActionSet(ON_MESSAGE, lambda: self._clicked, theme=theme, parent=self)
        fill(self, MESSAGE_MENU, self._actions)
        rows.menu_wanted.connect(self._on_wanted)

    def offer(self, message: Message, zone: Zone | None) -> None:
        """Offer what can be done with a message, and with the link under the mouse."""
        self._clicked = Clicked(self._list, message, zone)
        self._actions.update()

    def _on_wanted(self, message: Message, zone: Zone | None, at: QPoint) -> None:
        self.offer(message, zone)
        self.popup(at)
