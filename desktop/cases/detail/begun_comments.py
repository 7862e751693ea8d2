"""The comments that a person began and has not sent, kept until they are, also over the next starts of the program."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings

from desktop.attachments.pending import Pending
from desktop.cases.case_mark import case_mark
from models.cases.cases import Case
from models.files.file_names import safe_name

COMMENTS = "comments/"
FILES = "comment-files/"


class BegunComments:
    """In the settings of this desk: nobody else sees what was not sent yet."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def of(self, case: Case) -> str:
        """What was begun for a case; nothing for most."""
        return str(self._settings.value(COMMENTS + case_mark(case), ""))

    def files_of(self, case: Case) -> list[Pending]:
        """The files that were put into it."""
        return [Pending(safe_name(path.name), path) for path in self._paths(FILES + case_mark(case))]

    def paths(self) -> list[Path]:
        """All files that were put into comments."""
        return [path for key in self._settings.allKeys() if key.startswith(FILES) for path in self._paths(key)]

    def keep(self, case: Case, text: str, files: Sequence[Pending] = ()) -> None:
        """Keep what was begun for a case; forget it where nothing is left of it."""
        self._put(COMMENTS + case_mark(case), text if text.strip() else "")
        paths = [str(each.path) for each in files if each.path is not None]
        self._put(FILES + case_mark(case), json.dumps(paths) if paths else "")

    def _put(self, key: str, value: str) -> None:
        if value:
            self._settings.setValue(key, value)
        else:
            self._settings.remove(key)

    def _paths(self, key: str) -> list[Path]:
        try:
            return [Path(each) for each in json.loads(str(self._settings.value(key, "[]")))]
        except (ValueError, TypeError):  # a person wrote in the settings
            return []
