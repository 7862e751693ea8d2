"""The gate: what a server asks of its application when the head of a request is here, and its body is not yet."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from receiver.limits import KEPT_OF_LARGE, MAX_BODY

Sender = str | int


class Pass(NamedTuple):
    """How a request is let in.

    `most` is how many bytes its body may have to be read; of one that has more, `kept` are read and the rest is not.
    `of` is whose it is: each gets a fair share of the threads. `most_of_upload` is `most` of a form that may have
    files, where that is more.
    """

    most: int
    kept: int
    of: Sender
    most_of_upload: int = 0


STRANGER = Pass(KEPT_OF_LARGE, KEPT_OF_LARGE, "strangers")
# What is no hook's at all: its answer waits for no database.
ASIDE = Pass(KEPT_OF_LARGE, KEPT_OF_LARGE, "aside")


class Gate(Protocol):
    """Knows what the requests are for. Its answers decide what is read, never what is answered."""

    def look(self, method: str, path: str) -> Pass | None:
        """What is known of a request without waiting for anything: called in the server's loop."""

    def look_up(self, method: str, path: str) -> Pass:
        """What can be found out about it; called in a thread. Never raises."""


class OpenGate:
    """Reads every body that may be taken at all."""

    def look(self, method: str, path: str) -> Pass | None:
        return Pass(MAX_BODY, KEPT_OF_LARGE, "all")

    def look_up(self, method: str, path: str) -> Pass:
        return Pass(MAX_BODY, KEPT_OF_LARGE, "all")
