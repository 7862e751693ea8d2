"""Menus: what stands in them is a table of names, and each entry has a letter that leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from desktop.words.language import Sentence, tr

Entry: TypeAlias = str | tuple[Sentence, "Sequence[Entry]"] | None
"""The name of an action; the words of a menu within the menu, and what stands in that; None is a line between."""

_MARK = re.compile(r"&(?!&)(.)")
_OTHER_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Menu(QMenu):
    """Gives a letter also to entries that are in no table, such as names."""

    def add_menu(self, words: str) -> Menu:
        """Add a menu within this one."""
        sub = Menu(words, self)
        self.addMenu(sub)
        return sub

    def add_line(self, text: str) -> QAction:
        """Offer what came from somewhere else: an & in it is an &, and it gets a letter that is free."""
        return self.addAction(_marked(text, {letter(action.text()) for action in self.actions()}))


class MenuBar(QMenuBar):
    """Takes the letters that are typed while the keyboard is in it: many are also keys of the window."""

    def event(self, event: QEvent) -> bool:
        is_shortcut = event.type() == QEvent.Type.ShortcutOverride
        if is_shortcut and isinstance(event, QKeyEvent) and not event.modifiers() & _OTHER_KEYS:
            event.accept()
            return True
        return super().event(event)


def fill(menu: QMenu | QMenuBar, entries: Sequence[Entry], actions: Mapping[str, QAction]) -> None:
    """Put into a menu what its table says."""
    for entry in entries:
        if entry is None:
            menu.addSeparator()
        elif isinstance(entry, str):
            menu.addAction(actions[entry])
        else:
            words, within = entry
            sub = Menu(tr(words), menu)
            menu.addMenu(sub)
            fill(sub, within, actions)


def new_menu(entries: Sequence[Entry], actions: Mapping[str, QAction], parent: QWidget) -> Menu:
    """A menu as its table says."""
    menu = Menu(parent)
    fill(menu, entries, actions)
    return menu


def letter(words: str) -> str:
    """The letter that leads to an action in an open menu, "" for none."""
    found = _MARK.search(words.replace("&&", ""))
    return found[1].upper() if found else ""


def _marked(text: str, taken: set[str]) -> str:
    """The words with an & before a letter that is not taken, that of a beginning if there is one."""
    at = next((at for at in _places(text) if text[at].upper() not in taken), None)
    if at is None:
        return text.replace("&", "&&")
    return f"{text[:at].replace('&', '&&')}&{text[at:].replace('&', '&&')}"


def _places(text: str) -> Iterator[int]:
    letters = [at for at, each in enumerate(text) if each.isalnum()]
    yield from (at for at in letters if at == 0 or not text[at - 1].isalnum())
    yield from letters
