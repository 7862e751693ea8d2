"""How high the rows of a list are: known for rows that have been in view, guessed for all others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from PySide6.QtCore import QObject

from desktop.data.record_model import NOWHERE, Index, RecordModel


class RowHeights(QObject):
    """Follows the rows of a model. Places are counted from the top of the first row."""

    def __init__(self, model: RecordModel[Any], guess: int) -> None:
        super().__init__(model)
        self._model, self._guess = model, guess
        self._heights: list[int] = []
        self._bottoms: Sequence[int] | None = None
        model.rowsInserted.connect(self._on_inserted)
        model.rowsRemoved.connect(self._on_removed)
        model.rowsMoved.connect(self._on_moved)
        model.modelReset.connect(self._on_reset)
        self._on_reset()

    def __len__(self) -> int:
        return len(self._heights)

    def forget(self, guess: int) -> None:
        """Take all rows to have another height until they come into view again."""
        self._guess = guess
        self._on_reset()

    def learn(self, row: int, height: int) -> int:
        """Take note of how high a row is, in pixels; by how much that is more than the height it was taken to have."""
        more = height - self._heights[row]
        if more:
            self._heights[row], self._bottoms = height, None
        return more

    def height(self, row: int) -> int:
        """The height of one row."""
        return self._heights[row]

    def top(self, row: int) -> int:
        """The place at which a row begins."""
        return self._ends()[row] - self._heights[row]

    def total(self) -> int:
        """The height of all rows."""
        return self._ends()[-1] if self._heights else 0

    def row_at(self, y: int) -> int:
        """The row at a place: the first if it is above all, as many as there are if it is below all."""
        return bisect_right(self._ends(), y)

    def _ends(self) -> Sequence[int]:
        if self._bottoms is None:
            self._bottoms = list(accumulate(self._heights))
        return self._bottoms

    def _on_inserted(self, _: Index, first: int, last: int) -> None:
        self._heights[first:first] = [self._guess] * (last - first + 1)
        self._bottoms = None

    def _on_removed(self, _: Index, first: int, last: int) -> None:
        del self._heights[first : last + 1]
        self._bottoms = None

    def _on_moved(self, _: Index, first: int, last: int, __: Index, before: int) -> None:
        moved = self._heights[first : last + 1]
        del self._heights[first : last + 1]
        at = before if before < first else before - len(moved)
        self._heights[at:at] = moved
        self._bottoms = None

    def _on_reset(self) -> None:
        self._heights = [self._guess] * self._model.rowCount(NOWHERE)
        self._bottoms = None
