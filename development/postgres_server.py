"""A PostgreSQL server of its own for the tests: in a temporary folder, on a free port, stopped after."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PACKAGE = "postgresql"
USER = "hookdesk"
START_SECONDS = 60.0
STOP_SECONDS = 30.0
# No server of its own account runs as root: it takes that of the package.
ACCOUNT = "postgres"


def binaries() -> Path | None:
    """The folder of the newest server's programs, or None when there is none."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    folders = [folder for folder in folders if (folder / "initdb").exists()]
    if folders:
        return folders[-1]
    found = shutil.which("initdb")
    return None if found is None else Path(found).resolve().parent


def missing() -> list[str]:
    """The packages (Debian's names) that a server needs and that are not there."""
    return [] if binaries() is not None else [PACKAGE]


class PostgresServer:
    """A server process; `url` is its first database, for a user who may make others."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._data = folder / "data"
        self._password = secrets.token_hex(16)
        self._process: subprocess.Popen[bytes] | None = None
        self._port = _free_port()
        programs = binaries()
        if programs is None:
            raise SystemExit("There is no PostgreSQL here: install Debian's package postgresql.")
        self._programs = programs
        self._account = ACCOUNT if os.name == "posix" and os.geteuid() == 0 else None
        if self._account is not None:
            shutil.chown(folder, self._account, self._account)

    @property
    def url(self) -> str:
        return f"postgresql://{USER}:{self._password}@127.0.0.1:{self._port}/postgres"

    def make(self) -> None:
        """Make the files of a server that holds nothing yet."""
        secret = self._folder / "password"
        secret.write_text(self._password)
        if self._account is not None:
            shutil.chown(secret, self._account)
        who = ["-U", USER, f"--pwfile={secret}", "-A", "scram-sha-256"]
        self._run([self._programs / "initdb", "-D", self._data, *who, "-E", "UTF8", "--locale=C"])
        secret.unlink()

    def start(self) -> None:
        """Start it, and return when it answers."""
        settings = (
            f"port={self._port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={self._folder}",
            "max_connections=100", "shared_buffers=64MB", "autovacuum_naptime=10s",
        )  # fmt: skip
        options = [part for each in settings for part in ("-c", each)]
        with (self._folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self._data, *options],
                stdout=log, stderr=log, user=self._account, group=self._account, cwd=self._folder,
                extra_groups=[] if self._account else None,
            )  # fmt: skip
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"PostgreSQL did not start:\n{(self._folder / 'server.log').read_text()}")
            time.sleep(0.02)

    def stop(self, number: int = signal.SIGINT) -> None:
        """End it: SIGINT breaks its connections off, SIGTERM waits for them, SIGQUIT is a crash."""
        if self._process is None:
            return
        self._process.send_signal(number)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def pause(self) -> None:
        """Stop all of its processes where they are: connections stay, bytes are taken, nothing is answered."""
        self._send_to_all(signal.SIGSTOP)

    def resume(self) -> None:
        """Let them go on."""
        self._send_to_all(signal.SIGCONT)

    def _send_to_all(self, number: int) -> None:
        assert self._process is not None
        parents = {}
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        for pid in (self._process.pid, *(pid for pid, parent in parents.items() if parent == self._process.pid)):
            with suppress(ProcessLookupError):
                os.kill(pid, number)

    def restart(self, number: int = signal.SIGINT) -> None:
        """Stop it as stop() does, and start it again."""
        self.stop(number)
        self.start()

    def _answers(self) -> bool:
        where = ["-q", "-h", "127.0.0.1", "-p", str(self._port)]
        return subprocess.run([str(self._programs / "pg_isready"), *where], check=False).returncode == 0

    def _run(self, command: list[str | Path]) -> None:
        extra: list[str] | None = [] if self._account else None
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=self._folder,
            user=self._account, group=self._account, extra_groups=extra,
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(f"{command[0]} failed:\n{done.stderr}")


@contextmanager
def running() -> Iterator[PostgresServer]:
    """A server that runs until the end of the block; nothing of it is left."""
    with tempfile.TemporaryDirectory(prefix="hookdesk-postgres-") as name:
        server = PostgresServer(Path(name))
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
