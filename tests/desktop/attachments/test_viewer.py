"""The viewer: what it shows, and what its keys and buttons do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.attachments.attachment_use import AttachmentUse
from desktop.attachments.preview_text import MOST_BYTES
from desktop.attachments.viewer.viewer import Viewer
from models.messages.posted import Posted
from tests.desktop.attachments.conftest import Keeps, picture

View = Callable[[Posted], Viewer]
PNG = "image/png"


@pytest.fixture
def view(qtbot: QtBot, use: AttachmentUse) -> View:
    """Open the viewer at a file."""

    def opens(posted: Posted) -> Viewer:
        use.open(posted)
        qtbot.waitUntil(lambda: bool(viewers()))
        [viewer] = viewers()
        qtbot.addWidget(viewer)
        qtbot.waitUntil(viewer.can_copy)
        viewer.activateWindow()
        return viewer

    return opens


def viewers() -> list[Viewer]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, Viewer) and each.isVisible()]


def pressed(viewer: Viewer, qtbot: QtBot, key: Qt.Key) -> None:
    QTest.keyClick(viewer, key)
    qtbot.waitUntil(viewer.can_copy)


def test_the_files_of_a_message_are_looked_at_one_after_the_other(qtbot: QtBot, view: View, kept: Keeps) -> None:
    found = kept(
        ("a.png", picture(40, 30), PNG),
        ("setup.bin", b"\0", "application/octet-stream"),
        ("b.png", picture(50, 30), PNG),
        ("c.txt", b"Filesystem", "text/plain"),
    )
    viewer = view(found[2])
    assert (viewer.windowTitle(), viewer.place.text()) == ("b.png", "2 of 3")
    assert viewer.picture.image.size() == QSize(50, 30)
    pressed(viewer, qtbot, Qt.Key.Key_PageDown)
    assert (viewer.windowTitle(), viewer.text.toPlainText()) == ("c.txt", "Filesystem")
    assert not viewer.can_go(1)
    pressed(viewer, qtbot, Qt.Key.Key_PageDown)
    assert viewer.windowTitle() == "c.txt"
    pressed(viewer, qtbot, Qt.Key.Key_PageUp)
    pressed(viewer, qtbot, Qt.Key.Key_PageUp)
    assert (viewer.windowTitle(), viewer.picture.image.size()) == ("a.png", QSize(40, 30))


def test_a_picture_is_fitted_in_and_zoomed(qtbot: QtBot, view: View, kept: Keeps) -> None:
    viewer = view(kept(("a.png", picture(4000, 400), PNG))[0])
    picture_view = viewer.picture
    qtbot.waitUntil(lambda: picture_view.scale_now() < 0.5)
    fitted = picture_view.scale_now()
    QTest.keyClick(viewer, Qt.Key.Key_Plus)
    assert picture_view.scale_now() == pytest.approx(fitted * 1.25)
    QTest.keyClick(viewer, Qt.Key.Key_1)
    assert picture_view.scale_now() == 1
    viewer.resize(viewer.width() + 50, viewer.height())
    assert picture_view.scale_now() == 1
    QTest.keyClick(viewer, Qt.Key.Key_0)
    assert picture_view.scale_now() < 0.5


def test_a_picture_is_copied_as_a_picture_and_a_text_as_a_text(qtbot: QtBot, view: View, kept: Keeps) -> None:
    viewer = view(kept(("a.png", picture(40, 30), PNG), ("b.txt", b"Filesystem", "text/plain"))[0])
    QTest.keyClick(viewer, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().image().size() == QSize(40, 30)
    pressed(viewer, qtbot, Qt.Key.Key_PageDown)
    next(each for each in viewer.findChildren(QPushButton) if each.text() == "Copy").click()
    assert QGuiApplication.clipboard().text() == "Filesystem"


@pytest.mark.parametrize(
    ("name", "content", "content_type", "shown"),
    [
        ("a.json", b'{"a":[1,{"b":"x"}]}', "text/plain", '{\n  "a": [\n    1,\n    {\n      "b": "x"\n    }\n  ]\n}'),
        ("a.json", b'{"a":', "text/plain", '{"a":'),
        ("a.csv", b'host,"use"\r\ndb-1,"91\n%"\r\nx,7\r\n', "text/plain", "host  use \ndb-1  91 %\nx     7   "),
        ("a.txt", "über\xff".encode("latin-1"), "text/plain", "\ufffdber\ufffd"),
        ("page.html", b"<b>bold</b><script>", "text/html", "<b>bold</b><script>"),
    ],
)
def test_a_text_is_laid_out_and_never_read_as_anything_else(
    view: View, kept: Keeps, name: str, content: bytes, content_type: str, shown: str
) -> None:
    assert view(kept((name, content, content_type))[0]).text.toPlainText() == shown


def test_of_a_long_text_the_beginning_is_shown(view: View, kept: Keeps) -> None:
    viewer = view(kept(("a.log", b"x" * (MOST_BYTES * 4), "text/plain"))[0])
    text = viewer.text.toPlainText()
    assert text.endswith("This is the beginning; save the file to see all of it.")
    assert len(text) < MOST_BYTES * 1.1


def test_a_picture_is_dragged_out_while_all_of_it_is_seen_and_moved_while_it_is_not(
    qtbot: QtBot, view: View, kept: Keeps, monkeypatch: pytest.MonkeyPatch
) -> None:
    dragged: list[str] = []
    monkeypatch.setattr(QDrag, "exec", lambda drag, _: dragged.append(drag.mimeData().urls()[0].fileName()))
    viewer = view(kept(("a.png", picture(4000, 4000), PNG))[0])
    for widget in (viewer.picture.viewport(), viewer.name):
        dragged.clear()
        pull(viewer, widget)
        qtbot.waitUntil(lambda: dragged == ["a.png"])
    viewer.show_real_size()
    before = viewer.picture.horizontalScrollBar().value()
    pull(viewer, viewer.picture.viewport())
    assert viewer.picture.horizontalScrollBar().value() != before
    assert dragged == ["a.png"]


def pull(viewer: Viewer, widget: QWidget) -> None:
    """Press on a widget and move to the left by 40 pixels, as a hand does."""
    window, at = viewer.windowHandle(), widget.mapTo(viewer, widget.rect().center())
    QTest.mousePress(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseMove(window, at - QPoint(40, 0))


def test_what_cannot_be_shown_is_said_and_the_next_one_is(qtbot: QtBot, use: AttachmentUse, kept: Keeps) -> None:
    first, _ = kept(("a.png", b"damaged", PNG), ("b.png", picture(40, 30), PNG))
    use.open(first)
    qtbot.waitUntil(lambda: bool(viewers()))
    [viewer] = viewers()
    qtbot.addWidget(viewer)
    qtbot.waitUntil(lambda: "damaged" in viewer.said.text())
    assert not viewer.can_copy()
    QTest.keyClick(viewer, Qt.Key.Key_PageDown)
    qtbot.waitUntil(viewer.has_picture)
