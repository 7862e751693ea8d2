"""How far a look through bodies has come, with a way to end it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from desktop.deliveries.list.delivery_model import DeliveryModel
from desktop.words import clock
from desktop.words.language import tr

LOOK_MS = 150
# What takes less is over before anybody can read this.
PATIENCE_LOOKS = 2


class ScanBar(QWidget):
    """Hidden while nothing is looked for; a look that was ended says how far it came."""

    cancelled = Signal()

    def __init__(self, model: DeliveryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._looks = 0
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setProperty("role", "muted")
        self._progress = QProgressBar(textVisible=False, minimum=0, maximum=0)
        self._progress.setFixedWidth(self.fontMetrics().averageCharWidth() * 12)
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.setProperty("kind", "small")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self._on_cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 20, 8)
        row.setSpacing(8)
        row.addWidget(self.words)
        row.addWidget(self._progress)
        row.addWidget(self.cancel)
        row.addStretch()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self.hide()

    def watch(self) -> None:
        """Show how far the model comes from now on."""
        self._looks = 0
        self.hide()
        if self._model.is_scanning():
            self._timer.start()

    def look(self) -> None:
        """Show how far it has come."""
        scan = self._model.scan
        is_on = self._model.is_scanning()
        self._looks += 1
        if not is_on:
            self._timer.stop()
        self.words.setText(_how_far(scan.back_to, is_on))
        self._progress.setVisible(is_on)
        self.cancel.setVisible(is_on)
        self.setVisible(scan.stopped or (is_on and self._looks >= PATIENCE_LOOKS))

    def _on_cancel(self) -> None:
        self._model.scan.stop()
        self.cancelled.emit()


def _how_far(back_to: datetime | None, is_on: bool) -> str:
    if back_to is None:
        return tr("Searching…") if is_on else tr("Searched, then stopped.")
    at = clock.time_of_day(back_to, clock.now())
    return tr("Searched back to {at}…", at=at) if is_on else tr("Searched back to {at}, then stopped.", at=at)
