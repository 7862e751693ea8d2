"""The web hooks of the properties dialog as they are being edited: the list and how a row is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop.channels.web_hooks.hook_drafts import HookDraft
from desktop.widgets.row_painter import PAD, RowPainter, line_heights
from desktop.widgets.theme import ThemeHolder
from desktop.words.plain_tooltip import plain_tooltip
from models.channels.hooks import Hook
from models.deliveries.rejecting import RejectingHook

Index = QModelIndex | QPersistentModelIndex
DRAFT_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class HookListModel(QAbstractListModel):
    """The drafts, newest first; rows are few, a person made each of them."""

    def __init__(self, hooks: Sequence[Hook], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drafts = [HookDraft(hook.guid, hook.purpose, hook.enabled, hook, hook.rules) for hook in hooks]

    def drafts(self) -> Sequence[HookDraft]:
        """All drafts in the order of the list."""
        return self._drafts

    def draft(self, index: Index) -> HookDraft | None:
        """The draft of an index, None when it is not valid."""
        return self._drafts[index.row()] if index.isValid() else None

    def add(self, guid: str) -> QModelIndex:
        """Put a new, enabled draft without a purpose at the top."""
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._drafts.insert(0, HookDraft(guid, "", True))
        self.endInsertRows()
        return self.index(0)

    def remove(self, index: Index) -> None:
        """Take a draft out; OK then removes its web hook."""
        self.beginRemoveRows(QModelIndex(), index.row(), index.row())
        del self._drafts[index.row()]
        self.endRemoveRows()

    def touch(self, index: Index) -> None:
        """Say that the draft of a row was edited."""
        self.dataChanged.emit(self.index(index.row()), self.index(index.row()))

    def take_in(self, hooks: Sequence[Hook]) -> None:
        """Take over what the database counted since; what was edited here stays."""
        found = {hook.guid: hook for hook in hooks}
        for row, draft in enumerate(self._drafts):
            if draft.saved is not None and draft.guid in found:
                draft.saved = found[draft.guid]
                self.touch(self.index(row))

    def show_rejecting(self, rejecting: Sequence[RejectingHook]) -> None:
        """Mark the web hooks that reject most of what they get."""
        found = {each.hook_id: each for each in rejecting}
        for row, draft in enumerate(self._drafts):
            if draft.saved is not None:
                draft.rejecting = found.get(draft.saved.id)
                self.touch(self.index(row))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._drafts)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        draft = self.draft(index)
        if draft is None:
            return None
        if role == DRAFT_ROLE:
            return draft
        if role == Qt.ItemDataRole.DisplayRole:
            return draft.title()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{draft.title()}, {draft.state()}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(f"{draft.title()}\n{draft.state()}")
        return None


class HookDelegate(QStyledItemDelegate):
    """Draws a web hook in two lines on a rounded ground."""

    def __init__(self, theme: ThemeHolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        first, second = line_heights(option.font)
        return QSize(120, first + second + 20)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        draft = index.data(DRAFT_ROLE)
        if not isinstance(draft, HookDraft):
            return
        with RowPainter(painter, option, self._theme.current) as row:
            ground = row.rect.adjusted(8, 2, -8, -2)
            if row.selected or row.hovered:
                row.round(ground, "accent_soft" if row.selected else "hover", 6)
            if row.focused and row.selected:
                row.outline(ground, 6)
            first, second = line_heights(row.font)
            left, width = ground.left() + PAD, ground.width() - 2 * PAD
            top = ground.top() + (ground.height() - first - second - 2) // 2
            role = "text" if draft.purpose.strip() and draft.enabled else "muted"
            row.text(QRect(left, top, width, first), draft.title(), role, bold=row.selected)
            self._beside(row, draft, QRect(left, top + first + 2, width, second))

    def _beside(self, row: RowPainter, draft: HookDraft, area: QRect) -> None:
        """Draw the second line. A concern has a colour of its own, and stands in place of the time of the last use."""
        concern, counts = draft.concern(), draft.counts()
        if concern is not None:
            area.setLeft(row.text(area, *concern, small=True) + QFontMetrics(row.font).horizontalAdvance(" "))
            row.text(area, f"· {counts}", "muted", small=True)
        else:
            row.text(area, " · ".join(filter(None, (draft.used(), counts))), "muted", small=True)
