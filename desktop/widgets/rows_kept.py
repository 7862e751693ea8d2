"""Keeps in view what a person has chosen in a list: rows that a bar below would cover, rows of another height."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListView

from desktop.widgets.theme import ThemeHolder


def uncover(view: QListView, event: QResizeEvent) -> None:
    """Scroll by what the lower edge has come up over the chosen rows that were in view; to be called after a resize.

    The current row counts most: it does not leave at the top for another one.
    """
    before, now = event.oldSize().height(), view.viewport().height()
    if now >= before:
        return
    ends = [area.bottom() + 1 for index in _chosen(view) if (area := view.visualRect(index)).bottom() < before]
    covered = max((end for end in ends if end > 0), default=0) - now
    if covered > 0:
        current = view.visualRect(view.currentIndex())
        room = current.top() if current.isValid() and 0 <= current.top() < before else covered
        view.verticalScrollBar().setValue(view.verticalScrollBar().value() + min(covered, room))


def follow_density(view: QListView, theme: ThemeHolder) -> None:
    """Lay the rows out anew when they get another height; the current one stays in view, otherwise the first in it."""

    def lay_out() -> None:
        seen, current = view.viewport().rect(), view.currentIndex()
        stays = current.isValid() and seen.intersects(view.visualRect(current))
        first = view.indexAt(seen.topLeft())
        view.doItemsLayout()
        view.scrollTo(first, QListView.ScrollHint.PositionAtTop)
        if stays:
            view.scrollTo(current)

    for changed in (theme.compacted, theme.zoomed):
        changed.connect(lay_out)


def _chosen(view: QListView) -> list[QModelIndex]:
    current = view.currentIndex()
    return [*view.selectedIndexes(), *([current] if current.isValid() else [])]
