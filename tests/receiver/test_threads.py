"""Background threads: whatever their work raises, they live on, it is logged and told, and they look again."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import pytest

from models.channels import purging
from models.database import backups
from models.deliveries import retention
from models.files.folder_store import FolderStore
from models.news import changes, notify, troubles
from models.problems import Problem
from models.recording import recorder
from models.recording.recorder import Recorder
from models.settings.log import LogFile
from models.settings.paths import data_folder
from models.upkeep import upkeep
from receiver import health, housekeeping
from receiver.health import Health
from receiver.housekeeping import Housekeeping
from receiver.serving import workers as workers_module
from receiver.serving.binding import listen
from receiver.serving.gate import Sender
from receiver.serving.listener import Listener
from receiver.serving.loop import LOOKING
from receiver.serving.server import Server
from receiver.serving.workers import Workers
from tests.receiver.plain import get, hello, wait_until

Beginning = Callable[[], Callable[[], object]]


class Broken(RuntimeError):
    """What nobody foresaw."""


@dataclass
class Asked:
    """A request of a sender."""

    of: Sender
    fails: threading.Semaphore | None = None
    answers: threading.Event | None = None
    is_large: bool = False

    def service(self) -> None:
        if self.answers is not None:
            self.answers.set()
        if self.fails is not None:
            self.fails.release()
            raise Broken("unforeseen")

    def cancel(self) -> None: ...


def look_after() -> Callable[[], object]:
    thread = Housekeeping(FolderStore(data_folder() / "files"))
    thread.start()
    return thread.stop


def watch() -> Callable[[], object]:
    thread = changes.Watcher(0.01)
    thread.start()
    return thread.stop


def send() -> Callable[[], object]:
    thread = notify.Sender()
    thread.start()
    thread.add([1])
    return lambda: thread.stop(5.0)


def record() -> Callable[[], object]:
    thread = Recorder()
    thread.start()
    with pytest.raises(Broken):
        thread.check()
    return thread.stop


def look_at_health() -> Callable[[], object]:
    thread = Health(Recorder())
    thread.start()
    return thread.stop


# What begins the thread, its name, and what of its work fails.
THREADS = [
    (look_after, "housekeeping", upkeep, "run_if_due"),
    (look_after, "housekeeping", purging, "purge_removed"),
    (look_after, "housekeeping", retention, "sweep"),
    (watch, "watcher", changes, "read_value"),
    (send, "notifications", notify, "send"),
    (record, "recorder", recorder, "writing"),
    (look_at_health, "health", health, "hold_same_file"),
]


@contextmanager
def heard() -> Iterator[list[Problem]]:
    """What is told while the block lasts."""
    found: list[Problem] = []

    def hear(_: object, problem: Problem) -> None:
        found.append(problem)

    with troubles.warned.connected_to(hear):
        yield found


@pytest.mark.sqlite_only  # the watcher of a server listens, which no function of ours does
@pytest.mark.parametrize(("begin", "name", "module", "work"), THREADS)
def test_a_thread_survives_what_its_work_raises(
    desk: Path,
    begin: Beginning,
    name: str,
    module: object,
    work: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    failed, worked, fails = threading.Event(), threading.Event(), True
    monkeypatch.setattr(housekeeping, "FIRST", 0.01)
    monkeypatch.setattr(housekeeping, "INTERVAL", 0.01)
    whole = getattr(module, work)

    def fail(*args: object, **named: object) -> object:
        if fails:
            failed.set()
            raise Broken("unforeseen")
        worked.set()
        return whole(*args, **named)

    monkeypatch.setattr(module, work, fail)
    with caplog.at_level(logging.WARNING), heard() as told:
        stop = begin()
        try:
            assert failed.wait(10)
            living = [thread for thread in threading.enumerate() if thread.name == name]
            if name not in ("notifications", "recorder"):  # those look again when they are asked again
                fails = False
                assert worked.wait(10)
            assert all(thread.is_alive() for thread in living)
        finally:
            stop()
    assert living
    assert any("Broken: unforeseen" in str(record.exc_text or record.exc_info) for record in caplog.records)
    assert told


def test_the_log_is_written_again_after_what_nobody_foresaw(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failed, whole = threading.Event(), LogFile.flush

    def fail(_: LogFile) -> None:
        failed.set()
        raise Broken("unforeseen")

    monkeypatch.setattr(LogFile, "flush", fail)
    handler = LogFile(tmp_path / "hookdesk.log")
    try:
        handler.emit(logging.makeLogRecord({"msg": "a line", "levelno": logging.INFO}))
        assert failed.wait(10)
        monkeypatch.setattr(LogFile, "flush", whole)
        handler.emit(logging.makeLogRecord({"msg": "another line", "levelno": logging.INFO}))
        wait_until(lambda: (file := tmp_path / "hookdesk.log").exists() and "another line" in file.read_text("utf-8"))
    finally:
        handler.close()
    assert "Broken: unforeseen" in capsys.readouterr().err


@pytest.mark.parametrize(("work", "said"), [("_look", LOOKING), ("accept", "could not be accepted")])
def test_the_server_answers_again_after_what_nobody_foresaw(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, work: str, said: str
) -> None:
    failed, whole = threading.Event(), getattr(Listener, work)

    def fail(*_: object) -> None:
        failed.set()
        raise Broken("unforeseen")

    monkeypatch.setattr(Listener, work, fail)
    server = Server(hello, listen("127.0.0.1", 0))
    with heard() as told:
        server.start()
        try:
            with socket.create_connection(("127.0.0.1", server.port)):
                assert failed.wait(10)
            monkeypatch.setattr(Listener, work, whole)
            assert get(f"http://127.0.0.1:{server.port}/").status == 200
        finally:
            assert server.stop()
    assert said in caplog.text
    assert "Broken: unforeseen" in caplog.text
    assert told


def test_a_thread_that_answers_survives_what_a_request_raises(caplog: pytest.LogCaptureFixture) -> None:
    workers, failed, answered = Workers(nullcontext), threading.Semaphore(0), threading.Event()
    workers.start()
    try:
        for _ in range(2 * workers_module.THREADS):
            workers.add_task(Asked(1, fails=failed))
        for _ in range(2 * workers_module.THREADS):
            assert failed.acquire(timeout=10)
        assert workers.alive()
        workers.add_task(Asked(1, answers=answered))
        assert answered.wait(10)
    finally:
        workers.end(monotonic() + 5)
    assert "Broken: unforeseen" in caplog.text


@pytest.mark.sqlite_only
def test_a_backup_is_made_when_its_disk_is_back(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(housekeeping, "FIRST", 0.01)
    monkeypatch.setattr(housekeeping, "INTERVAL", 0.01)
    link = desk.parent / "backups"
    link.symlink_to(desk.parent / "not-there" / "backups")
    away = threading.Event()
    with troubles.warned.connected_to(lambda _, problem: away.set()):
        thread = Housekeeping(FolderStore(data_folder() / "files"))
        thread.start()
        assert away.wait(10)
        link.unlink()
        while not backups.all_backups():
            assert thread.is_alive()
        assert thread.stop()
