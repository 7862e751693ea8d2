"""A channel in plain Python: what the rules ask of it, and what becomes of it by what they decide."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.recording.rules import Decision, Facts, Home, Keyed, Settled, Waiting, decide
from models.report import Report, content_of


@dataclass(slots=True, eq=False)
class Held:
    """A message, and the number of its case, 0 outside of all."""

    text: str
    case: int


class MemoryChannel:
    """A channel whose messages and cases are kept in memory; a case's id is its number."""

    def __init__(self) -> None:
        self.cases: dict[int, Home] = {}
        self.messages: list[Held] = []
        self.awaited: dict[str, list[tuple[int, bool]]] = {}
        self._reported: dict[str, int] = {}
        self._merged: dict[int, int] = {}
        self._keys: dict[int, tuple[str, str]] = {}  # of a case its key, and what was said last under it

    def record(self, report: Report, *, reopens: bool = True) -> Decision:
        """Decide what a report does, and do it; `reopens` says that the last case of its key was closed just now."""
        decision = decide(report, self.facts(report, reopens=reopens))
        if decision.status != "already_reported":
            self._carry_out(report, decision)
        return decision

    def facts(self, report: Report, *, reopens: bool = True) -> Facts:
        names = [name for name in (report.id, *report.references) if name in self._reported]
        known = {name: self._home(self._reported[name]) for name in names if name is not None}
        waiting = self.awaited.get(report.id or "", ())
        keyed = self._keyed(report.key, reopens=reopens)
        return Facts(
            known, [Waiting(at, self.cases.get(self.messages[at].case), none) for at, none in waiting], keyed=keyed
        )

    def held(self) -> dict[int, list[str]]:
        """The texts in each case that was not merged into another, and outside of all under 0."""
        found: dict[int, list[str]] = {number: [] for number in self.cases if number not in self._merged}
        for message in self.messages:
            found.setdefault(message.case, []).append(message.text)
        return found

    def _keyed(self, key: str | None, *, reopens: bool) -> Keyed | None:
        found = [
            Keyed(number, home, content, reopens)
            for number, (one, content) in self._keys.items()
            if one == key and not (home := self._home(number)).deleted
        ]
        return next((one for one in reversed(found) if not one.home.closed), found[-1] if found else None)

    def _home(self, number: int) -> Home:
        while number in self._merged:
            number = self._merged[number]
        return self.cases[number]

    def _carry_out(self, report: Report, decision: Decision) -> None:
        home = self._open() if decision.status == "opened" else decision.home
        if home and decision.status != "repeated":
            is_closed = (home.closed and not decision.reopens) or decision.closes
            self.cases[home.id] = replace(self.cases[home.id], closed=is_closed, deleted=False)
        under = home.id if home and decision.status == "opened" else decision.under
        if report.key is not None and under is not None:
            self._keys[under] = (report.key, content_of(report))
        if decision.status != "repeated":
            self._say(report, home, decision)
        if report.id is not None and home is not None:
            self._reported[report.id] = home.id
            if decision.settled is not None:
                self._settle(report.id, decision.settled, home)

    def _say(self, report: Report, home: Home | None, decision: Decision) -> None:
        self.messages.append(Held(report.text, home.id if home else 0))
        for name in decision.unknown:
            self.awaited.setdefault(name, []).append((len(self.messages) - 1, decision.none_known))

    def _open(self) -> Home:
        number = len(self.cases) + 1
        self.cases[number] = Home(number, 1, number)
        return self.cases[number]

    def _settle(self, report_id: str, settled: Settled, home: Home) -> None:
        for at in settled.messages:
            self.messages[at].case = home.id
        for gone in settled.cases:
            assert gone.id != home.id
            self._merged[gone.id] = home.id
            for message in self.messages:
                if message.case == gone.id:
                    message.case = home.id
        del self.awaited[report_id]
