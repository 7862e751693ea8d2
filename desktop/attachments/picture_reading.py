"""Pictures read from files that anybody may have sent: only what is one by its content, and never too many pixels."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from models.files.copying import beginning
from models.files.store import Store
from models.messages.posted import Posted
from models.problems import Problem

MOST_PIXELS = 40_000_000
"""160 MB while it is decoded, of 4 bytes each. A file of some kilobytes can claim a million times as many."""
MOST_MEBIBYTES = 256
"""Of one picture that a decoder makes room for, whatever the head of the file had said."""
MOST_BYTES = 64 * 1024 * 1024
LARGEST = QSize(4096, 4096)
# What these decoders take is decided by the content alone: Qt has others, for SVG and PDF, that are never asked.
_FORMATS = {
    "image/png": b"png",
    "image/jpeg": b"jpeg",
    "image/gif": b"gif",
    "image/bmp": b"bmp",
    "image/x-ms-bmp": b"bmp",
    "image/webp": b"webp",
}


def is_picture(posted: Posted) -> bool:
    """Whether it is a file that is here, and that is a picture by its content."""
    return posted.state == "kept" and posted.content_type in _FORMATS and (posted.size or 0) <= MOST_BYTES


def read_picture(store: Store, posted: Posted, within: QSize = LARGEST) -> QImage:
    """Its picture, as large as it is or as fits `within`, upright; raises Problem. Not for the thread of the window."""
    content = beginning(store, posted.hash or "", MOST_BYTES)
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(_FORMATS[posted.content_type or ""]))
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(False)
    reader.setAllocationLimit(MOST_MEBIBYTES)
    claimed = reader.size()  # of its head: nothing has been decoded yet
    size = QSize(claimed.width(), abs(claimed.height()))  # a BMP that begins with its first line has a negative one
    if not size.isValid() or size.isEmpty():
        raise _broken()
    if size.width() * size.height() * _pixels_each(reader) > MOST_PIXELS:
        raise Problem(
            "This picture is too large to be shown: {width} by {height} pixels.",
            "It can be saved, and opened in another program.",
            width=size.width(),
            height=size.height(),
        )
    if size.width() > within.width() or size.height() > within.height():
        scaled = size.scaled(within, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(scaled.expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        raise _broken()
    # What the screen is painted from: made here, it costs the window nothing.
    return image.convertToFormat(
        QImage.Format.Format_ARGB32_Premultiplied if image.hasAlphaChannel() else QImage.Format.Format_RGB32
    )


def _pixels_each(reader: QImageReader) -> int:
    """How many a pixel counts for: one of 16 bits a colour needs twice the room."""
    form = reader.imageFormat()  # of its head as well; some formats do not say it there
    wide = form != QImage.Format.Format_Invalid and QImage.toPixelFormat(form).bitsPerPixel() > 32
    return 2 if wide else 1


def _broken() -> Problem:
    return Problem("This picture is damaged and cannot be shown.", "It can be saved, or fetched again.")
