"""The menu of an attachment: a row for each thing that can be done with it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop.attachments.attachment_use import AttachmentUse
from desktop.menus.action import Action
from desktop.menus.action_set import ActionSet
from desktop.menus.menu import Entry, Menu, new_menu
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import Sentence
from desktop.words.message_text import can_open
from models.messages.posted import Posted


@dataclass(frozen=True, slots=True)
class Chosen:
    """An attachment, and what does things with it."""

    posted: Posted
    use: AttachmentUse

    def is_kept(self) -> bool:
        """Whether it is a file that is here."""
        return self.posted.state == "kept"

    def is_lacking(self) -> bool:
        """Whether it is a file that could not or must not be fetched, or that has gone from the store."""
        found = self.posted
        return found.state in ("refused", "failed") and (found.url != "" or found.is_lost) and not found.is_untried


# fmt: off
ON_ATTACHMENT: tuple[Action[Chosen], ...] = (
    Action("view_attachment", Sentence("&View"),
           does=lambda on: on.use.view(on.posted), can=lambda on: on.use.can_view(on.posted), hides=True),
    Action("open_attachment", Sentence("&Open"),
           does=lambda on: on.use.open_outside(on.posted), can=Chosen.is_kept, hides=True),
    Action("save_attachment", Sentence("&Save as…"),
           does=lambda on: on.use.save_as(on.posted), can=Chosen.is_kept, hides=True),
    Action("copy_attachment", Sentence("Cop&y file"),
           does=lambda on: on.use.copy(on.posted), can=Chosen.is_kept, hides=True),
    Action("fetch_attachment", Sentence("&Fetch now"),
           does=lambda on: on.use.retry(on.posted), can=lambda on: on.posted.is_untried, hides=True),
    Action("retry_attachment", Sentence("Retry &now"),
           does=lambda on: on.use.retry(on.posted), can=Chosen.is_lacking, hides=True),
    Action("open_attachment_link", Sentence("Open lin&k"),
           does=lambda on: on.use.open_link(on.posted), can=lambda on: can_open(on.posted.url), hides=True),
    Action("copy_attachment_link", Sentence("Copy &link"),
           does=lambda on: on.use.copy_link(on.posted), can=lambda on: on.posted.url != "", hides=True),
)
# fmt: on

ATTACHMENT_MENU: tuple[Entry, ...] = (
    *("view_attachment", "open_attachment", "save_attachment", "copy_attachment"),
    *("fetch_attachment", "retry_attachment", "open_attachment_link", "copy_attachment_link"),
)


def attachment_menu(posted: Posted, use: AttachmentUse, *, theme: ThemeHolder, parent: QWidget) -> Menu:
    """What can be done with an attachment."""
    chosen = Chosen(posted, use)
    actions = ActionSet(ON_ATTACHMENT, lambda: chosen, theme=theme, parent=parent)
    return new_menu(ATTACHMENT_MENU, actions, parent)
