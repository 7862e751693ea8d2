"""Cases with many long messages, in a channel of their own: what a test runner or a backup sends with its log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from models.database.tables import to_stored
from models.messages import words

CHANNEL = "Logs"
CASES = 20
MESSAGES = 100
"""Of each case."""
_LINES = 28
_BETWEEN = timedelta(seconds=30)
_SAID = (
    "step {n}: copied 1,204 files of /srv/accounting/{m:04} to the second site in 12.4 s, 3 skipped as they were open",
    "warning: /srv/accounting/{m:04}/ledger.db changed while it was read; see https://backup.example/runs/{m}/{n}",
    "retrying in 30 s: the connection to backup-02.example was reset after 48,213,004 bytes, attempt {n} of 30; the"
    " checksum of the part that had arrived was right, so the copy goes on from there and nothing is sent twice",
)

_Row = tuple[Any, ...]


class LongCases:
    """Makes their rows. `desk` are the ids of the channel and its hook; their own ids follow those that are taken."""

    def __init__(self, desk: tuple[int, int], *, messages: int, cases: int) -> None:
        self._desk, self._messages, self._cases = desk, messages, cases
        self._began = datetime.now(UTC) - _BETWEEN * CASES * MESSAGES

    def rows(self) -> Iterator[tuple[str, _Row]]:
        """Each row with its table, parents before children."""
        for number in range(1, CASES + 1):
            first = (number - 1) * MESSAGES + 1
            yield from self._case(number, first)
            for message in range(first, first + MESSAGES):
                yield from self._message(message, number, "opening" if message == first else "update")

    def _case(self, number: int, first: int) -> Iterator[tuple[str, _Row]]:
        case, subject = self._cases + number, f"Backup run {number} needs a look"
        times = (self._at(first), self._at(first + MESSAGES - 1))
        state = ("open", "Monitoring", *times, None, None, MESSAGES, False)
        yield "cases", (case, self._desk[0], number, subject, *state, self._desk[1], 0, None, None)
        yield "case_words", (case, words.of(subject))

    def _message(self, number: int, case: int, kind: str) -> Iterator[tuple[str, _Row]]:
        message, text = self._messages + number, long_text(number)
        place = (self._desk[0], self._cases + case)
        yield "messages", (message, *place, kind, text, None, "[]", self._desk[1], self._at(number))
        yield "message_words", (message, f"{words.of(text, None)}\n{words.of_channel(self._desk[0])}")
        for place_of, name in enumerate(("Whole log", "Measured values", "Configuration")):
            url = f"http://backup.example/files/{number}/{place_of}"
            yield "attachments", (message, place_of, "file", name, "txt", url)

    def _at(self, number: int) -> int:
        return to_stored(self._began + _BETWEEN * number)


def long_text(number: int) -> str:
    """A text as long as a timeline shows at once; no two are alike."""
    return "\n".join(_SAID[line % len(_SAID)].format(n=line, m=number) for line in range(_LINES))
