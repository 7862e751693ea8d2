"""Whether a case is open or closed, in the language of the program."""

from __future__ import annotations

from desktop.words.language import Sentence, tr
from models.cases.cases import State

OPEN = Sentence("Open", "a case is")
CLOSED = Sentence("Closed")


def state(of: State) -> str:
    """The word where it stands alone: "Open"."""
    return tr(OPEN if of == "open" else CLOSED)


def in_line(of: State) -> str:
    """The word within a line: "open"."""
    return tr(Sentence("open", "a case is")) if of == "open" else tr("closed")
