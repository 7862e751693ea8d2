"""Seen words: what an expression gave in what came to a hook, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from models.database import connection
from models.deliveries import last_bodies
from receiver.answers import Refused
from receiver.formats.arrived import Arrived
from receiver.formats.format import Format
from receiver.formats.parts import known_of, values
from receiver.formats.rendering.telling import one_line, said
from receiver.intake import reading
from receiver.intake.sent_again import as_it_came, labels, target_of

MOST = 100  # deliveries
_MOST_WORDS = 200
_LONGEST = 100  # characters of a word


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A value, as it is told, and how many reports had it."""

    word: str
    times: int


def seen_words(
    hook_id: int,
    format_: Format,
    expression: str,
    *,
    most: int = MOST,
    progressed: Callable[[int, int], bool] = lambda _done, _total: True,
) -> tuple[SeenWord, ...]:
    """What an expression of a format gave in the last deliveries of a hook, for each report, the most frequent first.

    `progressed` says how far it is, done and total, and whether to go on. Raises NotThere for a hook that is not there.
    """
    with connection():
        target = target_of(hook_id)
    ids = last_bodies.last(hook_id, most).ids
    found = Counter[str]()
    for done, came in enumerate(last_bodies.bodies(ids)):
        if not progressed(done, len(ids)):
            break
        received = as_it_came(came, target)
        try:
            arrived = reading.arrived(received, *labels(received.headers))
        except Refused:
            continue
        found.update(words_of(format_, arrived, expression))
    return tuple(SeenWord(word, times) for word, times in found.most_common(_MOST_WORDS))


def words_of(format_: Format, arrived: Arrived, expression: str) -> list[str]:
    """What an expression gives for each report of a body, as words; what says nothing, or is not single, is no word."""
    told = (one_line(said(value), _LONGEST) for value in values(format_, known_of(arrived), expression))
    return [word for word in told if word]
