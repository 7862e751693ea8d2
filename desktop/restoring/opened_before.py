"""Which files were opened here before: where one of them is gone, no empty desk is begun in its place unasked."""

from __future__ import annotations

import json

from PySide6.QtCore import QSettings

from models.database.files.standing import Missed
from models.database_address import file_of, is_server

KEY = "desk/opened"
MOST = 20


def note(settings: QSettings, database: str) -> None:
    """Remember that the database with this address was opened."""
    if not is_server(database):
        file = str(file_of(database))
        settings.setValue(KEY, json.dumps([file, *(each for each in _files(settings) if each != file)][:MOST]))


def miss(settings: QSettings, database: str) -> None:
    """Raise Missed when a file was opened before and is not there: its disk or share may not be connected."""
    if is_server(database):
        return
    file = file_of(database)
    if str(file) in _files(settings) and not file.exists():
        raise Missed(file)


def _files(settings: QSettings) -> list[str]:
    try:
        found = json.loads(str(settings.value(KEY, "[]")))
    except ValueError:
        return []
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []
