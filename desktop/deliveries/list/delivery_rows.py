"""The list of deliveries: what the keyboard and the mouse do in it."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop.deliveries.list.delivery_delegate import DeliveryDelegate
from desktop.deliveries.list.delivery_model import DeliveryModel
from desktop.widgets.rows_kept import follow_density, uncover
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from models.deliveries.deliveries import Delivery

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down)
Flag = QItemSelectionModel.SelectionFlag


class DeliveryList(QListView):
    """The row where the keyboard is is the one that is open, if it is selected; several can be selected."""

    chosen = Signal()
    """Others are selected, or another one is open."""
    entered = Signal()
    """Enter: the keyboard shall go to what is open."""

    def __init__(self, model: DeliveryModel, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.delegate = DeliveryDelegate(theme, self)
        self.setModel(model)
        self._dress(theme)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit())

    def open_one(self) -> Delivery | None:
        """The delivery that is open."""
        index = self.currentIndex()
        return self._model.record(index) if self.selectionModel().isSelected(index) else None

    def selected(self) -> list[Delivery]:
        """The deliveries that are selected, newest first."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self._model.records()[row] for row in rows]

    def open_id(self, delivery_id: int) -> bool:
        """Open a delivery, if it is in the list."""
        index = self._model.index_of(delivery_id)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, Flag.ClearAndSelect)
            self.scrollTo(index)
        return index.isValid()

    def step(self, by: int) -> None:
        """Open the next one, or the one before; where none is open, the one where the keyboard is."""
        here = self.currentIndex()
        row = here.row() + by * self.selectionModel().hasSelection() if here.isValid() else 0
        index = self._model.index(max(0, min(row, self._model.rowCount() - 1)))
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, Flag.ClearAndSelect)
            self.scrollTo(index)

    def is_at_top(self) -> bool:
        """Whether the newest deliveries are in view."""
        return self.verticalScrollBar().value() <= self.verticalScrollBar().singleStep() // 4

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        uncover(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self.open_one() is not None:
            self.entered.emit()
        elif event.key() in ARROWS and not self.selectionModel().hasSelection():
            self.step(1)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt calls it
        """Letters are keys of the page, not the beginning of a row."""

    def _dress(self, theme: ThemeHolder) -> None:
        self.setItemDelegate(self.delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        # The heights of a million rows are known from the first one.
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Deliveries"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(self.fontMetrics().height() * 2)
        theme.changed.connect(self.viewport().update)
        follow_density(self, theme)
