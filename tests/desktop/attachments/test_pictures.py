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
from desktop.attachments.picture_reading import is_picture, read_picture
from models.files.folder_store import FolderStore
from models.messages import attachments
from models.problems import Problem
from tests.desktop.attachments.conftest import Keeps, picture


def png_that_claims(width: int, height: int) -> bytes:
    """A file of some hundred bytes whose head says that it is that large."""

    def part(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    zeros = zlib.compress(bytes(100_000), 9)
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


@pytest.mark.parametrize("size", [(100_000, 100_000), (6400, 6400)])
def test_a_bomb_is_refused_before_it_is_decoded(
    qtbot: QtBot, kept: Keeps, store: FolderStore, size: tuple[int, int]
) -> None:
    [posted] = kept(("bomb.png", png_that_claims(*size), "image/png"))
    with pytest.raises(Problem, match="too large to be shown"):
        read_picture(store, posted)


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
