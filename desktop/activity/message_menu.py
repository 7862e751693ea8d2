"""The context menu of a message: a row for each thing that can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint

from desktop.activity.chips import MOST
from desktop.activity.entry import Zone
from desktop.activity.message_rows import MessageList
from desktop.attachments.attachment_menu import ATTACHMENT_MENU, ON_ATTACHMENT, Chosen, attachment_menu
from desktop.attachments.attachment_use import AttachmentUse
from desktop.attachments.attachment_words import shown_name
from desktop.menus.action import Action
from desktop.menus.action_set import ActionSet
from desktop.menus.menu import Entry, Menu, fill
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import Sentence, tr
from desktop.words.message_text import can_open
from models.messages.messages import Message
from models.messages.posted import Posted


@dataclass(frozen=True, slots=True)
class Clicked:
    """A message, and the zone of it that is under the mouse."""

    rows: MessageList
    message: Message
    zone: Zone | None

    def link(self) -> str:
        """The address under the mouse, "" for none that can be opened."""
        zone = self.zone
        return zone.value if zone is not None and zone.kind == "link" and can_open(zone.value) else ""


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
    *ATTACHMENT_MENU,
    None,
    *("copy_message", "show_all", "open_case", "show_delivery", "copy_report_id"),
)


class MessageMenu(Menu):
    """Opens where a message of a list is clicked."""

    def __init__(self, rows: MessageList, *, use: AttachmentUse, theme: ThemeHolder) -> None:
        super().__init__(rows)
        self._list, self._use, self._theme = rows, use, theme
        self._clicked: Clicked | None = None
        self._actions = ActionSet(ON_MESSAGE, lambda: self._clicked, theme=theme, parent=self)
        self._of_chip = ActionSet(ON_ATTACHMENT, self._chosen, theme=theme, parent=self)
        self.files = Menu(tr("Attac&hments"), self)
        fill(self, MESSAGE_MENU, {**self._actions, **self._of_chip})
        self.addMenu(self.files)
        rows.menu_wanted.connect(self._on_wanted)

    def offer(self, message: Message, zone: Zone | None) -> None:
        """Offer what can be done with a message, and with the link under the mouse."""
        self._clicked = Clicked(self._list, message, zone)
        self._actions.update()
        self._of_chip.update()
        self._fill_files(() if self._chosen() is not None else message.attachments)

    def _chosen(self) -> Chosen | None:
        """The attachment under the mouse."""
        zone = None if self._clicked is None else self._clicked.zone
        return None if zone is None or zone.posted is None else Chosen(zone.posted, self._use)

    def _fill_files(self, posted: Sequence[Posted]) -> None:
        """A menu for each attachment, so that the keyboard comes to them as well."""
        for action in self.files.actions():
            self.files.removeAction(action)
            if isinstance(menu := action.parent(), Menu):
                menu.deleteLater()
        self.files.menuAction().setVisible(bool(posted))
        for each in posted[:MOST]:
            menu = attachment_menu(each, self._use, theme=self._theme, parent=self.files)
            menu.setTitle(shown_name(each).replace("&", "&&"))
            self.files.addMenu(menu)

    def _on_wanted(self, message: Message, zone: Zone | None, at: QPoint) -> None:
        self.offer(message, zone)
        self.popup(at)
