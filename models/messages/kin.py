"""Kin: which messages of a case belong together, by what their reports named and waited for."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from models.database import execute, read_value

# Where ids are known to one hook alone now, they are taken to have been so before.
SCOPE = "CASE WHEN channels.ids_per_hook THEN hooks.id ELSE 0 END"
HELD = (
    f'SELECT messages.id, hooks.channel_id, {SCOPE}, messages.report_id, messages."references", reported.case_id'
    " FROM messages LEFT JOIN hooks ON hooks.id = messages.hook_id LEFT JOIN channels ON channels.id = hooks.channel_id"
    f" LEFT JOIN reported ON reported.channel_id = hooks.channel_id AND reported.scope = {SCOPE}"
    " AND reported.report_id = messages.report_id WHERE messages.case_id = ? ORDER BY messages.id"
)
REPORTED_IN = "SELECT case_id FROM reported WHERE channel_id = ? AND scope = ? AND report_id = ?"

Name = tuple[int, int, str]  # a channel, a scope (models/database/tables/report_ids.py), and a report id in it


class Joined(Exception):
    """What came since belongs to both of two cases, `one` and `other`."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__(one, other)
        self.one, self.other = one, other


@dataclass(frozen=True, slots=True)
class Part:
    """What a case held before it was merged: ids of messages, and of the cases that led to it."""

    messages: Collection[int]
    cases: Collection[int]


@dataclass(slots=True)
class Taken:
    """What came since and belongs to a part: ids of messages, and of the cases that were merged since."""

    messages: list[int] = field(default_factory=list)
    cases: list[int] = field(default_factory=list)


def came_since(case_id: int, parts: Mapping[int, Part]) -> dict[int, Taken]:
    """What belongs to each part of a case that others were merged into; the parts are by case, the oldest first.

    A report belongs to the case of its last reference that was known when it came, or else to the oldest in which it
    was awaited, as the rules say; so does a case that was merged by a report. What belongs to no part is left out.
    Raises Joined. The caller holds the write transaction.
    """
    rows = execute(HELD, (case_id,))
    before = {message for part in parts.values() for message in part.messages}
    if all(message in before for message, *_ in rows):
        return {}
    kin = _Kin(parts, {(channel, scope, name) for _, channel, scope, name, *_ in rows})
    for message, channel, scope, name, references, reported in rows:
        names = [(channel, scope, each) for each in json.loads(references)]
        kin.add(message, None if name is None else (channel, scope, name), names, is_new=message not in before)
        if message not in before and reported not in (None, case_id):
            kin.join(message, -reported)
    return kin.taken([message for message, *_ in rows if message not in before])


class _Kin:
    """Messages are numbers above zero, cases below."""

    def __init__(self, parts: Mapping[int, Part], told: Collection[tuple[int, int, str | None]]) -> None:
        """`told` are the report ids of all messages that are to be added."""
        self._parts = parts
        self._told = told
        self._above = dict[int, int]()
        self._names = dict[Name, int]()
        self._waiting = defaultdict[Name, list[tuple[int, bool]]](list)  # and whether none of its names was known
        for case, part in parts.items():
            for each in (*part.messages, *(-other for other in part.cases)):
                self._above[each] = -case

    def add(self, message: int, name: Name | None, references: list[Name], *, is_new: bool) -> None:
        """Join a message with those that decided where it went; they are added in the order in which they came."""
        known = [found for each in references if (found := self._known(each, look=is_new)) is not None]
        if known:
            self.join(message, known[-1])
        waiting = self._waiting[name] if name is not None else []
        lost = [other for other, none_known in waiting if none_known]
        for other in lost or ([] if known or not waiting else [min((w for w, _ in waiting), key=self._age)]):
            self.join(message, other)
        if name is not None:
            self._names.setdefault(name, message)
        for each in references:
            if each not in self._names:
                self._waiting[each].append((message, not known))

    def join(self, one: int, other: int) -> None:
        """Two that belong together."""
        above, below = sorted((self._root(one), self._root(other)))
        if above != below:
            if -above in self._parts and -below in self._parts:
                raise Joined(-below, -above)
            # A part is below zero and stays the root; a case that is none gives way to it.
            if -below in self._parts:
                above, below = below, above
            self._above[below] = above

    def taken(self, messages: Collection[int]) -> dict[int, Taken]:
        """What belongs to each part, of these messages and of the cases that came with them."""
        found = defaultdict[int, Taken](Taken)
        for message in messages:
            if -self._root(message) in self._parts:
                found[-self._root(message)].messages.append(message)
        old = {case for part in self._parts.values() for case in part.cases}
        for each in [each for each in self._above if each < 0 and -each not in old]:
            if -self._root(each) in self._parts:
                found[-self._root(each)].cases.append(-each)
        return dict(found)

    def _known(self, name: Name, *, look: bool) -> int | None:
        """The message of a report id, or the case of one that left no message, as a repeat does."""
        found = self._names.get(name)
        if found is not None or not look or name in self._told:
            return found
        case: int | None = read_value(REPORTED_IN, name)
        return None if case is None else -case

    def _age(self, message: int) -> int:
        ages = {-case: age for age, case in enumerate(self._parts)}
        return ages.get(self._root(message), len(ages))

    def _root(self, each: int) -> int:
        line = []
        while (above := self._above.get(each, each)) != each:
            line.append(each)
            each = above
        for one in line:
            self._above[one] = each
        return each
