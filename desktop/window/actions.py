"""Every action of the window once, with its words, shortcut and icon."""

from __future__ import annotations

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop.widgets.action_set import ActionSet
from desktop.widgets.theme import Choice, ThemeHolder
from desktop.words.language import tr


class Actions(ActionSet):
    """The menu bar, the Channel button and the context menus share these."""

    def __init__(self, window: QWidget, theme: ThemeHolder) -> None:
        super().__init__(window, theme)
        self.new_channel = self._add(tr("New channel…"), "Ctrl+N", "plus")
        self.try_again = self._add(tr("Try to receive again"), "", "arrows-rotate")
        self.choose_port = self._add(tr("Receive on another port…"), "", "plug")
        self.export_cases = self._add(tr("Export cases…"), "Ctrl+Shift+E", "file-export")
        self.move_to_server = self._add(tr("Move to PostgreSQL…"), "", "database")
        self.quit = self._add(tr("Quit"), "Ctrl+Q", "power-off")
        self.undo = self._add(tr("Undo"), "Ctrl+Z", "rotate-left")
        self.copy = self._add(tr("Copy"), "Ctrl+C", "copy")
        self.select_all = self._add(tr("Select all"), "Ctrl+A", "")
        self.search = self._add(tr("Search"), "Ctrl+K", "magnifying-glass")
        self.search.setShortcuts([QKeySequence("Ctrl+K"), QKeySequence("/")])
        self.people = self._add(tr("People…"), "", "users")
        self.person = self._add(tr("Person at this desk…"), "", "id-badge")
        self.retention = self._add(tr("Retention…"), "", "box-archive")
        self.show_activity = self._add(tr("Activity"), "Ctrl+1", "")
        self.show_cases = self._add(tr("Cases"), "Ctrl+2", "")
        self.show_deliveries = self._add(tr("Deliveries"), "Ctrl+3", "")
        self.next_channel = self._add(tr("Next channel or view"), "Alt+Down", "")
        self.previous_channel = self._add(tr("Previous channel or view"), "Alt+Up", "")
        self.refresh = self._add(tr("Refresh"), "F5", "")
        self.keep_receiving = self._add(tr("Keep receiving when the window is closed"), "", "")
        self.notify = self._add(tr("Notify of new cases"), "", "")
        for of_tray in (self.keep_receiving, self.notify):
            of_tray.setCheckable(True)
            of_tray.setVisible(False)
        self.edit = self._add(tr("Edit…"), "Ctrl+E", "pen")
        self.new_hook = self._add(tr("New web hook…"), "Ctrl+Shift+N", "plus")
        self.mark_read = self._add(tr("Mark as read"), "Ctrl+R", "check-double")
        self.rename = self._add(tr("Rename…"), "F2", "")
        self.delete = self._add(tr("Delete…"), "", "trash-can")
        self.shortcuts = self._add(tr("Keyboard shortcuts"), "?", "keyboard")
        self.open_log = self._add(tr("Open the log"), "", "file-lines")
        self.about = self._add(tr("About Hookdesk"), "", "circle-info")
        self.copy_url = QMenu(tr("Copy web hook URL"), window)
        self.copy_url.menuAction().setEnabled(False)
        self.copy_url.setIcon(theme.icon("link"))
        self.themes = self._themes()

    def of_channel(self) -> list[QAction]:
        """Those that need a channel."""
        return [self.edit, self.new_hook, self.mark_read, self.rename, self.delete]

    def _themes(self) -> dict[Choice, QAction]:
        group = QActionGroup(self._window)
        found: dict[Choice, QAction] = {}
        labels: tuple[tuple[Choice, str], ...] = (
            ("system", tr("System")),
            ("light", tr("Light")),
            ("dark", tr("Dark")),
        )
        for choice, label in labels:
            action = QAction(label, self._window, checkable=True, checked=choice == self._theme.choice)
            group.addAction(action)
            found[choice] = action
        return found
