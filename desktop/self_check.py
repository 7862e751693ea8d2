"""`hookdesk --self-check`: the whole program on an empty folder, from the first migration to the last thread.

A bundle is tried with it: what is missing there shows in no test that runs from the source.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import traceback
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from urllib.parse import urlsplit

from PySide6.QtCore import QEventLoop, QTimer

from desktop.desk import Desk
from desktop.process.application import application
from models.channels import hooks
from models.database import connection, open_database
from models.messages import messages
from models.settings.config import Config
from receiver.fetching.adapter import trusted_authorities

TEXT = "Self-check: çalışıyor"
PATIENCE_SECONDS = 30
LOOK_MILLISECONDS = 20


class Failed(Exception):
    """A step did not do what it should; the message says which."""


def main() -> int:
    """Print a line a step; 0 when all of them worked, 1 at the first that did not."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with TemporaryDirectory(prefix="hookdesk-self-check-") as folder, _Escaped() as escaped:
        try:
            _check(Path(folder), escaped)
        except Exception as error:
            if not isinstance(error, Failed):
                traceback.print_exc()
            print(f"Self-check failed: {error}", file=sys.stderr)
            return 1
    print("Self-check passed.")
    return 0


def _check(folder: Path, escaped: _Escaped) -> None:
    if not trusted_authorities():
        raise Failed("files could be fetched from no server over https.")
    _say("authorities of certificates there")
    database = folder / "desk.db"
    open_database(database)
    _say("database made and migrated")
    app = application()
    options = Config(
        database=str(database), host="127.0.0.1", port=0, public_url=None, theme="light", person="Administrator"
    )
    desk = Desk(options, app=app, folder=folder)
    try:
        desk.start()
        _say("window shown")
        _wait(lambda: desk.receiver.state in ("receiving", "problem"), "the receiver to start")
        if desk.receiver.problem is not None:
            raise Failed(str(desk.receiver.problem))
        _say(f"receiving on {desk.receiver.url}")
        number = _post(desk.receiver.url)
        _say("one post answered")
        if _stored(number) != TEXT:
            raise Failed("the message is not in the database as it was posted.")
        _say("message stored")
        model = desk.window.activity.model
        _wait(lambda: number in {message.id for message in model.records()}, "the message to be on the screen")
        _say("message on the screen")
    finally:
        stopped = desk.stop()
    if not stopped:
        raise Failed("the receiver did not stop.")
    if escaped.errors:
        raise Failed(f"errors on the way: {'; '.join(escaped.errors)}")
    _say("stopped")


def _post(url: str) -> int:
    """Post to the first hook, past any proxy; return the number of the message."""
    with connection():
        first = hooks.of_channel(None)[0]
    address = urlsplit(hooks.url(url, first.channel_guid, first.guid))
    client = HTTPConnection(address.netloc, timeout=PATIENCE_SECONDS)
    try:
        client.request("POST", address.path, json.dumps({"text": TEXT}), {"Content-Type": "application/json"})
        response = client.getresponse()
        body = response.read()
    finally:
        client.close()
    if response.status != 200:
        raise Failed(f"the post was answered with {response.status}: {body.decode(errors='replace')}")
    return int(json.loads(body)["message"])


def _stored(number: int) -> str:
    with connection():
        return messages.text(number)


def _wait(condition: Callable[[], bool], purpose: str) -> None:
    """Let Qt work until the condition holds. Raises Failed when that takes too long."""
    loop = QEventLoop()
    look, end = QTimer(), QTimer(singleShot=True)
    look.timeout.connect(lambda: loop.exit() if condition() else None)
    end.timeout.connect(loop.quit)
    look.start(LOOK_MILLISECONDS)
    end.start(PATIENCE_SECONDS * 1000)
    loop.exec()
    look.stop()
    if not condition():
        raise Failed(f"waited {PATIENCE_SECONDS} seconds for {purpose}.")


def _say(step: str) -> None:
    print(f"ok  {step}", flush=True)


class _Escaped:
    """Collects exceptions that nobody caught, in slots and in threads: each fails the check."""

    def __init__(self) -> None:
        self.errors: list[str] = []

    def __enter__(self) -> _Escaped:
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._on_error
        threading.excepthook = lambda args: self._on_error(args.exc_type, args.exc_value, args.exc_traceback)
        return self

    def __exit__(self, *_: object) -> None:
        sys.excepthook, threading.excepthook = self._before

    def _on_error(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        traceback.print_exception(kind, error, trace)
        self.errors.append(f"{kind.__name__}: {error}")
