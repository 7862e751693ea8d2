"""A trial: what it is called, what it is run with, and how it says that something did not hold."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

Value = TypeVar("Value")


class Broken(Exception):
    """Something that a trial looks for did not hold; the sentence says what."""


class Untried(Exception):
    """A trial cannot be made on this machine; the sentence says why."""


@dataclass(frozen=True)
class Terms:
    """What a trial is run with.

    `folder` is its own and empty. `weakness` names what is broken in the program on purpose, to see the trial fail.
    `json_suite` and `naughty` are corpora that the caller has.
    """

    seed: int
    full: bool
    folder: Path
    weakness: str | None = None
    json_suite: Path | None = None
    naughty: Path | None = None

    def size(self, small: Value, full: Value) -> Value:
        """How much of something this run does."""
        return full if self.full else small

    def random(self) -> random.Random:
        """Chance that comes out the same for the same seed."""
        return random.Random(self.seed)


@dataclass(frozen=True)
class Trial:
    """`run` returns what it did in a few words, or raises Broken; `weakness` is one that it must notice."""

    name: str
    run: Callable[[Terms], str]
    weakness: str


def hold(holds: bool, what: str) -> None:
    """Raise Broken unless something holds."""
    if not holds:
        raise Broken(what)
