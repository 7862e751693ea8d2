"""Files of a store, and messages that show them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from models.channels.hooks import Hook
from models.database import writing
from models.files.folder_store import FolderStore
from models.messages import messages
from models.messages.posted import Posted
from models.recording.report_writer import Source, record
from models.report import Report
from tests.desktop.attachments.kept_files import file, keep

Keeps = Callable[..., list[Posted]]


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    """The store of `use`."""
    return FolderStore(tmp_path / "files")


@pytest.fixture
def kept(operations: Hook, store: FolderStore) -> Keeps:
    """Keep files, each a name, a content and a type, that came with one message; as they are in the database."""

    def keep_all(*files: tuple[str, bytes, str]) -> list[Posted]:
        source = Source(operations.channel_id, operations.id, operations.purpose, datetime.now(UTC), 0)
        with writing():
            record(source, Report(attachments=tuple(file(name) for name, _, _ in files)))
        for each in files:
            keep(store, *each)
        return list(messages.page(operations.channel_id)[0].attachments)

    return keep_all


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    """A picture of one colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)  # type: ignore[call-overload]  # the stubs want bytes, which save() refuses
    return bytes(buffer.data().data())
