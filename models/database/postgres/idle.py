"""Connections that no thread has at the moment."""

from __future__ import annotations

import select
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus


def close_all(conns: list[psycopg.Connection[Any]]) -> None:
    """Close them, and leave the list empty."""
    while conns:
        conns.pop().close()


def has_gone(conn: psycopg.Connection[Any]) -> bool:
    """Whether a connection was lost: on one that is idle the server says nothing but that it ends."""
    return conn.closed or (is_idle(conn) and _has_news(conn.pgconn.socket))


def _has_news(descriptor: int) -> bool:
    if not hasattr(select, "poll"):  # Windows
        return bool(select.select([descriptor], [], [], 0)[0])
    # Unlike select it takes a descriptor past 1,024, as a busy receiver may have.
    look = select.poll()
    look.register(descriptor, select.POLLIN)
    return bool(look.poll(0))


def is_idle(conn: psycopg.Connection[Any]) -> bool:
    """Whether a connection is open, and in no transaction."""
    return conn.pgconn.transaction_status == TransactionStatus.IDLE
