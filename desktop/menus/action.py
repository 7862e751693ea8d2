"""An action is one row of a table: its name, its words, its keys, its icon, what it does and when it can."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from desktop.words.language import Sentence

On = TypeVar("On")


def _nothing(_: object) -> None:
    """Do nothing, as an entry that opens a menu does."""


def _always(_: object) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Action(Generic[On]):
    """`On` is what it acts on: a table holds the actions on one kind of thing."""

    name: str
    """What tables of menus and tests call it; no other action of the window has it."""
    words: Sentence
    """An & stands before the letter that leads to it in an open menu."""
    keys: str = ""
    """Those that do it wherever nothing is being typed: "Ctrl+K; /"."""
    icon: str = ""
    does: Callable[[On], object] = _nothing
    can: Callable[[On], bool] = _always
    says: Callable[[On], str] | None = None
    """Its words of now, where they are not always the same."""
    is_on: Callable[[On], bool] | None = None
    """Whether it is checked; None where there is nothing to check."""
    one_of: str = ""
    """The choice that it is a part of: one of those with this name is on at a time."""
    hides: bool = False
    """Where it cannot be done it is not shown."""
