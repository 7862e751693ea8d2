"""PgBouncer in front of the server of the tests, where it is installed."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

import pytest

START_SECONDS = 20.0


@contextmanager
def bouncing(url: str, mode: str, size: int) -> Iterator[str]:
    """The URL of a database through a pool of a mode and a size; it ends with the block."""
    program = shutil.which("pgbouncer")
    if program is None:
        pytest.skip("PgBouncer (Debian's package pgbouncer) is not installed here")
    parts = urlsplit(url)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="hookdesk-bouncer-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "users").write_text(f'"{parts.username}" "{parts.password or ""}"\n')
        (folder / "bouncer.ini").write_text(
            f"[databases]\n* = host={parts.hostname} port={parts.port} user={parts.username}"
            f"{f' password={parts.password}' if parts.password else ''}\n"
            f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = trust\n"
            f"auth_file = {folder}/users\npool_mode = {mode}\ndefault_pool_size = {size}\n"
            "ignore_startup_parameters = extra_float_digits\n"
        )
        with subprocess.Popen(
            [program, "-u", "nobody", folder / "bouncer.ini"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                _wait_for(port)
                yield f"postgresql://{parts.username}@127.0.0.1:{port}{parts.path}"
            finally:
                process.kill()


def _wait_for(port: int) -> None:
    until = monotonic() + START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert monotonic() < until, "PgBouncer did not start"
        else:
            return
