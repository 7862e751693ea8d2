"""What another program is given of an attachment that is dragged to it, or copied and pasted there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QMimeData, QUrl
from PySide6.QtGui import QImage

from desktop.attachments.outside_copies import OutsideCopies
from desktop.attachments.picture_reading import is_picture, read_picture
from desktop.words.message_text import can_open
from models.files.store import Store
from models.messages.posted import Posted
from models.problems import Problem

# What the file managers of GNOME, Cinnamon and Xfce look for when something is pasted.
PASTED_FILES = "x-special/gnome-copied-files"


@dataclass(frozen=True, slots=True)
class Carried:
    """A copy of a file, with its picture where it is one; or the address of a link."""

    url: QUrl
    image: QImage | None = None

    def mime_data(self) -> QMimeData:
        """The same for the clipboard, or for a drag."""
        data = QMimeData()
        data.setUrls([self.url])
        if self.url.isLocalFile():
            address = bytes(self.url.toEncoded().data())
            data.setData(PASTED_FILES, QByteArray(b"copy\n" + address))
        else:
            data.setText(self.url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        if self.image is not None:
            data.setImageData(self.image)
        return data


def can_carry(posted: Posted) -> bool:
    """Whether it is a file that is here, or a link of the web or of mail."""
    return posted.state == "kept" or (posted.type == "link" and can_open(posted.url))


def carried(copies: OutsideCopies, store: Store, posted: Posted) -> Carried:
    """What is given of it. Not for the thread of the window; raises Problem."""
    if posted.type == "link":
        return Carried(QUrl(posted.url))
    path = copies.lay_out(posted, read_only=False)
    return Carried(QUrl.fromLocalFile(str(path)), _picture(store, posted))


def _picture(store: Store, posted: Posted) -> QImage | None:
    try:
        return read_picture(store, posted) if is_picture(posted) else None
    except Problem:  # damaged, or too large: the file goes all the same
        return None
