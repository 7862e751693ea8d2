"""The comments that a person began and has not sent, kept until they are, also over the next starts of the program."""

from __future__ import annotations

from datetime import UTC

from PySide6.QtCore import QSettings

from models.cases.cases import Case

COMMENTS = "comments/"


class BegunComments:
    """In the settings of this desk: nobody else sees what was not sent yet."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def of(self, case: Case) -> str:
        """What was begun for a case; nothing for most."""
        return str(self._settings.value(_key(case), ""))

    def keep(self, case: Case, text: str) -> None:
        """Keep what was begun for a case; forget it where nothing is left of it."""
        if text.strip():
            self._settings.setValue(_key(case), text)
        else:
            self._settings.remove(_key(case))


def case_mark(case: Case) -> str:
    """What names a case over the next starts: the id alone is another one's in another database, or in a backup."""
    return f"{case.id}-{case.created_at.astimezone(UTC):%Y%m%dT%H%M%S%f}"


def _key(case: Case) -> str:
    return COMMENTS + case_mark(case)
