"""Problems: what went wrong that a person can cure, and what to do about it."""

from __future__ import annotations


class Problem(Exception):
    """Something a person can cure; shown as it is, without a traceback.

    `title` says what is wrong, `what_to_do` how to go on; both are full sentences of plain text.
    """

    def __init__(self, title: str, what_to_do: str) -> None:
        super().__init__(title, what_to_do)
        self.title = title
        self.what_to_do = what_to_do

    def __str__(self) -> str:
        return f"{self.title} {self.what_to_do}"


class Unavailable(Problem):
    """Nothing can be stored for a while: trying again later may work."""


class NotThere(Problem):
    """The channel, web hook or case that was named does not exist."""
