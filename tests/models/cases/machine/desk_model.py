"""The desk in plain Python: what the five rules and the end of a channel shall do, said without a database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from models.report import Report

Name = tuple[str, str]  # a channel, and a report id in it
Number = tuple[str, int]  # a channel, and a number in it


@dataclass(eq=False)
class Said:
    """A message, the channel it came through, and what it waits for."""

    text: str
    through: str
    case: Thing | None = None
    none_known: bool = False
    awaits: set[Name] = field(default_factory=set)


@dataclass(eq=False)
class Entry:
    """Something in the history of a case."""

    action: str


@dataclass(eq=False)
class Thing:
    """A case. `goes_to` is the one it was merged into or moved to; `closed` and `deleted` say by which action."""

    at: Number
    closed: int = 0
    priority: int = 0
    description: str = ""
    deleted: int = 0
    goes_to: Thing | None = None
    history: list[Entry] = field(default_factory=list)

    def home(self) -> Thing:
        return self.goes_to.home() if self.goes_to else self

    def note(self, action: str) -> Entry:
        self.history.append(Entry(action))
        return self.history[-1]


class Desk:
    """All channels, cases and messages, in the order in which they were made."""

    def __init__(self, channels: Iterable[str]) -> None:
        self.last = dict.fromkeys(channels, 0)
        self.things: list[Thing] = []
        self.said: list[Said] = []
        self.reported: dict[Name, Thing] = {}
        self.actions = 0

    def living(self) -> list[Thing]:
        """Cases that were not merged or moved away, deleted ones among them."""
        return [thing for thing in self.things if thing.goes_to is None]

    def texts(self, thing: Thing | None) -> list[str]:
        return [said.text for said in self.said if said.case is thing]

    def record(self, channel: str, report: Report) -> str:
        """The five rules; the outcome."""
        if report.id is not None and (channel, report.id) in self.reported:
            return "already_reported"
        names = [(channel, name) for name in report.references]
        known = [self.reported[name].home() for name in names if name in self.reported]
        said = Said(report.text, channel, none_known=not known)
        if known:
            said.case = known[-1]
        elif report.id is not None:
            waiting = [one.case for one in self.said if one.case and (channel, report.id) in one.awaits]
            said.case = min(waiting, key=self.things.index, default=None)
        outcome = "updated" if said.case else "opened" if report.id is not None else "posted"
        if said.case:
            self._wake(said.case)
        elif report.id is not None:
            said.case = self.new(channel)
        said.awaits = {name for name in names if name not in self.reported}
        self.said.append(said)
        if report.id is not None and said.case:
            self.reported[channel, report.id] = said.case
            self._settle((channel, report.id), said.case)
        return outcome

    def comment(self, thing: Thing, text: str) -> Said:
        self.said.append(Said(text, "", thing))
        return self.said[-1]

    def remove(self, channel: str) -> None:
        """A channel with all that is in it. Of a case that came from elsewhere a deleted one stays there."""
        gone = [thing for thing in self.living() if thing.at[0] == channel]
        self.actions += 1
        left = dict[tuple[str, Thing], Thing]()
        for thing in self.things:
            if thing.at[0] != channel and thing.home() in gone:
                left.setdefault((thing.at[0], thing.home()), thing)
        self.reported = {
            name: left[name[0], case.home()] if case.home() in gone else case
            for name, case in self.reported.items()
            if name[0] != channel
        }
        homes = {thing: thing.home() for thing in self.things}
        for thing, home in homes.items():
            if thing.at[0] != channel and home in gone:
                stays = left[thing.at[0], home]
                thing.goes_to, thing.deleted = (None if thing is stays else stays), self.actions
            elif thing is not home:
                thing.goes_to = home
        self.said = [said for said in self.said if said.case not in gone and (said.case or said.through != channel)]
        self.things = [thing for thing in self.things if thing.at[0] != channel]
        del self.last[channel]

    def new(self, channel: str) -> Thing:
        self.last[channel] += 1
        self.things.append(Thing((channel, self.last[channel])))
        return self.things[-1]

    def _wake(self, thing: Thing) -> None:
        """There is news of a case."""
        if thing.closed:
            thing.closed = 0
            thing.note("reopened")
        if thing.deleted:
            thing.deleted = 0
            thing.note("restored")

    def _settle(self, name: Name, home: Thing) -> None:
        for said in self.said:
            if name in said.awaits:
                said.awaits.discard(name)
                if said.case is None:
                    said.case = home
                elif said.none_known and said.case is not home:
                    self.absorb(said.case, home)
                    home.note("merged")

    def absorb(self, thing: Thing, into: Thing) -> None:
        """Everything of a case goes into another."""
        for said in self.said:
            if said.case is thing:
                said.case = into
        into.history = into.history + thing.history
        into.description = "\n\n".join(text for text in (into.description, thing.description) if text)
        thing.history, thing.description, thing.closed, thing.goes_to = [], "", -1, into
