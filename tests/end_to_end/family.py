"""Reports that belong to one case: an opening, four that reference it or each other, and a repeat."""

from collections.abc import Iterator
from itertools import islice, permutations
from typing import NamedTuple

from tests import postgres

# Each query goes to a server and back there: some of the 720 orders are enough, all were tried on files.
EVERY = 1 if postgres.URL is None else 7


class Said(NamedTuple):
    """One report; the text is its name here, the id may be missing."""

    text: str
    id: str | None
    references: tuple[str, ...] = ()

    def within(self, number: int) -> "Said":
        """The same report with ids of its own, so that many families fit into one channel."""
        own_id = None if self.id is None else f"{number}/{self.id}"
        return Said(self.text, own_id, tuple(f"{number}/{name}" for name in self.references))


OPENING = Said("opening", "A")

# What follows the opening, by the shape of the tree.
SHAPES: dict[str, list[Said]] = {
    "star": [Said("b", "B", ("A",)), Said("c", "C", ("A",)), Said("d", "D", ("A",)), Said("e", None, ("A",))],
    "chain": [
        Said("b", "B", ("A",)),
        Said("c", "C", ("B",)),
        Said("d", "D", ("C",)),
        Said("e", None, ("D",)),
    ],
    "tree": [Said("b", "B", ("A",)), Said("c", "C", ("A",)), Said("d", "D", ("B",)), Said("e", None, ("C",))],
    "thread": [
        Said("b", "B", ("A",)),
        Said("c", "C", ("A", "B")),
        Said("d", "D", ("A", "B", "C")),
        Said("e", None, ("A", "B")),
    ],
}


def orders(shape: str) -> Iterator[tuple[int, list[Said]]]:
    """Every order of the family and its repeat, numbered, with ids of its own."""
    members = [OPENING, *SHAPES[shape]]
    # The opening is said twice in one half of the orders, an update in the other.
    for number, order in islice(enumerate(permutations(range(6))), 0, None, EVERY):
        repeat = members[0] if number % 2 else members[2]
        yield number, [[*members, repeat][place].within(number) for place in order]


TEXTS = sorted([OPENING.text, "b", "c", "d", "e"])
