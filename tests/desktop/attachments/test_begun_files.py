"""What is deleted of the files of comments that were begun."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtGui import QImage

from desktop.attachments.begun_files import ABANDONED, BegunFiles
from desktop.attachments.pending import Pending


def test_what_no_comment_names_goes_when_it_is_no_other_windows(tmp_path: Path) -> None:
    files = BegunFiles(tmp_path / "begun", tmp_path / "copies")
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    placed = [files.placed(Pending("picture.png", image=image)) for _ in range(3)]
    named, left, fresh = (each.path for each in placed if each.path is not None)
    for each in placed:
        files.write(each)
    for path in (named, left):
        at = path.stat().st_mtime - 2 * ABANDONED
        os.utime(path.parent, (at, at))
    files.sweep([named])
    assert [path.exists() for path in (named, left, fresh)] == [True, False, True]
    assert not left.parent.exists()


def test_a_picture_that_cannot_be_written_waits_in_memory(tmp_path: Path) -> None:
    (tmp_path / "begun").write_text("in the way")
    files = BegunFiles(tmp_path / "begun", tmp_path / "copies")
    placed = files.placed(Pending("picture.png", image=QImage(4, 4, QImage.Format.Format_RGB32)))
    files.write(placed)
    assert placed.image is not None
