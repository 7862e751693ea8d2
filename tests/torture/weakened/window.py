"""What the window does with what senders wrote, and with its keys, weakened."""

from __future__ import annotations

from typing import Any

from tests.torture.weakened.weakness import replace, weakness


@weakness
def lay_out_all() -> None:
    """The window lays out texts however long they are."""
    from desktop.activity import message_model
    from desktop.cases.timeline import timeline_events
    from desktop.words import message_text

    for module in (message_text, message_model, timeline_events):
        replace(module, "MOST_CHARACTERS", 10**9)
    replace(message_text, "MOST_LINES", 10**9)


@weakness
def rich_text() -> None:
    """Qt is let guess whether a text is HTML."""
    from PySide6.QtWidgets import QLabel

    replace(QLabel, "setTextFormat", lambda *_: None)


@weakness
def lose_none() -> None:
    """References to None get lost, as by 20 calls of PySide6 6.12.0 that return nothing."""
    import ctypes

    from desktop.activity import delegate

    paint = delegate.MessageDelegate.paint

    def losing(*args: Any) -> None:
        for _ in range(20):
            ctypes.pythonapi.Py_DecRef(ctypes.py_object(None))
        paint(*args)

    replace(delegate.MessageDelegate, "paint", losing)


@weakness
def walk_the_chain() -> None:
    """The Tab key asks Qt for the neighbour, which PySide takes for a child: a popup takes half the window with it."""
    from PySide6.QtWidgets import QWidget

    from desktop.dialogs.popup import Popup

    def walk(self: Popup, forward: bool) -> bool:
        at = start = self.window().focusWidget() or self
        while (at := (at.nextInFocusChain() if forward else at.previousInFocusChain()) or start) is not start:
            if self.surface.isAncestorOf(at) and at.isEnabled() and at.isVisible():
                QWidget.setFocus(at)
                break
        return True

    replace(Popup, "focusNextPrevChild", walk)
