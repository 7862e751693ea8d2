"""The line above the list of deliveries: of which channels, rejected ones only, the Filter menu, a text in bodies."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from desktop.deliveries.list.filter_menu import DeliveryFilterMenu
from desktop.deliveries.list.filter_words import clear
from desktop.widgets.segments import Segment, Segments
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from models.channels.hooks import Hook
from models.deliveries.deliveries import REJECTED
from models.deliveries.delivery_filter import DeliveryFilter

THIS_CHANNEL, ALL_CHANNELS, UNKNOWN_URLS = range(3)
CHARACTERS = 34
ROOMY_CHARACTERS = 112


def where_segments() -> Segments:
    """The choice between the deliveries of this channel, of all, and what came to no web hook."""
    labels = tr("This channel"), tr("All channels"), tr("Unknown URLs")
    return Segments(labels, name=tr("Deliveries of which channels"))


class BodyField(QLineEdit):
    """Asks at Enter, not at each letter: it takes a look through every body."""

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * CHARACTERS, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * CHARACTERS // 2, super().minimumSizeHint().height())


class DeliveryListHead(QWidget):
    """Tells what the person chose; it shows what it is told."""

    where_chosen = Signal(int)
    """THIS_CHANNEL, ALL_CHANNELS or UNKNOWN_URLS."""
    rejected_chosen = Signal(bool)
    text_asked = Signal(str)

    def __init__(
        self,
        now: Callable[[], tuple[DeliveryFilter, Sequence[Hook]]],
        *,
        theme: ThemeHolder,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._filter_icons = (theme.icon("filter"), theme.icon("filter", "accent"))
        self.where = where_segments()
        self.rejected = Segment(tr("Rejected only"))
        self.filter = QPushButton(self._filter_icons[False], f" {tr('Filter')}")
        self.filter_menu = DeliveryFilterMenu(now, self)
        self.text = BodyField()
        self._build(theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 20, 8)
        row.setSpacing(8)
        row.addWidget(self.where)
        row.addSpacing(8)
        row.addWidget(self.rejected)
        row.addWidget(self.filter)
        row.addStretch()
        row.addWidget(self.text)

    def show_filter(self, filter_: DeliveryFilter) -> None:
        """Show what is listed."""
        self.filter.setIcon(self._filter_icons[filter_ != clear(filter_)])
        self.where.show_choice(ALL_CHANNELS if filter_.channel_id is None else THIS_CHANNEL)
        self.rejected.setChecked(filter_.outcome == REJECTED)
        if not self.text.hasFocus() or not filter_.text:
            self.text.setText(filter_.text)

    def open_filter_menu(self) -> None:
        """Open the menu below its button."""
        self.filter_menu.popup(self.filter.mapToGlobal(QPoint(0, self.filter.height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() > self.fontMetrics().averageCharWidth() * ROOMY_CHARACTERS
        self.rejected.setText(tr("Rejected only") if roomy else tr("Rejected"))
        self.filter.setText(f" {tr('Filter')}" if roomy else "")

    def _build(self, theme: ThemeHolder) -> None:
        self.where.chosen.connect(self.where_chosen)
        self.rejected.setCheckable(True)
        self.rejected.setProperty("segment", "only")
        self.rejected.setAutoDefault(False)
        self.rejected.setToolTip(tr("Rejected deliveries only"))
        self.rejected.setAccessibleName(tr("Rejected deliveries only"))
        self.rejected.clicked.connect(self.rejected_chosen)
        self.filter.setMenu(self.filter_menu)
        self.filter.setProperty("kind", "flat")
        self.filter.setAutoDefault(False)
        self.filter.setAccessibleName(tr("Filter"))
        self.filter.setToolTip(tr("Filter"))
        self.text.addAction(theme.icon("magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition)
        self.text.setPlaceholderText(tr("Text in the body"))
        self.text.setAccessibleName(tr("Text in the body"))
        self.text.setToolTip(tr("Finds deliveries by a text in their bodies (Enter)"))
        self.text.setClearButtonEnabled(True)
        self.text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.text.returnPressed.connect(lambda: self.text_asked.emit(self.text.text().strip()))
        self.text.textEdited.connect(lambda text: None if text else self.text_asked.emit(""))
