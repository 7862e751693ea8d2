"""Cases with a thousand attachments, two hundred of them pictures, in a channel of their own: what a scanner or a
camera sends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from PySide6.QtCore import QBuffer, QIODevice, QRect
from PySide6.QtGui import QColor, QImage, QPainter

from models.channels.hooks import Hook
from models.database import change, connection, execute, writing
from models.files import contents
from models.files.store import Store
from models.recording.report_writer import Source, record
from models.report import Attachment, Report

CHANNEL = "Scans"
ATTACHMENTS = 1000
"""Of each case."""
PICTURES_OF = 5
"""Of so many attachments one is a picture."""
A_MESSAGE = 10
"""Attachments of a message of the first case; the second has all of its in one."""
_SIZE = QRect(0, 0, 1280, 800)
_TEXT = "Batch {n} was read: {count} files, none was refused. The readings of the line are beside the pictures."


def add(store: Store, hook: Hook) -> None:
    """Record the cases, with all files kept."""
    source = Source(hook.channel_id, hook.id, hook.purpose, datetime.now(UTC), 0)
    parts = [A_MESSAGE] * (ATTACHMENTS // A_MESSAGE)
    with writing():
        for case, counts in (("batches", parts), ("whole", [ATTACHMENTS])):
            for number, count in enumerate(counts):
                named = {"id": case} if number == 0 else {"references": (case,)}
                record(source, Report(**named, text=_TEXT.format(n=number, count=count), attachments=_files(count)))
    _keep(store, hook)


def _files(count: int) -> tuple[Attachment, ...]:
    return tuple(
        Attachment("file", f"{'camera' if _is_picture(place) else 'readings'} {place + 1}", None, _url(place))
        for place in range(count)
    )


def _keep(store: Store, hook: Hook) -> None:
    """Each picture is another one; the texts are all alike, and kept once."""
    text = "SELECT attachments.id, position FROM attachments JOIN messages ON messages.id = message_id"
    with connection():
        found = execute(f"{text} WHERE channel_id = ? ORDER BY attachments.id", (hook.channel_id,))
    now, pictures = datetime.now(UTC), _pictures()
    with writing():
        for attachment, position in found:
            content, kind = (next(pictures), "image/jpeg") if _is_picture(position) else (b"bar\n6.2\n", "text/plain")
            draft = store.draft()
            draft.write(content)
            draft.finish()
            file_id = contents.put(store, draft, kind, now)
            draft.discard()
            change(
                "UPDATE attachments SET state = 'kept', next_at = NULL, file_id = ? WHERE id = ?", (file_id, attachment)
            )


def _is_picture(place: int) -> bool:
    return place % PICTURES_OF == 0


def _url(place: int) -> str:
    return f"http://line.example/files/{place}"


def _pictures() -> Iterator[bytes]:
    """JPEG of a megapixel, as a camera sends it; no two are alike."""
    number = 0
    while True:
        image = QImage(_SIZE.size(), QImage.Format.Format_RGB32)
        with QPainter(image) as painter:
            for step in range(40):
                painter.fillRect(
                    _SIZE.adjusted(step * 16, step * 10, 0, 0), QColor.fromHsv((number * 7 + step * 9) % 360, 90, 200)
                )
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "JPEG", 85)  # type: ignore[call-overload]  # the stubs want bytes, which save() refuses
        yield bytes(buffer.data().data())
        number += 1
