"""killed-copy: kill -9 in copy-to, at any time. The server holds nothing or all of it, the file is as it was."""

from __future__ import annotations

import signal
import subprocess
from time import monotonic, sleep

import apsw
import psycopg

from development.environment import ROOT
from development.postgres_server import binaries, running
from tests.postgres import blank_on
from tests.torture.ledger import hold_sound, looking
from tests.torture.program import Program
from tests.torture.trial import Terms, Trial, Untried, hold

MESSAGES = 4000
GONE_SECONDS = 10.0  # until a server has noticed that a client is dead


def run(terms: Terms) -> str:
    if binaries() is None:
        raise Untried("there is no PostgreSQL server here")
    kills, chance = terms.size(2, 60), terms.random()
    program = Program(terms)
    program.ctl("channel", "add", "Operations")
    _fill(program)
    whole = 0
    with running() as server:
        whole_copy = _copy(program, blank_on(server.url))
        for _ in range(kills):
            url = blank_on(server.url)
            whole += _killed(program, url, chance.uniform(0.5, 1.0) * whole_copy)
    hold_sound(program.file)
    program.hold_no_complaints()
    return (
        f"{kills} kills in copy-to: {kills - whole} times nothing was there and the next copy worked, {whole} times all"
    )


def _killed(program: Program, url: str, moment: float) -> bool:
    """Kill a copy after some seconds; whether all of it was on the server before that."""
    process = _start(program, url)
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    process.wait()
    _wait_until_alone(url)
    with psycopg.connect(url) as target:
        made = target.execute("SELECT to_regclass('channels') IS NOT NULL").fetchall() == [(True,)]
        [(channels,)] = target.execute("SELECT COUNT(*) FROM channels").fetchall() if made else [(0,)]
    if channels == 0:
        _copy(program, url)
    with psycopg.connect(url) as target, looking(program.file) as rows:
        for table in ("channels", "messages", "settings"):
            [(found,)] = target.execute(f"SELECT COUNT(*) FROM {table}").fetchall()
            hold([(found,)] == rows(f"SELECT COUNT(*) FROM {table}"), f"{table}: {found} on the server")
        [(words,)] = target.execute("SELECT COUNT(*) FROM message_words").fetchall()
        hold(words == MESSAGES, f"{words} of {MESSAGES} messages can be found on the server")
    return bool(channels)


def _copy(program: Program, url: str) -> float:
    """Copy to the end; how many seconds that took."""
    began = monotonic()
    process = _start(program, url)
    _, said = process.communicate()
    hold(process.returncode == 0, f"copy-to ended with {process.returncode}: {said[-300:]}")
    return monotonic() - began


def _start(program: Program, url: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        program.command("copy-to", url),
        cwd=ROOT,
        env=program.environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def _wait_until_alone(url: str) -> None:
    text = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    until = monotonic() + GONE_SECONDS
    with psycopg.connect(url, autocommit=True) as target:
        while target.execute(text).fetchall() != [(0,)]:
            hold(monotonic() < until, "the server still works for a copy that was killed")
            sleep(0.02)


def _fill(program: Program) -> None:
    database = apsw.Connection(str(program.file))
    with database:
        for number in range(MESSAGES):
            database.execute(
                'INSERT INTO messages (channel_id, kind, text, "references", received_at) VALUES (1, ?, ?, ?, ?)',
                ("activity", f"disk {number} is full " * 10, "[]", number),
            )
    database.close()


TRIAL = Trial("killed-copy", run, weakness="commit-each-table")
