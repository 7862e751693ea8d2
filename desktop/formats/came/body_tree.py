"""A body as a tree of values, of which only what was opened is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeGuard

from receiver.formats.fields import MOST_ITEMS

Step = str | int
Place = tuple[Step, ...]
"""The names and numbers on the way from the body to a value; () is the body."""


@dataclass(slots=True)
class Node:
    """A value of a body. `row` is its place among those around it; `parent` is the number of its node, -1 at the top.

    `name` is None for the line that says how many more there are, which a format does not see; `value` is their
    number then.
    """

    name: Step | None
    value: object
    row: int
    parent: int
    inside: list[int] | None = None
    """The numbers of the nodes in it, None as long as nobody looked."""


class BodyTree:
    """The nodes of a body by their numbers. A number stays the same as long as the tree is there."""

    def __init__(self, body: object) -> None:
        self._body = body
        self._nodes: list[Node] = []
        self._top: list[int] | None = None

    def node(self, number: int) -> Node:
        """A node that was made."""
        return self._nodes[number]

    def made(self) -> int:
        """How many nodes were made so far."""
        return len(self._nodes)

    def size(self, number: int) -> int:
        """How many lines stand in a node; -1 is the body itself."""
        value = self._value(number)
        if not is_several(value):
            # A body that is one value is one line.
            return 1 if number < 0 and value is not None else 0
        return min(len(value), MOST_ITEMS) + (len(value) > MOST_ITEMS)

    def inside(self, number: int) -> list[int]:
        """The numbers of the nodes in a node, which are made now if they were not."""
        known = self._top if number < 0 else self._nodes[number].inside
        if known is not None:
            return known
        made = self._make(number)
        if number < 0:
            self._top = made
        else:
            self._nodes[number].inside = made
        return made

    def place(self, number: int) -> Place:
        """The way to a node."""
        steps: list[Step] = []
        while number >= 0:
            node = self._nodes[number]
            if node.name is not None and not (node.parent < 0 and not is_several(self._body)):
                steps.append(node.name)
            number = node.parent
        return tuple(reversed(steps))

    def find(self, place: Place) -> int | None:
        """The number of the node at a place, made if it was not; None for a place that is not there."""
        number = -1
        for step in place:
            found = next((each for each in self.inside(number) if self._nodes[each].name == step), None)
            if found is None:
                return None
            number = found
        return number if number >= 0 else None

    def _value(self, number: int) -> object:
        if number < 0:
            return self._body
        node = self._nodes[number]
        return None if node.name is None else node.value

    def _make(self, number: int) -> list[int]:
        value, first = self._value(number), len(self._nodes)
        if isinstance(value, dict):
            pairs = [(name, each) for name, each, _ in zip(value, value.values(), range(MOST_ITEMS), strict=False)]
        elif isinstance(value, list):
            pairs = list(enumerate(value[:MOST_ITEMS]))
        else:
            pairs = [("", value)] if self.size(number) else []
        self._nodes.extend(Node(name, each, row, number) for row, (name, each) in enumerate(pairs))
        if is_several(value) and len(value) > MOST_ITEMS:
            self._nodes.append(Node(None, len(value) - MOST_ITEMS, MOST_ITEMS, number))
        return list(range(first, len(self._nodes)))


def is_several(value: object) -> TypeGuard[dict[str, object] | list[object]]:
    """Whether a value is a list or a map."""
    return isinstance(value, dict | list)
