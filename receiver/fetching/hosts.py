"""Hosts: how many files each is asked for, and those that did not answer, which are left in peace for a while."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.problems import Words

# After a try in vain, twice as long after the next one.
FIRST_REST, LONGEST_REST = timedelta(seconds=10), timedelta(minutes=5)
# Hosts that are remembered, before those are forgotten that nobody asked for a while.
MOST = 1000
# How long files of a busy host wait behind those of others, and how many stay in front.
BUSY, SPARE = timedelta(seconds=5), 50


@dataclass(frozen=True, slots=True, eq=False)
class Rest:
    """A host does not answer: it is asked again at `until`; `why` is what it was like."""

    until: datetime
    length: timedelta
    why: Words


class Hosts:
    """Remembers hosts that did not answer. Its methods may be called from any thread."""

    def __init__(self) -> None:
        self._resting: dict[str, Rest] = {}

    def __len__(self) -> int:
        """How many hosts are remembered."""
        return len(self._resting)

    def note(self, host: str, unreached: Words | None, now: datetime) -> None:
        """Take in that a host answered, or that it did not."""
        if unreached is None:
            self._resting.pop(host, None)
            return
        if self.rest_of(host, now) is not None:  # of several tries at once the first one counts
            return
        if len(self._resting) >= MOST:  # whoever may post can name any number of hosts
            self._resting = {name: rest for name, rest in self._resting.items() if now < rest.until + rest.length}
        last = self._resting.get(host)
        length = FIRST_REST if last is None else min(LONGEST_REST, 2 * last.length)
        self._resting[host] = Rest(now + length, length, unreached)

    def rest_of(self, host: str, now: datetime) -> Rest | None:
        """The rest that a host has now."""
        rest = self._resting.get(host)
        return rest if rest is not None and now < rest.until else None


class Queueing:
    """Decides for each file that is due, the longest first, whether its host is asked now."""

    def __init__(self, hosts: Hosts, busy: Counter[str], most: int, now: datetime) -> None:
        """`most`: how many files a host is asked for at once."""
        self._hosts = hosts
        self._busy = busy
        self._most = most
        self._now = now
        self._skipped = Counter[str]()
        self.late: dict[Rest | None, list[int]] = defaultdict(list)
        """The files that have to wait behind others, by the rest of their host; None is a host that is busy."""

    def is_in_turn(self, host: str, file: int) -> bool:
        """Whether a file may be fetched now."""
        rest = self._hosts.rest_of(host, self._now)
        if rest is not None:
            self.late[rest].append(file)
        elif self._busy[host] < self._most:
            return True
        else:
            self._skipped[host] += 1
            if self._skipped[host] > SPARE:
                self.late[None].append(file)
        return False

    def take(self, host: str) -> None:
        """A file of a host is fetched."""
        self._busy[host] += 1
