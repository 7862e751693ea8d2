"""The status bar of a window that is opening: it says so where that takes longer than a moment."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QPushButton, QStatusBar, QWidget

from desktop.words.language import tr

PATIENCE_MS = 400


class OpeningBar(QStatusBar):
    """As high as the bar that takes its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(16, 0, 16, 0)
        self.words = QLabel()
        self.words.setProperty("role", "muted")
        self.addWidget(self.words)
        highest = QPushButton()
        highest.setProperty("kind", "link")
        highest.hide()
        self.addWidget(highest)  # a bar leaves room for what is hidden too
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(self._on_slow)
        timer.start(PATIENCE_MS)

    def _on_slow(self) -> None:
        self.words.setText(tr("Opening…"))
