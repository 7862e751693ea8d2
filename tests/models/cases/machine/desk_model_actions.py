"""The desk in plain Python: what people do at it, and how that is taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.models.cases.machine.desk_model import Desk, Said, Thing
from tests.models.cases.machine.kin_model import Joined, Nodes, came_since


@dataclass(frozen=True)
class Undo:
    """The way back from an action, and whether it is still open."""

    run: Callable[[], None]
    is_open: Callable[[], bool]


class WorkedDesk(Desk):
    """Each action says how to undo it, and whether that is still possible."""

    def set(self, things: list[Thing], action: str, name: str, value: object, comment: str = "") -> Undo:
        """Change something of cases; those that have it already stay as they are."""
        things = [thing for thing in things if getattr(thing, name) != value]
        before = [getattr(thing, name) for thing in things]
        entries = [thing.note(action) for thing in things]
        comments = [self.comment(thing, comment) for thing in things] if comment else []
        for thing in things:
            setattr(thing, name, value)

        def run() -> None:
            for thing, old, entry in zip(things, before, entries, strict=True):
                setattr(thing, name, old)
                thing.history.remove(entry)
            self.said = [said for said in self.said if said not in comments]

        def is_open() -> bool:
            return all(
                self._is_here(thing) and getattr(thing, name) == value and (name == "deleted" or not thing.deleted)
                for thing in things
            )

        return Undo(run, is_open)

    def prioritize(self, things: list[Thing], priority: int) -> Undo:
        return self.set(things, "priority", "priority", priority)

    def close(self, things: list[Thing], comment: str) -> Undo:
        self.actions += 1
        return self.set([thing for thing in things if not thing.closed], "closed", "closed", self.actions, comment)

    def delete(self, things: list[Thing]) -> Undo:
        self.actions += 1
        return self.set(things, "deleted", "deleted", self.actions)

    def merge(self, things: list[Thing]) -> Undo:
        """All into the first of them."""
        first, *others = sorted(things, key=self.things.index)
        said = {other: [one for one in self.said if one.case is other] for other in others}
        before = [(other, other.closed, other.description, list(other.history)) for other in others]
        old = first.description
        parts = {thing: self._held(thing) for thing in (first, *others)}
        entries = []
        for other in others:
            self.absorb(other, first)
            entries.append(first.note("merged"))
        new = first.description

        def run() -> None:
            news = came_since(self, first, parts)
            for thing in self.things:
                thing.goes_to = thing.home() if thing.goes_to else None
            for other, closed, description, history in reversed(before):
                other.goes_to, other.closed, other.description, other.history = None, closed, description, history
                first.history = [entry for entry in first.history if entry not in history]
                for one in said[other]:
                    one.case = other
                self._take_along(news[other] | parts[other], other, first)
                self._part(other, first)
            first.history = [entry for entry in first.history if entry not in entries]
            first.description = old if first.description == new else first.description

        def is_open() -> bool:
            here = all(other.at[0] in self.last and other.home() is first for other in others)
            return here and self._is_there(first) and self._are_apart(first, parts)

        return Undo(run, is_open)

    def move(self, things: list[Thing], channel: str) -> Undo:
        """To the next numbers of another channel."""
        moved = []
        for thing in sorted(things, key=self.things.index):
            if thing.at[0] != channel:
                target = self.new(channel)
                target.closed, target.priority = thing.closed, thing.priority
                self.absorb(thing, target)
                moved.append((thing, target, target.note("moved")))

        def run() -> None:
            for thing, target, entry in moved:
                target.history.remove(entry)
                thing.goes_to, thing.closed, thing.priority = None, target.closed, target.priority
                self.absorb(target, thing)

        return Undo(run, lambda: all(self._is_there(to) and thing.at[0] in self.last for thing, to, _ in moved))

    def _is_here(self, thing: Thing) -> bool:
        return thing.goes_to is None and thing.at[0] in self.last

    def _is_there(self, thing: Thing) -> bool:
        return self._is_here(thing) and not thing.deleted

    def _held(self, thing: Thing) -> Nodes:
        said: Nodes = {one for one in self.said if one.case is thing}
        return said | {one for one in self.things if one.home() is thing and one is not thing}

    def _are_apart(self, first: Thing, parts: dict[Thing, Nodes]) -> bool:
        try:
            came_since(self, first, parts)
        except Joined:
            return False
        return True

    def _take_along(self, nodes: Nodes, other: Thing, first: Thing) -> None:
        for one in nodes:
            if isinstance(one, Thing):
                one.goes_to = other if one.goes_to is first else one.goes_to
            elif one.case is first:
                one.case = other
        for name in {one.name for one in nodes if isinstance(one, Said) and one.case is other and one.name}:
            if self.reported.get(name) is first:
                self.reported[name] = other

    def _part(self, other: Thing, first: Thing) -> None:
        """What came through channels that led to `first` for the sake of `other` only goes along with that."""
        through = {thing.at[0] for thing in self.things if thing.home() is other} - {first.at[0]}
        through -= {thing.at[0] for thing in self.things if thing.home() is first}
        for said in self.said:
            if said.case is first and said.through in through:
                said.case = other
        for name, case in self.reported.items():
            if name[0] in through and case.home() is first:
                self.reported[name] = other
