"""Files and pictures that a person put into a comment and has not sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from desktop.words.language import tr
from models.files.file_names import safe_name
from models.files.own_files import OwnFiles
from models.files.store import Store
from receiver.attaching import take_file


@dataclass(frozen=True, slots=True)
class Pending:
    """A file of this computer, or a picture that was pasted, with the place where it is kept for the next start."""

    name: str
    path: Path | None = None
    image: QImage | None = None


def are_in(data: QMimeData) -> bool:
    """Whether there are files or a picture in what is pasted or dropped, without a look at them."""
    return any(url.isLocalFile() for url in data.urls()) or _is_image(data)


def found_in(data: QMimeData) -> list[Pending]:
    """The files and pictures in what is pasted or dropped; a text that comes along is what a person means then."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if paths:
        return [Pending(safe_name(path.name), path) for path in paths]
    image = data.imageData() if _is_image(data) else None
    return [Pending(tr("picture.png"), image=image)] if isinstance(image, QImage) else []


def _is_image(data: QMimeData) -> bool:
    return data.hasImage() and not data.hasText()


def take(store: Store, pending: Sequence[Pending], largest: int) -> OwnFiles:
    """Read all of it, each of at most `largest` MiB, not on the thread of the window. Raises Problem, with nothing left
    behind."""
    own = OwnFiles(store, largest)
    try:
        for each in pending:
            _take(own, each)
    except BaseException:
        own.discard()
        raise
    return own


def _take(own: OwnFiles, pending: Pending) -> None:
    if pending.image is not None:
        own.take(pending.name, [png(pending.image)], "image/png")
    elif pending.path is not None:
        take_file(own, pending.path)


def png(image: QImage) -> bytes:
    """A picture as a file. Not for the thread of the window."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, which save() refuses
    return bytes(buffer.data().data())
