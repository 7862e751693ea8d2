"""What can be done in the viewer: a row each, and which of them are buttons."""

from __future__ import annotations

from typing import Protocol

from desktop.menus.action import Action
from desktop.words.language import Sentence


class Viewing(Protocol):
    """What the actions act on."""

    def go(self, steps: int) -> None: ...
    def can_go(self, steps: int) -> bool: ...
    def has_picture(self) -> bool: ...
    def can_copy(self) -> bool: ...
    def zoom(self, steps: int) -> None: ...
    def fit(self) -> None: ...
    def show_real_size(self) -> None: ...
    def copy(self) -> None: ...
    def save(self) -> None: ...
    def open_outside(self) -> None: ...


# fmt: off
ON_VIEWER: tuple[Action[Viewing], ...] = (
    Action("view_previous", Sentence("Previous"), "PgUp", "arrow-left",
           does=lambda on: on.go(-1), can=lambda on: on.can_go(-1)),
    Action("view_next", Sentence("Next"), "PgDown", "arrow-right",
           does=lambda on: on.go(1), can=lambda on: on.can_go(1)),
    Action("view_nearer", Sentence("Zoom in"), "Ctrl++; +; Ctrl+=", "magnifying-glass-plus",
           does=lambda on: on.zoom(1), can=lambda on: on.has_picture()),
    Action("view_farther", Sentence("Zoom out"), "Ctrl+-; -", "magnifying-glass-minus",
           does=lambda on: on.zoom(-1), can=lambda on: on.has_picture()),
    Action("view_fit", Sentence("Fit"), "Ctrl+0; 0", "expand",
           does=lambda on: on.fit(), can=lambda on: on.has_picture()),
    Action("view_real_size", Sentence("Real size"), "Ctrl+1; 1",
           does=lambda on: on.show_real_size(), can=lambda on: on.has_picture()),
    Action("view_copy", Sentence("Copy"), "Ctrl+C", "copy",
           does=lambda on: on.copy(), can=lambda on: on.can_copy()),
    Action("view_save", Sentence("Save as…"), "Ctrl+S", "download",
           does=lambda on: on.save()),
    Action("view_outside", Sentence("Open"), "Ctrl+O", "up-right-from-square",
           does=lambda on: on.open_outside()),
)
# fmt: on

LEFT_BUTTONS = ("view_previous", "view_next")
PICTURE_BUTTONS = ("view_nearer", "view_farther", "view_fit", "view_real_size")
RIGHT_BUTTONS = ("view_copy", "view_save", "view_outside")
