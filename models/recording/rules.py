"""What a report does: the six rules, decided here and nowhere else, by what is known and without a database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from models.report import OutcomeStatus, Report, content_of


@dataclass(frozen=True, slots=True)
class Home:
    """A case that a report can belong to."""

    id: int
    channel_id: int
    number: int
    closed: bool = False
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that named a report in vain, and the case that it sits in.

    `none_known` says that none of its references was known when it came.
    """

    message: int
    home: Home | None
    none_known: bool


@dataclass(frozen=True, slots=True)
class Keyed:
    """The case that a channel has under a key: the newest that is open, or else the last one that was.

    `under` is the id of the case that was opened under the key, which may be a part of `home` by now; `content` is
    what the last report of the key said there. `reopens` says that it was closed so short a time ago that the next
    report reopens it.
    """

    under: int
    home: Home
    content: str | None
    reopens: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What a channel knows of a report before it is recorded.

    `known` holds the cases of those report ids that were reported, of its own and of its references; `waiting` what
    named its id in vain, oldest first. `reopens` says that an update of a closed case reopens it. `keyed` is what there
    is under its key, which only counts when the others say nothing. `many`: more waited than is brought home at once;
    `waiting` is then only what shows where home is.
    """

    known: Mapping[str, Home] = field(default_factory=dict)
    waiting: Sequence[Waiting] = ()
    reopens: bool = True
    keyed: Keyed | None = None
    many: bool = False

    def reach_beyond(self, channel_id: int) -> bool:
        """Whether there is a case in it of another channel, or one that may become part of another."""
        elsewhere = any(home.channel_id != channel_id for home in self.known.values())
        key_elsewhere = self.keyed is not None and self.keyed.home.channel_id != channel_id
        return elsewhere or key_elsewhere or any(one.home is not None for one in self.waiting)


@dataclass(frozen=True, slots=True)
class Settled:
    """What becomes of all that waited for a report: messages go into its case, and cases become part of it.

    `later`: they are too many to be named.
    """

    messages: tuple[int, ...] = ()
    cases: tuple[Home, ...] = ()
    later: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What a report does.

    `home` is the case that it belongs to, None when it opens one or belongs to none. `unknown` are the references
    that are awaited from now on, `none_known` as in Waiting; `settled` is None when nothing waited for the report.
    `under` is the case that was opened under its key, when that led it home; `before` the last one of the key, when a
    new one opens.
    """

    status: OutcomeStatus
    home: Home | None = None
    unknown: tuple[str, ...] = ()
    none_known: bool = False
    reopens: bool = False
    closes: bool = False
    restores: bool = False
    settled: Settled | None = None
    under: int | None = None
    before: Home | None = None


def decide(report: Report, facts: Facts) -> Decision:
    """What a report does by the six rules."""
    if report.id is not None and (home := facts.known.get(report.id)):
        return Decision("already_reported", home)  # rule 1
    parents = [facts.known[name] for name in report.references if name in facts.known]
    home = parents[-1] if parents else _oldest(facts.waiting) if facts.waiting else None  # rules 2 and 3
    keyed = facts.keyed if home is None else None  # rule 4
    under = keyed if keyed is not None and _takes(keyed, report) else None
    if under is not None:
        home = under.home
    status = _status(report, home, under)
    return Decision(
        status,
        home,
        unknown=tuple([name for name in report.references if name not in facts.known]),
        none_known=not parents,
        reopens=home is not None and home.closed and _goes_on(report) and _reopens(facts, under),
        closes=status == "closed",
        # What is still reported is not over: a case that was deleted comes back with the news.
        restores=home is not None and home.deleted,
        settled=_settled(facts, home) if facts.waiting else None,
        under=under.under if under is not None else None,
        before=keyed.home if keyed is not None and status == "opened" else None,
    )


def _takes(keyed: Keyed, report: Report) -> bool:
    """Whether the case under a key takes what is reported of it: while it is open, and in the time to reopen it."""
    return not keyed.home.closed or (keyed.reopens and _goes_on(report))


def _goes_on(report: Report) -> bool:
    """Whether a report says that there is trouble."""
    return report.state == "open" and not report.remark


def _reopens(facts: Facts, under: Keyed | None) -> bool:
    return facts.reopens if under is None else under.reopens


def _status(report: Report, home: Home | None, under: Keyed | None) -> OutcomeStatus:
    if home is None:
        # Rules 5 and 6. The end of a trouble that nobody heard of opens nothing.
        return "posted" if not _goes_on(report) or (report.id is None and report.key is None) else "opened"
    if report.state == "closed":
        return "updated" if home.closed else "closed"
    is_repeated = under is not None and not home.closed and under.content == content_of(report)
    return "repeated" if is_repeated else "updated"


def _oldest(waiting: Sequence[Waiting]) -> Home | None:
    """The case that was opened first of those in which something waits."""
    return min((one.home for one in waiting if one.home), key=lambda home: home.id, default=None)


def _settled(facts: Facts, home: Home | None) -> Settled:
    return Settled(later=True) if facts.many else settled(facts.waiting, home)


def settled(waiting: Sequence[Waiting], home: Home | None) -> Settled:
    """A case with a message that belonged nowhere else becomes part of the one that it belongs to now."""
    messages = tuple(one.message for one in waiting if one.home is None)
    lost = {one.home.id: one.home for one in waiting if one.home and one.none_known}
    return Settled(messages, tuple(case for case in lost.values() if home and case.id != home.id))
