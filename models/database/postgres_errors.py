"""Errors of PostgreSQL as Problems. Nothing of the server's own words is passed on: they may name who and where."""

from __future__ import annotations

import re

import psycopg
from psycopg import errors

from models.problems import (
    Away,
    Damaged,
    DiskFailed,
    DiskFull,
    Locked,
    NotAllowed,
    Problem,
    ReadOnly,
    Replaced,
    Slow,
    Unavailable,
)

RETRY = "Try again in a moment."

GONE = Away(
    "The database server does not answer.",
    "It may be starting again; check its host and port, and that it can be reached.",
)
NOT_ALLOWED = NotAllowed(
    "This user of the database server may not do what Hookdesk needs.", "Make it the owner of the database."
)
IN_USE = Locked("The database is in use by another program.", RETRY)

# By SQLSTATE, or by its first two letters (PostgreSQL's documentation, appendix A).
_KNOWN: dict[str, Problem] = {
    "08": GONE,
    "57P01": GONE,
    "57P02": GONE,
    "57P03": GONE,
    "25P03": GONE,
    "40": IN_USE,
    "55P03": IN_USE,
    "57014": Slow("The database server takes too long.", RETRY),
    "53100": DiskFull("The disk of the database server is full.", "Free some space; nothing stored is lost."),
    "53300": Unavailable("The database server takes no more connections.", "Raise its max_connections, or end some."),
    "53": Unavailable("The database server has too little memory or space.", RETRY),
    "58": DiskFailed("The disk of the database server does not answer.", "Check the disk, then try again."),
    "25006": ReadOnly("The database server is read-only.", "Give the address of the one that can be written."),
    "28": Problem("The database server refused the user or the password.", "Check both in the database's address."),
    "3D000": Problem("The database server has no database of this name.", "Check the name, or make the database."),
    "42501": NOT_ALLOWED,
    "42P01": Replaced(
        "A table of the database is missing: it is not the database that was opened.",
        "Stop Hookdesk, restore the last backup on the database server, and start again.",
    ),
    "XX001": Damaged("The database is damaged.", "Restore the last backup."),
    "XX002": Damaged("The database is damaged.", "Restore the last backup."),
}
# Without a connection there is no SQLSTATE, only text: English in what libpq says itself, and mostly in what the
# server says. The first that is found counts.
_SAID = (
    ("root certificate file", Problem(
        "The root certificate to check the database server with cannot be read.",
        "Name its file as sslrootcert in the database's address, or write sslrootcert=system.",
    )),
    ("certificate verify failed", Problem(
        "The certificate of the database server is not trusted here.",
        "Name the root certificate that it was signed with as sslrootcert in the database's address.",
    )),
    ("does not match host name", Problem(
        "The certificate of the database server is for another host.",
        "Write the host in the database's address as the certificate has it.",
    )),
    ("does not support SSL", Problem(
        "The database server has no encryption, and the database's address asks for it.",
        "Switch ssl on at the server, or ask for less with sslmode.",
    )),
    ("response to SSL negotiation", Problem(
        "What answers there is not a PostgreSQL server.", "Check the host and the port in the database's address."
    )),
    ("invalid sslmode", Problem(
        "The sslmode in the database's address is not known.",
        "It is prefer, require, verify-ca, verify-full or disable.",
    )),
    ("authentication failed", _KNOWN["28"]),
    ("no password supplied", _KNOWN["28"]),
    ("not permitted to log in", _KNOWN["28"]),
    ("FATAL:  role ", _KNOWN["28"]),
    ("no pg_hba.conf entry", Problem(
        "The database server does not let this user in from this computer.",
        "Allow it in the server's pg_hba.conf; if that asks for encryption, add sslmode=require to the address.",
    )),
    ("permission denied for database", NOT_ALLOWED),
    ("FATAL:  database ", _KNOWN["3D000"]),
    ("too many clients", _KNOWN["53300"]),
    ("remaining connection slots", _KNOWN["53300"]),
    ("the database system is ", GONE),
    ("resolve host", Problem(
        "The host of the database server is not known here.", "Check its name in the database's address."
    )),
)  # fmt: skip
# The server's word for FATAL, in whatever language it speaks, and its reason.
_ANSWERED = re.compile(r"failed: [^:]+:  ")
REFUSED = Away(
    "The database server refused the connection.",
    "Check the user, the password and the name of the database; the log of the server says why.",
)


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
    said = str(lost)
    other = REFUSED if _ANSWERED.search(said) else GONE
    problem = next((problem for words, problem in _SAID if words in said), other)
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
