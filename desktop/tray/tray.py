"""The icon in the tray: how the receiver is, what is unread and who is silent, while the window may be closed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from desktop.data.silence_watch import sentence
from desktop.menus.menu import Menu
from desktop.process.receiver_control import ReceiverControl
from desktop.tray.tray_icon import TrayState, tray_icon
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from models.channels.channels import UNREAD_LIMIT, Channel
from models.channels.silence import SilentHook

LONGEST = 120
_CLICKS = (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick)


class Tray(QObject):
    """Shows what it is told; its menu is all that is left of the program when the window is closed."""

    open_wanted = Signal()
    told = Signal(str, str)
    """The title and the text of a message that was shown."""

    def __init__(self, *, theme: ThemeHolder, program: QIcon, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._program = theme, program
        self._state: TrayState = "stopped"
        self._lines = [tr("Not receiving"), "", ""]
        self._unread = False
        self._clicked: Callable[[], object] = self.open_wanted.emit
        self.menu = Menu()
        self.state_line = self.menu.addAction("")
        self.state_line.setEnabled(False)
        self.menu.addSeparator()
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self.menu)
        self._connect()

    def show(self) -> None:
        """Put the icon into the tray."""
        self._draw()
        self.icon.show()

    def hide(self) -> None:
        """Take it out."""
        self.icon.hide()
        self.menu.deleteLater()

    def show_receiver(self, control: ReceiverControl, silent: Sequence[SilentHook]) -> None:
        """Show how the receiver is; a silent web hook is a warning while it receives."""
        self._state = "warning" if silent and control.state in ("receiving", "elsewhere") else control.state
        self._lines[0] = control.words()
        self._lines[2] = "" if not silent else sentence(silent[0])
        if len(silent) > 1:
            self._lines[2] = tr("{count} web hooks are silent.", len(silent))
        self._draw()

    def show_unread(self, channels: Sequence[Channel]) -> None:
        """Show how much is unread."""
        unread = sum(channel.unread for channel in channels)
        self._unread = unread > 0
        if any(channel.unread >= UNREAD_LIMIT for channel in channels):
            self._lines[1] = tr("{count}+ unread", unread)
        else:
            self._lines[1] = tr("{count} unread", unread) if unread else ""
        self._draw()

    def tell(self, title: str, text: str, clicked: Callable[[], object]) -> None:
        """Show a message for a while; a click on it calls `clicked`."""
        self._clicked = clicked
        shown = plain(title), plain(text)
        # Some trays show the picture of a message in the icon's place for as long as it lasts.
        self.icon.showMessage(*shown, self.icon.icon())
        self.told.emit(*shown)

    def tooltip(self) -> str:
        """What the icon says: a line each for the receiver, what is unread, and who is silent."""
        return "\n".join(["Hookdesk", *filter(None, map(plain, self._lines))])

    def _draw(self) -> None:
        self.state_line.setText(plain(self._lines[0]).replace("&", "&&"))
        self.icon.setToolTip(self.tooltip())
        self.icon.setIcon(tray_icon(self._program, self._state, self._unread, self._theme.current))

    def _connect(self) -> None:
        self.icon.activated.connect(self._on_activated)
        self.icon.messageClicked.connect(lambda: self._clicked())
        self._theme.changed.connect(self._draw)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        # On macOS a click opens the menu, and is told as well.
        if reason in _CLICKS and sys.platform != "darwin":
            self.open_wanted.emit()


def plain(text: str) -> str:
    """One line for what the system draws: some desktops take tags in a message or a tooltip for their own."""
    line = " ".join(text.split()).replace("<", "\u2039").replace(">", "\u203a")
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
