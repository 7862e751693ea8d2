"""Small pictures of files for the lists: read one after the other in the background, and kept while they are wanted."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPixmap

from desktop.attachments.picture_reading import is_picture, read_picture
from desktop.data.tasks import Tasks
from models.files.lost import ContentLost
from models.files.store import Store
from models.messages.posted import Posted
from models.problems import Problem

SMALL = QSize(128, 80)
"""The room of a small picture, in pixels as the style counts them."""
MOST_KEPT = 500


class Pictures(QObject):
    """Has the small picture of a file at once or later; of one that cannot be shown it has none."""

    came = Signal(str)
    """The SHA-256 of a file whose small picture is here now."""

    def __init__(self, *, tasks: Tasks, store: Callable[[], Store], parent: QObject | None = None) -> None:
        """`tasks` should have one thread: decoding takes a processor and much room."""
        super().__init__(parent)
        self._tasks, self._store = tasks, store
        self._kept: OrderedDict[str, QPixmap | None] = OrderedDict()

    def can_have(self, posted: Posted) -> bool:
        """Whether room shall be left for a small picture."""
        return is_picture(posted)

    def small(self, posted: Posted) -> QPixmap | None:
        """The small picture, None while it is not here; then it is read."""
        key = posted.hash or ""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        self._kept[key] = None
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        ratio = _ratio()
        self._tasks.run(
            lambda: read_picture(self._store(), posted, SMALL * ratio),
            lambda image: self._on_read(key, image, ratio),
            owner=self,
            problem=lambda problem: self._on_problem(key, problem),
        )
        return None

    def read(
        self, posted: Posted, done: Callable[[QImage], None], failed: Callable[[Problem], None], owner: QObject
    ) -> None:
        """Read the whole picture."""
        self._tasks.run(lambda: read_picture(self._store(), posted), done, owner=owner, problem=failed)

    def _on_problem(self, key: str, problem: Problem) -> None:
        if isinstance(problem, ContentLost):  # it is read again when it has been fetched again
            self._kept.pop(key, None)

    def _on_read(self, key: str, image: QImage, ratio: float) -> None:
        small = QPixmap.fromImage(image)
        small.setDevicePixelRatio(ratio)
        self._kept[key] = small
        self.came.emit(key)


def _ratio() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
