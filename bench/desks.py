"""The program as `hookdesk` puts it together, on a given database and a free port."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.desk import Desk
from models import log, paths
from models.config import Config
from models.database import open_database


def open_desk(app: QApplication, path: Path) -> Desk:
    """The desk on a database, not started yet; log and window settings are where HOOKDESK_HOME says."""
    log_file = log.set_up(paths.log_folder())
    open_database(path)
    config = Config(database=str(path), host="127.0.0.1", port=0, public_url=None, theme="light", person="Bench")
    return Desk(config, app=app, folder=paths.data_folder(), log_file=log_file)
