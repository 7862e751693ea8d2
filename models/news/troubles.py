"""Troubles: what keeps the desk from its work now. /health, the dot, the tray and the banner all ask here."""

from __future__ import annotations

import logging
from enum import IntEnum
from threading import RLock

from blinker import Signal

from models.database.errors import explain
from models.problems import Problem

logger = logging.getLogger(__name__)


class Trouble(IntEnum):
    """What a trouble is about, the gravest first: of several that one is told."""

    FILE = 1  # the database is not the one that was opened
    DAMAGE = 2  # it cannot be read; only a check that finds nothing ends this
    THREAD = 3  # a thread of the program has ended
    STORING = 4  # the last commit failed


troubled = Signal("Sent with problem=Problem, on the thread that met it; problem=None: reports are stored again.")
warned = Signal("Sent with problem=Problem: something failed that keeps no report from being stored.")
eased = Signal("Sent with problem=Problem: what was warned of is over.")

_now: dict[Trouble, Problem] = {}
_guard = RLock()


def tell(problem: Problem | None, about: Trouble = Trouble.STORING) -> None:
    """Tell that a trouble began, or with None that there is none of this kind any more.

    Those who listen hear of it when the gravest is another one than before. It costs next to nothing when nothing
    changes: it is called after each commit.
    """
    if problem is None and about not in _now:
        return
    with _guard:
        before = now()
        if problem is None:
            _now.pop(about, None)
        else:
            _now[about] = problem
        after = now()
        if str(before) != str(after):
            troubled.send(None, problem=after)


def warn(problem: Problem) -> None:
    """Tell of something that failed beside the work."""
    warned.send(None, problem=problem)


def ease(problem: Problem) -> None:
    """Tell that what was warned of is over."""
    eased.send(None, problem=problem)


def survive(error: Exception, doing: str) -> None:
    """Log what a background thread's work raised and tell of it: the thread lives on, and looks again.

    `doing` is a sentence that says what failed.
    """
    problem = error if isinstance(error, Problem) else explain(error)
    if problem is None:
        logger.error("%s", doing, exc_info=error)
        problem = Problem("{doing}", "It is tried again. The log says more.", doing=doing)
    else:
        logger.warning("%s %s", doing, problem)
    warn(problem)


def now() -> Problem | None:
    """The gravest trouble of this moment."""
    with _guard:
        return _now[min(_now)] if _now else None


def has(about: Trouble) -> bool:
    """Whether there is a trouble of a kind."""
    return about in _now


def forget() -> None:
    """End all troubles: a receiver begins, or has ended."""
    for about in Trouble:
        tell(None, about)
