"""A button that copies a text and says so on itself for a moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr

MOMENT_MS = 1_600


class CopyButton(QPushButton):
    """Copies what `source` gives at the click; it always has the room for what it says then, so that nothing moves."""

    def __init__(
        self,
        text: str,
        source: Callable[[], str],
        *,
        theme: ThemeHolder,
        name: str,
        kind: str = "plain",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._text, self._source, self._theme = text, source, theme
        self._said = tr("Copied")
        self._roles = ("on_accent", "on_accent") if kind == "primary" else ("muted", "ok")
        self.setProperty("kind", kind)
        self.setAccessibleName(name)
        self.setAutoDefault(False)
        self._moment = QTimer(self, singleShot=True)
        self._moment.setInterval(MOMENT_MS)
        self._moment.timeout.connect(self._show)
        self.clicked.connect(self._copy)
        self._show()

    def say_when_copied(self, words: str) -> None:
        """Say this at a click."""
        self._said = words
        self._show()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint, widths = super().sizeHint(), [self._width_of(words) for words in (self._text, self._said)]
        return QSize(hint.width() + max(widths) - self._width_of(self.text()), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _width_of(self, words: str) -> int:
        # As Qt measures it for the hint; the advance of a text can be another by a pixel.
        return self.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), words).width()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._source())
        self._moment.start()
        self._show()

    def _show(self) -> None:
        copied = self._moment.isActive()
        self.setText(self._said if copied else self._text)
        self.setIcon(self._theme.icon("check" if copied else "copy", self._roles[copied]))
