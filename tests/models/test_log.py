"""The log: private, and on a disk that is full quiet meanwhile and whole again afterwards."""

from __future__ import annotations

import logging
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.log import LogFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "hookdesk.log"


@pytest.fixture
def log(path: Path) -> Iterator[logging.Logger]:
    """A logger that writes into the file alone."""
    logger = logging.Logger("models")
    handler = LogFile(path)
    logger.addHandler(handler)
    yield logger
    handler.close()


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
def test_a_full_disk_costs_the_lines_of_that_time_and_says_how_many(
    log: logging.Logger, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.symlink_to("/dev/full")
    log.warning("one")
    log.warning("two")
    path.unlink()
    log.warning("three")
    log.warning("four")
    assert path.read_text() == "2 lines before this one are lost: the log could not be written.\nthree\nfour\n"
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_every_file_of_the_log_is_private(log: logging.Logger, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (handler,) = log.handlers
    monkeypatch.setattr(handler, "maxBytes", 10)
    for _ in range(4):
        log.warning("a line that fills a file")
    log.warning("and the next one")
    rights = [stat.S_IMODE(file.stat().st_mode) for file in path.parent.glob("hookdesk.log*")]
    assert rights == [0o600] * 3
