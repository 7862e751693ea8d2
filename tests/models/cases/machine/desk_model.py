"""The desk in plain Python: what the six rules and the end of a channel shall do, said without a database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from models.report import Report

Name = tuple[str, str]  # a channel, and a report id in it
Number = tuple[str, int]  # a channel, and a number in it


@dataclass(eq=False)
class Said:
    """A message, the channel it came through, and what it waits for; `names` are all of its references."""

    text: str
    through: str
    case: Thing | None = None
    name: Name | None = None
    names: list[Name] = field(default_factory=list)
    none_known: bool = False
    awaits: set[Name] = field(default_factory=set)


@dataclass(eq=False)
class Entry:
    """Something in the history of a case."""

    action: str


@dataclass(eq=False)
class Thing:
    """A case. `goes_to` is the one it was merged into or moved to; `closed` and `deleted` say by which action.

    `content` is what the last report of its key said in it.
    """

    at: Number
    closed: int = 0
    priority: int = 0
    description: str = ""
    deleted: int = 0
    goes_to: Thing | None = None
    key: Name | None = None
    content: tuple[object, ...] = ()
    repeats: int = 0
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
        self.closings = set[int]()  # those actions by which a sender closed something

    def living(self) -> list[Thing]:
        """Cases that were not merged or moved away, deleted ones among them."""
        return [thing for thing in self.things if thing.goes_to is None]

    def texts(self, thing: Thing | None) -> list[str]:
        return [said.text for said in self.said if said.case is thing]

    def record(self, channel: str, report: Report, *, reopens: bool = True) -> str:
        """The six rules; the outcome. `reopens` says that the last case of a key was closed a short time ago."""
        if report.id is not None and (channel, report.id) in self.reported:
            return "already_reported"
        names = [(channel, name) for name in report.references]
        known = [self.reported[name].home() for name in names if name in self.reported]
        home = known[-1] if known else self._awaiting((channel, report.id or ""))
        under = self.under(channel, report.key) if home is None else None
        if under and under.home().closed and (report.state == "closed" or not reopens):
            under = None
        home = under.home() if under else home
        content = (report.subject, report.text, report.attachments, report.references)
        outcome = self._outcome(report, home, is_same=under is not None and under.content == content)
        if outcome == "opened":
            under = home = self.new(channel)
            home.key, home.priority = (channel, report.key) if report.key else None, report.priority or 0
        elif home and outcome != "repeated":
            self._wake(home, report)
        if under:
            under.content, under.repeats = content, under.repeats + (outcome == "repeated")
        if outcome != "repeated":
            awaits = {name for name in names if name not in self.reported}
            name = (channel, report.id) if report.id is not None else None
            self.said.append(Said(report.text, channel, home, name, names, none_known=not known, awaits=awaits))
        if report.id is not None and home:
            self.reported[channel, report.id] = home
            self._settle((channel, report.id), home)
        return outcome

    def under(self, channel: str, key: str | None) -> Thing | None:
        """The case that was opened under a key and counts: the newest whose home is open, or else the last."""
        found = [one for one in self.things if key and one.key == (channel, key) and not one.home().deleted]
        opened = [one for one in found if not one.home().closed]
        return opened[-1] if opened else found[-1] if found else None

    def _awaiting(self, name: Name) -> Thing | None:
        waiting = [one.case for one in self.said if one.case and name in one.awaits]
        return min(waiting, key=self.things.index, default=None)

    def _outcome(self, report: Report, home: Thing | None, *, is_same: bool) -> str:
        if home is None:
            return "posted" if report.state == "closed" or not (report.id or report.key) else "opened"
        if report.state == "closed":
            return "updated" if home.closed else "closed"
        return "repeated" if is_same and not home.closed else "updated"

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

    def _wake(self, thing: Thing, report: Report) -> None:
        """There is news of a case."""
        if thing.closed and report.state == "open":
            thing.closed = 0
            thing.note("reopened")
        if thing.deleted:
            thing.deleted = 0
            thing.note("restored")
        if not thing.closed and report.state == "closed":
            self.actions += 1
            thing.closed = self.actions
            self.closings.add(self.actions)
            thing.note("closed")

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
