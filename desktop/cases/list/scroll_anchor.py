"""Keeps the row at the top of a list where it is while a refresh puts rows in or takes some out above it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QPersistentModelIndex, QPoint
from PySide6.QtWidgets import QListView

from desktop.data.keyset_model import KeysetModel


class ScrollAnchor(QObject):
    """At the top of the list nothing is kept: there the newest row is what the person wants to see."""

    def __init__(self, view: QListView, model: KeysetModel[Any], *, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._row: QPersistentModelIndex | None = None
        self._below = 0
        for about_to in (model.rowsAboutToBeInserted, model.rowsAboutToBeRemoved, model.rowsAboutToBeMoved):
            about_to.connect(self._remember)
        model.modelReset.connect(self._forget)
        model.loaded.connect(self._forget)
        model.refreshed.connect(self._restore)

    def _remember(self) -> None:
        if self._row is not None or self._view.verticalScrollBar().value() == 0:
            return
        index = self._view.indexAt(QPoint(self._view.viewport().width() // 2, 0))
        if index.isValid():
            self._row = QPersistentModelIndex(index)
            self._below = self._view.visualRect(index).top()

    def _restore(self) -> None:
        row, self._row = self._row, None
        if row is not None and row.isValid():
            # visualRect lays out what has been delayed, so that the scroll bar knows its new range.
            moved = self._view.visualRect(row).top() - self._below
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() + moved)

    def _forget(self) -> None:
        self._row = None
