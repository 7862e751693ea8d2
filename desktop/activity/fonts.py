"""The fonts of a message with their measures, made once for all messages."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetrics

from desktop.widgets.row_painter import beside_font


class Fonts:
    """The fonts for reading, for names (bold), and for what stands beside a name (small)."""

    def __init__(self, font: QFont) -> None:
        self.reading = QFont(font)
        self.bold = QFont(font)
        self.bold.setWeight(QFont.Weight.DemiBold)
        self.small = beside_font(font)
        self.of_reading = QFontMetrics(self.reading)
        self.of_bold = QFontMetrics(self.bold)
        self.of_small = QFontMetrics(self.small)
