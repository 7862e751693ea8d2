"""What Qt makes menus and keys of, made of the rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Generic

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop.menus.action import Action, On
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr

NO_MENUS: Mapping[str, QMenu] = {}


class ActionSet(Mapping[str, QAction], Generic[On]):
    """The actions of a table by their names; update() says which of them can be done now."""

    def __init__(
        self,
        rows: Sequence[Action[On]],
        on: Callable[[], On | None],
        *,
        theme: ThemeHolder,
        parent: QWidget,
        menus: Mapping[str, QMenu] = NO_MENUS,
        has_keys: bool = True,
    ) -> None:
        """`on` gives what they act on at that moment, None while there is nothing. The keys work in the window of
        `parent` while that can be seen. `menus` are those that open from an action."""
        self._rows, self._on, self._has_keys = rows, on, has_keys
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        for row in rows:
            menu = menus.get(row.name)
            action = QAction(parent) if menu is None else menu.menuAction()
            self._dress(row, action, theme, parent)
            action.triggered.connect(partial(self._do, row))
            self._actions[row.name] = action
        self.update()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._actions)

    def __len__(self) -> int:
        return len(self._actions)

    def update(self) -> None:
        """Say what can be done now, and what is on."""
        on = self._on()
        for row in self._rows:
            action, can = self._actions[row.name], on is not None and row.can(on)
            action.setEnabled(can)
            if row.hides:
                action.setVisible(can)
            if on is not None and row.says is not None:
                action.setText(row.says(on))
            if on is not None and row.is_on is not None:
                action.setChecked(row.is_on(on))

    def _do(self, row: Action[On], _: bool = False) -> None:
        on = self._on()
        if on is not None and row.can(on):
            row.does(on)
        if row.is_on is not None:  # Qt has checked it by itself
            self.update()

    def _dress(self, row: Action[On], action: QAction, theme: ThemeHolder, parent: QWidget) -> None:
        action.setObjectName(row.name)
        action.setText(tr(row.words))
        action.setCheckable(row.is_on is not None)
        if row.icon:
            action.setIcon(theme.icon(row.icon))
        if row.keys and self._has_keys:
            action.setShortcuts(QKeySequence.listFromString(row.keys))
            parent.addAction(action)
        if row.one_of:
            self._groups.setdefault(row.one_of, QActionGroup(parent)).addAction(action)
