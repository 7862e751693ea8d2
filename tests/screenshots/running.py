"""A desk that is drawn: filled, running, and waited for."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from desktop.data.shown import ACTIVITY, CASES
from desktop.desk import Desk
from desktop.widgets.theme import ThemeChoice
from models.channels import channels
from models.database import open_database
from models.settings.config import Config
from models.settings.options import DEFAULT_PORT

PATIENCE_SECONDS = 20.0


@contextmanager
def running(
    app: QApplication, path: Path, theme: ThemeChoice, fill: Callable[[], None], channel: str = "General"
) -> Iterator[Desk]:
    """A desk on a new database that was filled, receiving on the usual port if that is free."""
    open_database(path)
    fill()
    config = Config(
        database=str(path),
        host="127.0.0.1",
        port=_port(),
        public_url=None,
        theme=theme,
        person="Deniz",
        fetch="off",
    )
    desk = Desk(config, app=app, folder=path.parent)
    # Before it is shown: a channel that was looked at would have nothing unread.
    desk.shown.show_page(CASES if channel == "Operations" else ACTIVITY)
    desk.shown.show_channel(channels.find(channel).id)
    desk.start()
    desk.window.resize(1280, 800)
    wait(app, lambda: desk.receiver.state != "stopped" and desk.receiver.state != "starting")
    try:
        yield desk
    finally:
        desk.window.hide()  # closing it would ask whether reception may end
        desk.stop()


def wait(app: QApplication, ready: Callable[[], bool]) -> None:
    """Let the program run until something is there; raise TimeoutError when it does not come."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError("A screen did not become ready.")
        app.processEvents()


def save(app: QApplication, widget: QWidget, path: Path) -> None:
    settled = time.monotonic() + 1.0
    wait(app, lambda: time.monotonic() > settled)
    widget.grab().save(str(path))
    print(path)


def _port() -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", DEFAULT_PORT))
        except OSError:
            return 0
    return DEFAULT_PORT
