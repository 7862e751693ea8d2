"""What people did at the sample desk: assigned, set priorities and deadlines, commented. At times of the sample."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from models.cases import case_actions, cases, comments, links, people
from models.cases.cases import Case
from models.database import connection, execute, writing
from models.database.tables import to_stored

DENIZ, ADA = "Deniz", "Ada"

Action = Callable[[Sequence[Case]], object]


class SampleWork:
    """Works on the cases of a channel; `now` is the time at the sample desk."""

    def __init__(self, channel_id: int, now: datetime) -> None:
        self._channel_id = channel_id
        self._now = now

    def do(self) -> None:
        """Everything; the actions happen so many minutes ago."""
        deniz, ada = people.add(DENIZ), people.add(ADA)
        self._at(1, 48, lambda seen: case_actions.set_priority(seen, 5, DENIZ))
        self._at(15, 47, lambda seen: case_actions.set_priority(seen, 3, DENIZ))
        self._at(14, 47, lambda seen: case_actions.assign(seen, deniz, DENIZ))
        self._at(60, 46, lambda seen: case_actions.set_deadline(seen, self._now + timedelta(hours=5), ADA))
        self._at(112, 45, lambda seen: case_actions.set_priority(seen, 4, DENIZ))
        self._at(110, 45, lambda seen: case_actions.assign(seen, deniz, DENIZ))
        self._at(2.5, 45, lambda seen: comments.add(seen[0], "Fan to stage 2, as on line 2 last week. See #13.", DENIZ))
        self._at(2, 45, lambda seen: links.link([*seen, self._case(13)], DENIZ))
        self._at(1.5, 45, lambda seen: comments.add(seen[0], "Holds. Bearing is ordered, swap on Saturday.", ADA))
        self._at(1, 45, lambda seen: case_actions.set_deadline(seen, self._now + timedelta(days=2), ADA))
        self._at(100, 44, lambda seen: case_actions.set_priority(seen, 1, ADA))
        self._at(99, 44, lambda seen: case_actions.assign(seen, ada, ADA))
        self._at(1200, 42, lambda seen: case_actions.set_deadline(seen, self._now - timedelta(hours=2), ADA))
        self._at(1199, 42, lambda seen: case_actions.assign(seen, ada, ADA))

    def settle_closed(self) -> None:
        """Cases that are closed were closed an hour after they were opened."""
        hour = to_stored(self._now) - to_stored(self._now - timedelta(hours=1))
        with writing():
            execute(
                "UPDATE cases SET closed_at = created_at + ?, updated_at = created_at + ? WHERE state = 'closed'",
                (hour, hour),
            )
            execute("UPDATE history SET at = (SELECT closed_at FROM cases WHERE id = case_id) WHERE action = 'closed'")

    def _case(self, number: int) -> Case:
        return cases.find(self._channel_id, number)

    def _at(self, minutes: float, number: int, action: Action) -> None:
        """Do something to a case, and say that it was done then."""
        with connection():
            last = [execute(f"SELECT COALESCE(MAX(id), 0) FROM {table}")[0][0] for table in ("history", "messages")]
            case = self._case(number)
            action([case])
            at = to_stored(self._now - timedelta(minutes=minutes))
            with writing():
                execute("UPDATE history SET at = ? WHERE id > ?", (at, last[0]))
                execute("UPDATE messages SET received_at = ? WHERE id > ?", (at, last[1]))
                execute("UPDATE cases SET updated_at = ? WHERE id = ?", (to_stored(case.updated_at), case.id))
                execute("UPDATE cases SET updated_at = created_at WHERE updated_at > ?", (to_stored(self._now),))
