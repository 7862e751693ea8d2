"""A weakness: what takes one strength away, by a name of the command line."""

from __future__ import annotations

from collections.abc import Callable

WEAKNESSES: dict[str, Callable[[], None]] = {}


def weakness(weaken: Callable[[], None]) -> Callable[[], None]:
    """Let the command line name this weakness."""
    WEAKNESSES[weaken.__name__.replace("_", "-")] = weaken
    return weaken


def replace(owner: object, name: str, value: object) -> None:
    """Put something weaker in the place of what has this name."""
    setattr(owner, name, value)
