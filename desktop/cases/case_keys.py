"""Every action on cases once, with its words, its key and its icon: the Case menu, the context menu, the bar."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.widgets.action_set import ActionSet
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr


class CaseKeys(ActionSet):
    """Single letters work wherever nothing is being typed: a field takes its letters before a shortcut does."""

    def __init__(self, window: QWidget, theme: ThemeHolder) -> None:
        super().__init__(window, theme)
        self.close = self._add(tr("&Close"), "E", "circle-check")
        self.close_with_comment = self._add(tr("Close with a comme&nt…"), "Shift+E", "")
        self.reopen = self._add(tr("&Reopen"), "R", "rotate-left")
        self.assign = self._add(tr("&Assign…"), "A", "user")
        self.priority = self._add(tr("&Priority…"), "P", "flag")
        self.deadline = self._add(tr("&Deadline…"), "D", "calendar-day")
        self.comment = self._add(tr("C&omment"), "C", "comment")
        self.move = self._add(tr("&Move to a channel…"), "M", "arrow-right")
        self.merge = self._add(tr("Mer&ge…"), "G", "code-merge")
        self.link = self._add(tr("&Link…"), "L", "link")
        self.delete = self._add(tr("D&elete…"), "Del", "trash-can")
        self.copy_number = self._add(tr("Copy n&umber"), "", "hashtag")
        self.copy_text = self._add(tr("Copy as &text"), "Ctrl+Shift+C", "copy")
        self.print = self._add(tr("Pr&int…"), "Ctrl+P", "print")
        self.save_pdf = self._add(tr("Save as PD&F…"), "", "file-pdf")
        self.next = self._add(tr("Next case"), "J", "")
        self.previous = self._add(tr("Previous case"), "K", "")
        self.mark = self._add(tr("Select"), "X", "")
        self.mark_all = self._add(tr("Select all that are listed"), "Shift+X", "")
        self.filter = self._add(tr("Filter…"), "F", "filter")
        self.save_view = self._add(tr("Save view…"), "Shift+V", "")

    def of_several(self) -> list[QAction]:
        """Those that act on the marked cases, or on the one on the screen."""
        first = [self.close, self.close_with_comment, self.reopen, self.assign, self.priority, self.deadline]
        return [*first, self.move, self.merge, self.link, self.delete]

    def of_one(self) -> list[QAction]:
        """Those that act on the case on the screen."""
        return [self.comment, self.copy_number, self.copy_text, self.print, self.save_pdf]

    def of_list(self) -> list[QAction]:
        """Those that act on the list."""
        return [self.next, self.previous, self.mark, self.mark_all, self.filter, self.save_view]

    def fill(self, menu: QMenu) -> None:
        """The Case menu, and the context menu of the list."""
        menu.addActions([self.close, self.close_with_comment, self.reopen])
        menu.addSeparator()
        menu.addActions([self.assign, self.priority, self.deadline, self.comment])
        menu.addSeparator()
        menu.addActions([self.move, self.merge, self.link])
        menu.addSeparator()
        menu.addActions([self.copy_number, self.copy_text, self.print, self.save_pdf])
        menu.addSeparator()
        menu.addAction(self.delete)
