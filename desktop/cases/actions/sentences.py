"""How cases and what was done to them are said in one line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desktop.words import dates
from desktop.words.language import Sentence, tr
from models.cases.case_actions import Done
from models.cases.cases import Case


def of_cases(cases: Sequence[Case], one: Sentence, several: Sentence, **values: object) -> str:
    """A sentence about a single case, with its {number}, or about several, with their {count}."""
    if len(cases) == 1:
        return tr(one, number=cases[0].number, **values)
    return tr(several, len(cases), **values)


def day_and_time(at: datetime) -> str:
    """A deadline in local time: "Fri 12 Mar 2027, 17:00"."""
    return dates.written(at, dates.WEEKDAY_AND_TIME)


def assigned(seen: Sequence[Case], name: str | None) -> str:
    """Who has the cases now."""
    if name is None:
        return of_cases(
            seen, Sentence("Case #{number} assigned to nobody"), Sentence("{count} cases assigned to nobody")
        )
    one, several = Sentence("Case #{number} assigned to {name}"), Sentence("{count} cases assigned to {name}")
    return of_cases(seen, one, several, name=name)


def due(seen: Sequence[Case], at: datetime | None) -> str:
    """Which deadline the cases have now."""
    if at is None:
        return of_cases(
            seen, Sentence("Case #{number} without a deadline"), Sentence("{count} cases without a deadline")
        )
    return of_cases(
        seen, Sentence("Case #{number} due {day}"), Sentence("{count} cases due {day}"), day=day_and_time(at)
    )


def moved(seen: Sequence[Case], done: Done) -> str:
    """Where cases went, with the new number of a single one."""
    if not done.cases:
        return of_cases(seen, Sentence("Case #{number} is there already"), Sentence("{count} cases are there already"))
    channel = done.cases[0].channel
    if len(done.cases) > 1:
        return tr("{count} cases moved to {channel}", len(seen), channel=channel)
    one = Sentence("Case #{number} moved to {channel} as #{new}")
    several = Sentence("{count} cases moved to {channel} as #{new}")
    return of_cases(seen, one, several, channel=channel, new=done.cases[0].number)
