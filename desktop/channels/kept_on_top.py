"""The channels that a person keeps on top of the list."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Signal

from models.channels.channels import Channel

ON_TOP = "side_bar/on_top"


class KeptOnTop(QObject):
    """By their guids, in the settings of this desk: others keep other channels on top."""

    changed = Signal()

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._guids = frozenset(str(settings.value(ON_TOP, "")).split())

    def has(self, channel: Channel) -> bool:
        """Whether a channel is kept on top."""
        return channel.guid in self._guids

    def turn(self, channel: Channel) -> None:
        """Keep a channel on top, or no longer."""
        self._guids ^= {channel.guid}
        self._settings.setValue(ON_TOP, " ".join(sorted(self._guids)))
        self.changed.emit()
