"""The program's icon as Windows wants it: pictures of several sizes in one .ico, drawn from the one that scales."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QGuiApplication, QIcon

from development.environment import ROOT

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def write(path: Path) -> None:
    """Write the .ico: a head, an entry a picture, and the pictures as PNG, which Windows reads since Vista."""
    icon = QIcon(str(ROOT / "resources" / "images" / "hookdesk.svg"))
    pictures = [_png(icon, size) for size in SIZES]
    entries, offset = b"", 6 + 16 * len(SIZES)
    for size, picture in zip(SIZES, pictures, strict=True):
        side = size % 256  # 0 is 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(struct.pack("<HHH", 0, 1, len(SIZES)) + entries + b"".join(pictures))


def _png(icon: QIcon, size: int) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    icon.pixmap(QSize(size, size), 1.0).save(buffer, "PNG")
    return bytes(data.data())


if __name__ == "__main__":
    application = QGuiApplication([])
    write(Path(sys.argv[1]))
