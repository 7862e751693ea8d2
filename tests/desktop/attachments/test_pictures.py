"""Pictures from files that anybody may have sent: small and whole ones, and those that are refused."""

from __future__ import annotations

import struct
import zlib

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from desktop.attachments import pictures
from desktop.attachments.attachment_use import AttachmentUse
from desktop.attachments.picture_reading import LARGEST, is_picture, read_picture
from desktop.attachments.pictures import SMALL
from models.files.folder_store import FolderStore
from models.messages import attachments
from models.messages.posted import Posted
from models.problems import Problem
from tests.desktop.attachments.conftest import Keeps, picture


def png_that_claims(width: int, height: int, bits: int = 8) -> bytes:
    """A file of some hundred bytes whose head says that it is that large."""

    def part(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", width, height, bits, 2, 0, 0, 0)
    zeros = zlib.compress(bytes(100_000), 9)  # of what it claims, the first lines
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zeros) + part(b"IEND", b"")


def test_a_small_picture_comes_and_is_kept(qtbot: QtBot, use: AttachmentUse, kept: Keeps) -> None:
    [posted] = kept(("photo.jpg", picture(1600, 900, "JPEG"), "image/jpeg"))
    with qtbot.waitSignal(use.pictures.came) as came:
        assert use.pictures.small(posted) is None
    assert came.args == [posted.hash]
    small = use.pictures.small(posted)
    assert small is not None
    assert small.deviceIndependentSize().toSize() == QSize(128, 72)
    assert small.toImage().pixelColor(5, 5).name()[:2] == QColor("teal").name()[:2]


def test_no_more_small_pictures_are_kept_than_a_list_needs(
    qtbot: QtBot, use: AttachmentUse, kept: Keeps, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_KEPT", 1)
    first, second = kept(("a.png", picture(4, 4), "image/png"), ("b.png", picture(5, 5), "image/png"))
    for each in (first, second):
        with qtbot.waitSignal(use.pictures.came):
            use.pictures.small(each)
    assert use.pictures.small(second) is not None
    assert use.pictures.small(first) is None


def test_a_small_picture_that_had_gone_from_the_store_is_read_when_it_is_back(
    qtbot: QtBot, use: AttachmentUse, kept: Keeps, store: FolderStore
) -> None:
    content = picture(4, 4)
    [posted] = kept(("a.png", content, "image/png"))
    store.remove(0, posted.hash or "")
    use.pictures.small(posted)
    qtbot.waitUntil(lambda: attachments.get(posted.id).is_lost)
    draft = store.draft()
    draft.write(content)
    draft.finish()
    store.put(0, draft, is_new=False)
    with qtbot.waitSignal(use.pictures.came):
        qtbot.waitUntil(lambda: use.pictures.small(posted) is not None)


def jpeg_that_claims(width: int, height: int) -> bytes:
    content = bytearray(picture(8, 8, "JPEG"))
    at = content.index(b"\xff\xc0") + 5
    content[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(content)


def bmp_that_claims(width: int, height: int) -> bytes:
    content = bytearray(picture(8, 8, "BMP"))
    content[18:26] = struct.pack("<ii", width, height)
    return bytes(content)


def gif_that_claims(width: int, height: int, of_frame: tuple[int, int] | None = None) -> bytes:
    """With one frame, as large as all of it or of another size."""
    frame = struct.pack("<HHHH", 0, 0, *(of_frame or (width, height)))
    head = b"GIF89a" + struct.pack("<HH", width, height) + b"\x80\0\0" + bytes(3) + b"\xff" * 3
    return head + b"," + frame + b"\0\x02\x02\x44\x01\0;"


def webp_that_claims(width: int, height: int) -> bytes:
    sizes = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    parts = b"VP8X" + struct.pack("<I", 10) + bytes(4) + sizes
    parts += picture(8, 8, "WEBP")[12:]
    return b"RIFF" + struct.pack("<I", 4 + len(parts)) + b"WEBP" + parts


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (png_that_claims(100_000, 100_000), "image/png"),
        (png_that_claims(7000, 7000), "image/png"),
        (png_that_claims(5000, 5000, bits=16), "image/png"),
        (jpeg_that_claims(7000, 7000), "image/jpeg"),
        (bmp_that_claims(7000, 7000), "image/bmp"),
        (bmp_that_claims(7000, -7000), "image/x-ms-bmp"),
        (gif_that_claims(60_000, 60_000), "image/gif"),
        (webp_that_claims(60_000, 60_000), "image/webp"),
    ],
    ids=["png", "png of 49 million", "png of 16 bits", "jpeg", "bmp", "bmp from its top", "gif", "webp"],
)
def test_a_bomb_is_refused_before_it_is_decoded(
    qtbot: QtBot, kept: Keeps, store: FolderStore, content: bytes, content_type: str
) -> None:
    assert len(content) < 1000
    [posted] = kept(("bomb", content, content_type))
    for within in (LARGEST, SMALL):
        with pytest.raises(Problem, match="too large to be shown"):
            read_picture(store, posted, within)


def test_a_frame_that_is_larger_than_its_picture_is_cut(qtbot: QtBot, kept: Keeps, store: FolderStore) -> None:
    [posted] = kept(("a.gif", gif_that_claims(10, 10, of_frame=(60_000, 60_000)), "image/gif"))
    assert read_picture(store, posted).size() == QSize(10, 10)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "WEBP"])
def test_each_kind_of_picture_is_shown(qtbot: QtBot, kept: Keeps, store: FolderStore, kind: str) -> None:
    [posted] = kept(("a", picture(40, 30, kind), f"image/{kind.lower()}"))
    assert read_picture(store, posted).size() == QSize(40, 30)


def test_a_bmp_that_begins_with_its_first_line_is_shown(qtbot: QtBot, kept: Keeps, store: FolderStore) -> None:
    content = bytearray(picture(40, 30, "BMP"))
    content[22:26] = struct.pack("<i", -30)
    [posted] = kept(("a.bmp", bytes(content), "image/bmp"))
    assert read_picture(store, posted).size() == QSize(40, 30)


@pytest.mark.parametrize(
    "content_type",
    ["image/svg+xml", "image/tiff", "image/x-icon", "image/vnd.microsoft.icon", "image/x-tga", "image/heic"],
)
def test_what_other_decoders_read_is_given_to_none(content_type: str) -> None:
    assert not is_picture(Posted("file", "a.png", None, "http://h/a", 1, "kept", content_type=content_type, size=9))


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", picture(40, 40)[:60], b"<svg/>"])
def test_what_is_damaged_is_said(qtbot: QtBot, kept: Keeps, store: FolderStore, content: bytes) -> None:
    [posted] = kept(("a.png", content, "image/png"))
    with pytest.raises(Problem, match="damaged"):
        read_picture(store, posted)


def test_only_what_is_a_picture_by_its_content_is_given_to_a_decoder(kept: Keeps) -> None:
    found = kept(
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        ("b.png", b"MZ", "application/vnd.microsoft.portable-executable"),
        ("c.txt", picture(4, 4), "image/png"),
    )
    assert [is_picture(posted) for posted in found] == [False, False, True]


def test_a_large_picture_is_made_smaller_while_it_is_read(kept: Keeps, store: FolderStore) -> None:
    [posted] = kept(("wide.png", picture(6000, 20), "image/png"))
    assert read_picture(store, posted).size() == QSize(4096, 13)
