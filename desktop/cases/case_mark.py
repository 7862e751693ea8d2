"""What names a case over the next starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the window is seen before what speaks SQL is read
    from models.cases.cases import Case


def case_mark(case: Case) -> str:
    """What names a case over the next starts: the id alone is another one's in another database, or in a backup."""
    from datetime import UTC  # no case is there yet when the window is first painted

    return f"{case.id}-{case.created_at.astimezone(UTC):%Y%m%dT%H%M%S%f}"
