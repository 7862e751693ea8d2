"""systemd is told that the receiver runs, and nobody else is disturbed."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from receiver.commands.terminal import notice

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="systemd is on Linux")


@pytest.mark.parametrize("abstract", [False, True])
def test_who_waits_for_it_is_told(abstract: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if abstract and sys.platform != "linux":
        pytest.skip("only Linux has names in no file system")
    name = f"@{tmp_path}" if abstract else str(tmp_path / "notify")
    monkeypatch.setenv(notice.ADDRESS, name)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as waiting:
        waiting.bind(name.replace("@", "\0"))
        waiting.settimeout(5)
        notice.tell_ready()
        assert waiting.recv(100) == b"READY=1"


@pytest.mark.parametrize("address", [None, "", "/nowhere/notify"])
def test_where_nobody_listens_nothing_happens(address: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(notice.ADDRESS, raising=False)
    if address is not None:
        monkeypatch.setenv(notice.ADDRESS, address)
    notice.tell_ready()
