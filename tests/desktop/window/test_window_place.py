"""Where the window is: the first time all of it is on the screen."""

from __future__ import annotations

from desktop.desk import Desk


def test_the_first_window_has_room_for_its_frame_on_the_screen(program: Desk) -> None:
    window = program.window
    room = window.screen().availableSize()
    assert window.width() < room.width()
    assert window.height() < room.height()
