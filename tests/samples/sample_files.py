"""A case with files: pictures, a text, a program, one that the rules refuse and one that could not be had."""

from __future__ import annotations

import math
from datetime import datetime

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPen, QPolygonF

from models.channels import channels, hooks
from models.database import writing
from models.files.folder_store import FolderStore
from models.problems import Words
from models.recording.report_writer import Source, record
from models.report import Attachment, Report
from tests.desktop.attachments.kept_files import fail, file, keep, refuse

TEXT = """The picture of camera 3 is black since 09:12, and the pressure of line 2 rises.

The last pictures, the readings and the log of the gateway are attached."""
AFTER = "The gateway has a new certificate; its own page is not reachable from here."
READINGS = "time,bar,degrees\n" + "".join(f"09:{n:02},{6 + n / 20:.2f},{61 + n // 4}\n" for n in range(0, 40, 2))
PNG = "image/png"


def fill(store: FolderStore, now: datetime) -> None:
    """Needs an empty database; what is fetched is in `store`."""
    channel = channels.add("Plant", "Alarms of lines 1 to 4")
    hook = hooks.add(channel.id, "Camera watch")
    source = Source(channel.id, hook.id, hook.purpose, now, 3600)
    pictures = {"hall-2.png": hall(), "pressure-line-2.png": curve()}
    first = (*map(file, pictures), *map(file, ("readings.csv", "gateway.log")))
    second = (*map(file, ("manual.pdf", "status.html", "certificate.pem")), _link())
    with writing():
        record(
            source, Report(id="camera-3", subject="Camera 3 shows nothing", text=TEXT, attachments=first, priority=4)
        )
        record(source, Report(references=("camera-3",), text=AFTER, attachments=second))
    for name, content in pictures.items():
        keep(store, name, content, PNG)
    keep(store, "readings.csv", READINGS.encode(), "text/plain")
    keep(store, "gateway.log", b"09:12:04 stream 3: no frame for 5 s\n" * 900, "text/plain")
    keep(store, "manual.pdf", b"MZ" + bytes(48_000), "application/vnd.microsoft.portable-executable")
    address = {"address": "127.0.0.1"}
    refuse("status.html", Words("{address} is this computer itself: nothing is fetched from there.", address))
    fail("certificate.pem", Words("It is not there (404).", {}))


def hall() -> bytes:
    """What a camera could have seen: a hall with a row of lamps."""
    image, painter = _canvas(960, 600)
    sky = QLinearGradient(0, 0, 0, 600)
    sky.setColorAt(0, QColor("#22303c"))
    sky.setColorAt(1, QColor("#6d7f86"))
    painter.fillRect(QRectF(0, 0, 960, 600), sky)
    painter.setBrush(QColor("#8d8f86"))
    painter.drawPolygon(QPolygonF([QPointF(0, 600), QPointF(380, 300), QPointF(580, 300), QPointF(960, 600)]))
    for number in range(6):
        size = 70 - number * 10
        painter.setBrush(QColor("#f4e3a1"))
        painter.drawEllipse(QPointF(150 + number * 66, 90 + number * 34), size, size / 3)
        painter.setBrush(QColor("#41525c"))
        painter.drawRect(QRectF(700 - number * 24, 260 + number * 6, size * 2, size * 3))
    return _png(image, painter)


def curve() -> bytes:
    """The pressure of a line over an hour."""
    image, painter = _canvas(800, 400)
    image.fill(QColor("white"))
    painter.setPen(QPen(QColor("#d0d4d8"), 1))
    for y in range(50, 400, 50):
        painter.drawLine(40, y, 780, y)
    painter.setPen(QPen(QColor("#b3261e"), 3))
    rising = [QPointF(40 + x, 320 - x * x / 2600 + 14 * math.sin(x / 23)) for x in range(0, 740, 4)]
    painter.drawPolyline(QPolygonF(rising))
    return _png(image, painter)


def _canvas(width: int, height: int) -> tuple[QImage, QPainter]:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return image, painter


def _png(image: QImage, painter: QPainter) -> bytes:
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, which save() refuses
    return bytes(buffer.data().data())


def _link() -> Attachment:
    return Attachment("link", "Cameras", None, "https://cameras.example.org/3")
