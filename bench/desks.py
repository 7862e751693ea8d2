"""The program as `hookdesk` puts it together, on a given database and a free port."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.desk import Desk
from desktop.process.application import application
from desktop.process.interrupts import Interrupts
from models.database import open_database
from models.settings import log, paths
from models.settings.config import Config


def open_desk(app: QApplication, path: Path) -> Desk:
    """The desk on a database, not started yet; log and window settings are where HOOKDESK_HOME says."""
    log_file = log.set_up(paths.log_folder())
    open_database(path)
    config = Config(database=str(path), host="127.0.0.1", port=0, public_url=None, theme="light", person="Bench")
    return Desk(config, app=app, folder=paths.data_folder(), log_file=log_file)


def measure(words: str, make: Callable[[Desk, float], QObject]) -> None:
    """Run the window on the database that the command line names, until it is told to end.

    `make` gets it and the seconds for which it shall look; `words` are the help of the command.
    """
    parser = argparse.ArgumentParser(description=words)
    parser.add_argument("database", type=Path)
    parser.add_argument("--seconds", type=float, default=10.0)
    options = parser.parse_args()
    app = application()
    desk = open_desk(app, options.database)
    measurement = make(desk, options.seconds)
    interrupts = Interrupts(desk.background.end)
    desk.start()
    app.exec()
    interrupts.close()
    measurement.deleteLater()
    desk.stop()
