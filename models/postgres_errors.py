"""Errors of PostgreSQL as Problems. Nothing of the server's own words is passed on: they may name who and where."""

from __future__ import annotations

import psycopg
from psycopg import errors

from models.problems import Problem, Unavailable

RETRY = "Try again in a moment."

GONE = Unavailable("The database server does not answer.", "It may be starting again; check that it can be reached.")
IN_USE = Unavailable("The database is in use by another program.", RETRY)

# By SQLSTATE, or by its first two letters (PostgreSQL's documentation, appendix A).
_KNOWN: dict[str, Problem] = {
    "08": GONE,
    "57P01": GONE,
    "57P02": GONE,
    "57P03": GONE,
    "25P03": GONE,
    "40": IN_USE,
    "55P03": IN_USE,
    "57014": Unavailable("The database server takes too long.", RETRY),
    "53100": Unavailable("The disk of the database server is full.", "Free some space; nothing stored is lost."),
    "53300": Unavailable("The database server takes no more connections.", "Raise its max_connections, or end some."),
    "53": Unavailable("The database server has too little memory or space.", RETRY),
    "58": Unavailable("The disk of the database server does not answer.", "Check the disk, then try again."),
    "25006": Unavailable("The database server is read-only.", "Give the address of the one that can be written."),
    "28": Problem("The database server refused the user or the password.", "Check both in the database's address."),
    "3D000": Problem("The database server has no database of this name.", "Check the name, or make the database."),
    "42501": Problem(
        "This user of the database server may not do what Hookdesk needs.", "Make it the owner of the database."
    ),
    "XX001": Problem("The database is damaged.", "Restore the last backup."),
    "XX002": Problem("The database is damaged.", "Restore the last backup."),
}
# Without a connection there is no SQLSTATE, only text, English in what libpq says itself.
_SAID = (
    ("authentication failed", _KNOWN["28"]),
    ("no password supplied", _KNOWN["28"]),
    ("no pg_hba.conf entry", Problem(
        "The database server does not let this computer in.", "Allow it in the server's pg_hba.conf."
    )),
    ("does not exist", _KNOWN["3D000"]),
    ("too many clients", _KNOWN["53300"]),
    ("remaining connection slots", _KNOWN["53300"]),
    ("resolve host", Problem(
        "The host of the database server is not known here.", "Check its name in the database's address."
    )),
)  # fmt: skip


def explain(error: BaseException) -> Problem | None:
    """The Problem behind an error that PostgreSQL or the way to it caused, or None if it is a mistake of ours."""
    found = _driver_errors(error)
    for each in found:
        if each.sqlstate is not None:
            problem = _KNOWN.get(each.sqlstate) or _KNOWN.get(each.sqlstate[:2])
            return None if problem is None else type(problem)(problem.title, problem.what_to_do)
    lost = next((each for each in found if isinstance(each, errors.OperationalError | errors.InterfaceError)), None)
    if lost is None:
        return None
    problem = next((problem for words, problem in _SAID if words in str(lost)), GONE)
    return type(problem)(problem.title, problem.what_to_do)


def may_work_again(error: BaseException) -> bool:
    """Whether the server took a transaction back for the sake of another one: it may be tried once more."""
    return any(
        isinstance(each, errors.DeadlockDetected | errors.SerializationFailure) for each in _driver_errors(error)
    )


def _driver_errors(error: BaseException | None) -> list[psycopg.Error]:
    """psycopg's errors behind one of Peewee's, the last first."""
    found = []
    while error is not None:
        if isinstance(error, psycopg.Error):
            found.append(error)
        error = error.__cause__ or error.__context__
    return found
