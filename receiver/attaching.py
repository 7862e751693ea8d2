"""Files of this computer that go along with a comment."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from models.files.content_types import SAMPLE, content_type
from models.files.file_names import safe_name
from models.files.own_files import OwnFiles
from models.problems import Problem

PIECE = 256 * 1024


def take_file(own: OwnFiles, path: Path) -> None:
    """Read a file to its end. Raises Problem where it is none, cannot be read or is too large."""
    name = safe_name(path.name)
    try:
        if not path.is_file():  # a folder, or a pipe that never ends
            raise Problem("{name} is not a file.", "Attach the files that are in it.", name=name)
        with path.open("rb") as file:
            found = content_type(file.read(SAMPLE))
            file.seek(0)
            own.take(name, iter(partial(file.read, PIECE), b""), found)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem(
            "{name} could not be read: {reason}.", "Look whether it is still there.", name=name, reason=reason
        ) from error
