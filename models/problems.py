"""Problems: what went wrong that a person can cure, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Words:
    """A sentence and the values for each {name} in it, kept apart, so that a window can say it in another language.

    A whole number is written with its thousands apart; one that only names something is given as a text. A value can
    be Words itself, or several of them in a tuple.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """The sentence in English, for the log, the command line and answers."""
        values = {name: _in_english(value) for name, value in self.values.items()}
        return self.template.format_map(values) if values else self.template


def _in_english(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(str(each) for each in value)
    return f"{value:,}" if isinstance(value, int) else str(value)


class Problem(Exception):
    """Something a person can cure; shown as it is, without a traceback.

    `title` says what is wrong, `what_to_do` how to go on; both are full sentences of plain text. They are given as
    templates, with the values for each {name} in one of them beside. `reason` is what programs call its kind.
    """

    reason = "failed"

    def __init__(self, title: str, what_to_do: str, **values: object) -> None:
        super().__init__(title, what_to_do)
        self.words = (Words(title, values), Words(what_to_do, values))

    @property
    def title(self) -> str:
        return str(self.words[0])

    @property
    def what_to_do(self) -> str:
        return str(self.words[1])

    def __str__(self) -> str:
        return f"{self.title} {self.what_to_do}"


class Unavailable(Problem):
    """Nothing can be stored for a while: trying again later may work."""

    reason = "unavailable"


class Locked(Unavailable):
    """Another program has the database."""

    reason = "database_locked"


class DiskFull(Unavailable):
    """The database's disk has no space left."""

    reason = "disk_full"


class DiskFailed(Unavailable):
    """The database's disk does not do what it is asked to."""

    reason = "disk_failed"


class Away(Unavailable):
    """The database server cannot be reached, or does not answer."""

    reason = "database_away"


class Slow(Unavailable):
    """The database takes longer for a write than anybody waits."""

    reason = "database_slow"


class Stopping(Unavailable):
    """The receiver is shutting down."""

    reason = "stopping"


class Replaced(Unavailable):
    """The file of the database is not the one any more that was opened."""

    reason = "database_replaced"


class Damaged(Problem):
    """The database cannot be read."""

    reason = "database_damaged"


class ReadOnly(Problem):
    """The database can be read and not written."""

    reason = "database_read_only"


class NotAllowed(Problem):
    """The database server denies what is needed."""

    reason = "not_allowed"


class ThreadEnded(Problem):
    """A thread of the program has ended before its time."""

    reason = "thread_ended"


class NotThere(Problem):
    """The channel, web hook or case that was named does not exist."""
