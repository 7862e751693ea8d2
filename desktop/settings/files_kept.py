"""Where files are kept, and how much is there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.data.tasks import Tasks
from desktop.process.receiver_control import ReceiverControl
from desktop.settings.fields.opening import Opening
from desktop.settings.fields.option_field import where_from
from desktop.words import measures
from desktop.words.language import tr
from models.files.store import folder_of
from models.settings.config import Config
from models.upkeep import file_room


@dataclass(frozen=True, slots=True)
class Kept:
    """The folder, None in a database, whether it is there, and the bytes of the files."""

    folder: Path | None
    there: bool
    size: int


class FilesKept(Opening):
    """Another folder is chosen at the start of the program: files that are in the old one would have to move."""

    def __init__(self, *, tasks: Tasks, receiver: ReceiverControl) -> None:
        super().__init__(tr("Folder of the files"), tr("Open folder"))
        config = receiver.config
        self._where = where_from(config, "files")
        tasks.run(lambda: _kept(config), self._show, owner=self)

    def _show(self, found: Kept) -> None:
        if found.folder is None:
            self.line.setText(tr("In the database, for every desk that works with it."))
            self.button.hide()
        else:
            self.show_path(found.folder, there=found.there)
        kept = tr("{size} are kept now.", size=measures.size(found.size))
        self.show_words("\n".join(filter(None, (kept, self._where))))


def _kept(config: Config) -> Kept:
    folder = folder_of(config)
    return Kept(folder, folder is not None and folder.is_dir(), file_room.size())
