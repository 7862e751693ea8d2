"""How cases and what was done to them are named in one line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from models.cases.case_actions import Done
from models.cases.cases import Case


def of_cases(cases: Sequence[Case]) -> str:
    """ "case #12" or "3 cases"."""
    return f"case #{cases[0].number}" if len(cases) == 1 else f"{len(cases):,} cases"


def said_of(cases: Sequence[Case], what: str) -> str:
    """The sentence about them: "Case #12 closed"."""
    name = of_cases(cases)
    return f"{name[0].upper()}{name[1:]} {what}"


def day_and_time(at: datetime) -> str:
    """A deadline in local time: "Fri 12 Mar 2027, 17:00"."""
    local = at.astimezone()
    return f"{local:%a} {local.day} {local:%b %Y, %H:%M}"


def moved(seen: Sequence[Case], done: Done) -> str:
    """Where cases went, with the new number of a single one."""
    if not done.cases:
        return said_of(seen, "are there already" if len(seen) > 1 else "is there already")
    new = f" as #{done.cases[0].number}" if len(done.cases) == 1 else ""
    return said_of(seen, f"moved to {done.cases[0].channel}{new}")
