"""The model of a body: a row a value, read as far as it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.formats.came.body_tree import BodyTree, Node, Place, is_several
from desktop.words.language import tr
from desktop.words.plain_tooltip import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
NAME, VALUE = range(2)
LONGEST = 300
"""Characters of a value that a row shows."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A value of the body, and where it stands."""

    place: Place
    value: object


class BodyModel(QAbstractItemModel):
    """Two columns: what a value is called, and the value."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tree = BodyTree(None)

    def show_body(self, body: object) -> None:
        """Show another body, as it was decoded."""
        self.beginResetModel()
        self._tree = BodyTree(body)
        self.endResetModel()

    def made(self) -> int:
        """How many rows were made so far."""
        return self._tree.made()

    def chosen(self, index: Index) -> Chosen | None:
        """The value of a row; None for a line that only says how many more there are."""
        if not index.isValid():
            return None
        node = self._tree.node(index.internalId())
        return None if node.name is None else Chosen(self._tree.place(index.internalId()), node.value)

    def index_of(self, place: Place) -> QModelIndex:
        """Where a value is; an invalid index for one that is not there."""
        number = self._tree.find(place)
        return QModelIndex() if number is None else self.createIndex(self._tree.node(number).row, NAME, number)

    # What Qt asks.

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.column() > NAME else self._tree.size(_number(parent))

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 2

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, self._tree.inside(_number(parent))[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # without one it is QObject's, another
        if not index.isValid():
            return QModelIndex()
        above = self._tree.node(index.internalId()).parent
        return QModelIndex() if above < 0 else self.createIndex(self._tree.node(above).row, NAME, above)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        node = self._tree.node(index.internalId())
        if role == Qt.ItemDataRole.DisplayRole:
            return _name(node) if index.column() == NAME else _value(node)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_name(node)}: {_value(node)}" if _value(node) else _name(node)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(node.value, str):
            return plain_tooltip(node.value)
        return None


def _number(parent: Index) -> int:
    return parent.internalId() if parent.isValid() else -1


def _name(node: Node) -> str:
    if node.name is None:
        return tr("{count} more, which a format does not see", int(str(node.value)))
    return one_line(str(node.name)) or tr("the body")


def _value(node: Node) -> str:
    if node.name is None:
        return ""
    if is_several(node.value):
        return f"[{len(node.value)}]" if isinstance(node.value, list) else ("{ }" if not node.value else "")
    return shown(node.value)


def shown(value: object) -> str:
    """A single value in one line: the words of a text, and what JSON says for all else."""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, bool) or value is None:
        return {None: "null", True: "true", False: "false"}[value]
    return one_line(str(value))


def one_line(text: str) -> str:
    """The beginning of a text, with single spaces."""
    return " ".join(text[:LONGEST].split())
