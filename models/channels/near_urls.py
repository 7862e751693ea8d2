"""Near URLs: the hook that a request was most likely meant for, and what is wrong with the URL that it came to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import unquote

from models.channels import hooks
from models.channels.hooks import Hook
from models.database import connection, execute

Wrong = Literal["too much", "missing", "different", "cut off", "channel", "path", "no hook"]

# A guid with so many mistakes has a piece that is whole; one with more is nobody's.
MOST_MISTAKES = 3
PIECE = 9
LONG = 30  # a word of so many characters should be a guid
PIECES = range(0, 36, PIECE)
# What stands in a path for a guid, whole or not: at least one piece long.
_WORD = re.compile(r"[0-9A-Za-z_-]{9,80}")


@dataclass(frozen=True, slots=True)
class Near:
    """What a URL looks like, and what is wrong with it: `count` characters, where it is about characters.

    "cut off": its end is missing. "channel": it names another channel; "path": something else before the guid is not
    right. "no hook": it names the channel of the hook, which has no other, and no hook. `old`: it is like a URL that
    the hook had before.
    """

    hook: Hook
    wrong: Wrong
    count: int = 0
    old: bool = False


class NearUrls:
    """All hooks as they are now, made ready to be looked for."""

    def __init__(self, every: Iterable[Hook], old_guids: Mapping[str, int]) -> None:
        """`old_guids` are those of URLs that were replaced, with the ids of their hooks."""
        by_id = {hook.id: hook for hook in every}
        self._hooks = {hook.guid: (hook, False) for hook in by_id.values()}
        self._hooks |= {guid: (by_id[owner], True) for guid, owner in old_guids.items() if owner in by_id}
        self._pieces: dict[str, set[str]] = {}
        for guid in self._hooks:
            for start in PIECES:
                self._pieces.setdefault(guid[start : start + PIECE], set()).add(guid)
        self._alone = _alone(by_id.values())

    def find(self, target: str) -> Near | None:
        """What is nearest to what a request line named; None where nothing is near."""
        path = unquote(re.split("[?#]", target)[0])
        words = [word.lower() for word in _WORD.findall(path)]
        found = [near for word in words for near in self._of_word(word)]
        if found:
            nearest = min(found, key=lambda near: (near.count, near.old))
            return nearest if nearest.count else replace(nearest, wrong=_place(nearest.hook, words))
        return next((Near(self._alone[word], "no hook") for word in words if word in self._alone), None)

    def _of_word(self, word: str) -> Iterator[Near]:
        shifts = range(-MOST_MISTAKES, MOST_MISTAKES + 1)
        parts = {word[start + shift :][:PIECE]: None for start in PIECES for shift in shifts if start + shift >= 0}
        for guid in {guid for part in parts for guid in self._pieces.get(part, ())}:
            hook, old = self._hooks[guid]
            wrong = _compared(guid, word)
            if wrong is not None:
                yield Near(hook, *wrong, old)


def read() -> NearUrls:
    """The hooks that there are, to look for."""
    with connection():
        return NearUrls(hooks.of_channel(None), dict(execute("SELECT guid, hook_id FROM old_urls")))


def _alone(every: Iterable[Hook]) -> dict[str, Hook]:
    """By the guids of their channels, the hooks that are the only ones there."""
    found: dict[str, list[Hook]] = {}
    for hook in every:
        found.setdefault(hook.channel_guid, []).append(hook)
    return {guid: each[0] for guid, each in found.items() if len(each) == 1}


def _place(hook: Hook, words: list[str]) -> Wrong:
    """What is wrong with a path in which the guid of the hook is whole."""
    others = (word for word in words if word not in (hook.guid, hook.channel_guid))
    return "channel" if any(len(word) >= LONG for word in others) else "path"


def _compared(guid: str, word: str) -> tuple[Wrong, int] | None:
    """What is wrong with a word that should be this guid; None where it is hardly meant to be."""
    if word == guid:
        return "path", 0
    if len(word) < len(guid) and guid.startswith(word):
        return "cut off", len(guid) - len(word)
    if word.startswith(guid) or word.endswith(guid):
        return "too much", len(word) - len(guid)
    mistakes = _distance(guid, word)
    if mistakes > MOST_MISTAKES:
        return None
    longer = len(word) - len(guid)
    if abs(longer) == mistakes:
        return ("too much" if longer > 0 else "missing"), mistakes
    return "different", mistakes


def _distance(one: str, other: str) -> int:
    """How many characters have to be added, taken away or changed (Levenshtein), by one row of the table at a time."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        before, row[0] = row[0], place
        for at, compared in enumerate(other, 1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (letter != compared))
    return row[-1]
