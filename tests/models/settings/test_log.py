"""The log: private, on a disk that is full quiet meanwhile and whole again afterwards, and as JSON a line each."""

from __future__ import annotations

import json
import logging
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest

from models.settings import log as models_log
from models.settings.log import LogFile
from models.settings.log_lines import formatter


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


def as_json(log: logging.Logger) -> None:
    log.handlers[0].setFormatter(formatter("json"))


def test_text_that_breaks_lines_does_not_break_one_of_json(log: logging.Logger, path: Path) -> None:
    as_json(log)
    text = 'a\nb\r\u2028c "ö" \ud800'
    log.warning("%s", text)
    (line,) = path.read_text().splitlines()
    assert json.loads(line)["message"] == text


def test_an_exception_is_a_field_of_its_line(log: logging.Logger, path: Path) -> None:
    as_json(log)
    try:
        raise ValueError("what went wrong")
    except ValueError:
        log.exception("A request failed.")
    (line,) = path.read_text().splitlines()
    found = json.loads(line)
    assert (found["level"], found["message"]) == ("ERROR", "A request failed.")
    assert found["exception"].startswith("Traceback (most recent call last):\n")
    assert found["exception"].endswith("ValueError: what went wrong")


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
def test_a_stream_beside_the_file_gets_what_a_full_disk_costs(path: Path) -> None:
    stream = StringIO()
    path.symlink_to("/dev/full")
    handler = LogFile(path, stream)
    handler.handle(logging.LogRecord("models", logging.WARNING, __file__, 0, "one", (), None))
    handler.close()
    assert stream.getvalue() == "one\n"


def test_a_stream_that_nobody_reads_any_more_costs_the_file_no_line(path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with suppress(BrokenPipeError), open(writer, "w") as stream:
        handler = LogFile(path, stream)
        for text in ("one", "two"):
            handler.handle(logging.LogRecord("models", logging.WARNING, __file__, 0, text, (), None))
        handler.close()
    assert path.read_text() == "one\ntwo\n"


@pytest.fixture
def root(monkeypatch: pytest.MonkeyPatch) -> Iterator[logging.Logger]:
    """The logger of all, which writes nowhere yet."""
    found = logging.getLogger()
    monkeypatch.setattr(found, "handlers", [])
    monkeypatch.setattr(found, "level", found.level)
    yield found
    for handler in found.handlers:
        handler.close()


def test_a_log_that_is_set_up_again_has_each_line_once(root: logging.Logger, tmp_path: Path) -> None:
    for _ in range(2):
        path = models_log.set_up(tmp_path)
    root.warning("disk full")
    assert path.read_text().count("disk full") == 1


def test_what_is_below_the_level_is_not_written(root: logging.Logger, tmp_path: Path) -> None:
    path = models_log.set_up(tmp_path, level="warning")
    for name in ("receiver.intake", "peewee"):
        logging.getLogger(name).info("a delivery")
        logging.getLogger(name).warning("a failure of %s", name)
    root.handlers[0].flush()
    assert "a delivery" not in path.read_text()
    assert path.read_text().count("a failure of") == 2
