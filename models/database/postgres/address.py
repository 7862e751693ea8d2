"""The address of a server: how it is written, and what is taken where it says nothing."""

from __future__ import annotations

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from models.problems import Problem

# A server that has gone is noticed in about ten seconds, also when it does not say so.
DEFAULTS = {
    "connect_timeout": "5",
    "keepalives_idle": "20",
    "keepalives_interval": "5",
    "keepalives_count": "2",
    "tcp_user_timeout": "10000",
    "application_name": "hookdesk",
}


def conninfo(url: str) -> str:
    """What psycopg connects by, with the password: it goes into no text. Raises Problem, which has none either."""
    try:
        given = conninfo_to_dict(url)
    except psycopg.Error:
        given = {}
    if not given.get("dbname") or not str(given.get("port") or 0).isdecimal():
        # The reason would repeat what was given, with the password in it.
        raise Problem(
            "The address of the database cannot be read.",
            "It looks like postgresql://user:password@host/database; in a password, write % as %25 and @ as %40.",
        ) from None
    return make_conninfo("", **{**DEFAULTS, **{name: str(value) for name, value in given.items()}})
