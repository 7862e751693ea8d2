"""Why a file is not here: the rules forbid it, or it could not be had."""

from __future__ import annotations

from models.problems import Words

LONGEST = 60
"""Characters of what a server or a sender wrote, where a sentence says it."""


class Refused(Exception):
    """The rules of this desk forbid to fetch it; `why` says which."""

    def __init__(self, why: Words) -> None:
        super().__init__(str(why))
        self.why = why


class Failed(Exception):
    """It could not be had; `lasting` where another attempt would end in the same way."""

    def __init__(self, why: Words, *, lasting: bool = False) -> None:
        super().__init__(str(why))
        self.why = why
        self.lasting = lasting
