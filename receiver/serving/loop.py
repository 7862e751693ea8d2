"""The loop: waits for the sockets of waitress, and looks only at those to which something happened.

waitress asks every connection what it waits for before each wait, and waits anew after each answer: with 300
connections that was most of what the receiver did.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from selectors import EVENT_READ, EVENT_WRITE, DefaultSelector
from typing import Any

from models.news import troubles

LOOKING = "The connections could not be looked after."


class Loop(dict[int, Any]):
    """The sockets by their descriptors, as waitress keeps them in its `map`, and the wait for them."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = DefaultSelector()
        self._watched: dict[int, int] = {}
        self._changed: deque[Any] = deque()

    def __setitem__(self, descriptor: int, wire: Any) -> None:
        super().__setitem__(descriptor, wire)
        self._changed.append(wire)

    def __delitem__(self, descriptor: int) -> None:
        """Called before the descriptor is closed."""
        super().__delitem__(descriptor)
        self._watch(descriptor, 0, None)

    def run(self, seconds: float, look: Callable[[], None]) -> None:
        """Serve the sockets until there are none; calls `look` before each wait, which is at most so long."""
        while self:
            try:
                look()
            except Exception as error:  # without the loop nobody is answered any more
                troubles.survive(error, LOOKING)
            while self._changed:
                self._settle(self._changed.popleft())
            for key, events in self._selector.select(seconds):
                if self.get(key.fd) is key.data:
                    self._handle(key.data, events)
        self._selector.close()

    def tell(self, wire: Any) -> bool:
        """Take note that a thread has answered on a connection; whether the loop has to be woken for it."""
        if self._watched.get(wire._fileno) == EVENT_READ and not wire.writable():
            return False
        self._changed.append(wire)
        return True

    def look_at(self, wire: Any) -> None:
        """Take note that a socket waits for something else now; called in the loop."""
        self._changed.append(wire)

    def _handle(self, wire: Any, events: int) -> None:
        reads = bool(events & EVENT_READ and wire.readable())
        try:
            if reads:
                wire.handle_read_event()
            if events & EVENT_WRITE:
                wire.handle_write_event()
        except OSError:
            wire.handle_close()
        except Exception:
            wire.handle_error()
        # While its request is answered, a connection reads nothing but stays watched: mostly nothing comes.
        if not reads or wire.writable():
            self._settle(wire)

    def _settle(self, wire: Any) -> None:
        """Watch for what a connection waits for; anew if a thread has changed that in the meantime."""
        while wire._fileno is not None and self._watched.get(wire._fileno, 0) != (wanted := _wanted(wire)):
            self._watch(wire._fileno, wanted, wire)

    def _watch(self, descriptor: int, wanted: int, wire: Any) -> None:
        watched = self._watched.pop(descriptor, 0)
        if wanted:
            self._watched[descriptor] = wanted
        if watched and wanted:
            self._selector.modify(descriptor, wanted, wire)
        elif wanted:
            self._selector.register(descriptor, wanted, wire)
        elif watched:
            self._selector.unregister(descriptor)


def _wanted(wire: Any) -> int:
    wanted = EVENT_READ if wire.readable() else 0
    return wanted | EVENT_WRITE if wire.writable() and not wire.accepting else wanted
