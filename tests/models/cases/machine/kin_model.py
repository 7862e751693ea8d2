"""Which messages belong together, in plain Python: what goes along when a merge is taken back."""

from __future__ import annotations

from collections.abc import Mapping

from tests.models.cases.machine.desk_model import Desk, Said, Thing

Node = Said | Thing
Nodes = set[Node]


class Joined(Exception):
    """A report belongs to two cases that were merged."""


class Kin:
    """`parts` are what the cases held before they were merged, the oldest first."""

    def __init__(self, parts: Mapping[Thing, set[Node]]) -> None:
        self.owners = list(parts)
        self.groups = [{owner, *held} for owner, held in parts.items()]

    def group(self, node: Node) -> set[Node]:
        found = next((group for group in self.groups if node in group), None)
        if found is None:
            self.groups.append(found := {node})
        return found

    def join(self, one: Node, other: Node) -> None:
        first, second = self.group(one), self.group(other)
        if first is not second:
            first |= second
            self.groups.remove(second)
        if len([owner for owner in self.owners if owner in first]) > 1:
            raise Joined

    def age(self, node: Node) -> int:
        return next((at for at, owner in enumerate(self.owners) if owner in self.group(node)), len(self.owners))


def came_since(desk: Desk, first: Thing, parts: Mapping[Thing, set[Node]]) -> dict[Thing, set[Node]]:
    """What came into a case since it was merged of `parts`, and belongs to each of them; raises Joined."""
    here = [said for said in desk.said if said.case is first]
    old = set[Node]().union(*parts.values())
    told = {said.name for said in here if said.name}
    kin = Kin(parts)
    for at, said in enumerate(here):
        earlier = {one.name: one for one in reversed(here[:at]) if one.name}
        known: list[Node] = []
        for name in said.names:
            if name in earlier:
                known.append(earlier[name])
            elif said not in old and name not in told and name in desk.reported:
                known.append(desk.reported[name])
        if known:
            kin.join(said, known[-1])
        waiting = [one for one in here[:at] if said.name and said.name in one.names and said.name not in earlier]
        lost = [one for one in waiting if all(_came(name, here, one) is None for name in one.names)]
        if not known and not lost and waiting:
            lost = [min(waiting, key=kin.age)]
        for one in lost:
            kin.join(said, one)
        case = desk.reported.get(said.name) if said.name else None
        if said not in old and case is not None and case is not first:
            kin.join(said, case)
    return {owner: kin.group(owner) - old - {owner} for owner in kin.owners}


def _came(name: tuple[str, str], here: list[Said], before: Said) -> Said | None:
    return next((one for one in here[: here.index(before)] if one.name == name), None)
