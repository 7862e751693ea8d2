"""What a person does with an attachment. What is in a file is read on a thread of the tasks, never on the window's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QSize, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QApplication

from desktop.attachments.attachment_words import icon, is_program, saved_all, shown_name
from desktop.attachments.begun_files import BegunFiles
from desktop.attachments.carrying import Carried, carried
from desktop.attachments.outside_copies import OutsideCopies
from desktop.attachments.pending import Pending, take
from desktop.attachments.picture_reading import is_picture
from desktop.attachments.pictures import Pictures
from desktop.attachments.preview_text import is_text, read_text
from desktop.attachments.questions import NO_WAY_BACK, fetches_lost, saves_program, saves_unopened
from desktop.attachments.viewer.viewer import Viewer
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from desktop.words.message_text import can_open
from models.files import lost
from models.files.copying import copy_all, copy_out
from models.files.file_names import file_name
from models.files.lost import ContentLost
from models.files.own_files import OwnFiles
from models.files.store import Store
from models.messages import attachments
from models.messages.posted import Posted
from models.problems import Problem

Result = TypeVar("Result")
COPIES, BEGUN = "copies", "begun"


class AttachmentUse(QObject):
    """Opens, saves and fetches what came with messages; a program is saved when a person wishes, and never opened."""

    announced = Signal(str)
    """A line for the status bar: what a person did has been done."""

    def __init__(
        self,
        *,
        tasks: Tasks,
        reading: Tasks,
        theme: ThemeHolder,
        ask: Ask,
        store: Callable[[], Store],
        largest: Callable[[], int],
        folder: Path,
        open_url: Callable[[str], object],
        hand_over: Callable[[str], bool],
        parent: QObject | None = None,
    ) -> None:
        """`reading` decodes pictures and has one thread. `store` is called on a thread of the tasks and may raise
        Problem. `largest` is how large a file of a comment may be, in MiB. `folder` is a private one: what other
        programs read and what was pasted lies in folders of it. `hand_over` opens a file:// URL and says whether a
        program took it."""
        super().__init__(parent)
        self._tasks, self._ask, self._store, self._largest = tasks, ask, store, largest
        self._open_url, self._hand_over = open_url, hand_over
        self._theme = theme
        self.pictures = Pictures(tasks=reading, store=store, parent=self)
        self._copies = OutsideCopies(folder / COPIES, store)
        self._begun_files = BegunFiles(folder / BEGUN, folder / COPIES)

    def open(self, posted: Posted) -> None:
        """Show a picture or a text that is here, open another file that is, and of all others the address."""
        if self.can_view(posted):
            self.view(posted)
        elif posted.state == "kept":
            self.open_outside(posted)
        elif posted.is_lost:
            self._on_lost(posted)
        else:
            self.open_link(posted)

    def can_view(self, posted: Posted) -> bool:
        """Whether it is a file that is here and that the viewer shows."""
        return is_picture(posted) or is_text(posted)

    def view(self, posted: Posted) -> None:
        """Show it in the viewer, with all others beside it."""
        self._run(lambda: attachments.kept_beside(posted.id), lambda beside: self._on_beside(posted, beside))

    def open_outside(self, posted: Posted) -> None:
        """Open a file that is here, in the program of the system that is for it."""
        if is_program(posted):
            if saves_program(self._ask, posted):
                self.save_as(posted)
        else:
            # Read-only: a program says so before somebody works on what will be deleted.
            self._run(
                lambda: self._copies.lay_out(posted, read_only=True),
                lambda path: self._on_laid_out(posted, path),
                posted,
            )

    def open_link(self, posted: Posted) -> None:
        """Open the address, or copy one that is neither of the web nor of mail."""
        if can_open(posted.url):
            self._open_url(posted.url)
        else:
            self.copy_link(posted)

    def copy_link(self, posted: Posted) -> None:
        """Copy the address."""
        QGuiApplication.clipboard().setText(posted.url)

    def carry(self, posted: Posted, done: Callable[[Carried], None], owner: QObject) -> None:
        """Make what other programs take of a file that is here, or of a link."""
        problem = partial(self._on_problem, posted)
        self._tasks.run(lambda: carried(self._copies, self._store(), posted), done, owner=owner, problem=problem)

    def copy(self, posted: Posted) -> None:
        """Copy a file that is here, or the address of a link, to be pasted into another program."""
        said = tr("Copied {name}", name=shown_name(posted))

        def put(found: Carried) -> None:
            QGuiApplication.clipboard().setMimeData(found.mime_data())
            self.announced.emit(said)

        self.carry(posted, put, self)

    def pixmap(self, posted: Posted, size: QSize) -> QPixmap:
        """What is seen of it while it is dragged: its small picture, or its icon."""
        small = self.pictures.small(posted) if is_picture(posted) else None
        return small or self._theme.icon(*icon(posted)).pixmap(size)

    def save_as(self, posted: Posted) -> None:
        """Write a file that is here where the person says."""
        content = posted.hash
        path = self._ask.save_file(QApplication.activeWindow(), tr("Save file"), file_name(posted), tr("All files (*)"))
        if path is not None and content is not None:
            said = tr("Saved as {path}", path=path)
            self._run(lambda: copy_out(self._store(), content, path), lambda _: self.announced.emit(said), posted)

    def save_all(self, case_id: int) -> None:
        """Write all files of a case that are here into a folder that the person chooses."""
        folder = self._ask.folder(QApplication.activeWindow(), tr("Save all files of the case"))
        if folder is not None:
            self._run(
                lambda: copy_all(self._store(), attachments.kept_of_case(case_id), folder),
                lambda found: self.announced.emit(saved_all(*found, folder)),
            )

    def retry(self, posted: Posted) -> None:
        """Have a file fetched again now, or taken from the store if it is there again."""
        self._run(
            lambda: lost.retry(self._store(), posted.id, datetime.now(UTC)),
            lambda found: None if found or posted.url else self._ask.problem(QApplication.activeWindow(), NO_WAY_BACK),
        )

    def read_text(
        self, posted: Posted, done: Callable[[str], None], failed: Callable[[Problem], None], owner: QObject
    ) -> None:
        """Read the beginning of a file that is text."""
        self._tasks.run(lambda: read_text(self._store(), posted), done, owner=owner, problem=failed)

    def taking(self, pending: Sequence[Pending]) -> Callable[[], OwnFiles]:
        """What reads the files of a comment, to be called on a thread of the tasks."""
        return lambda: take(self._store(), pending, self._largest())

    def hold(self, pending: Sequence[Pending]) -> list[Pending]:
        """Keep what was put into a comment for the next start too, where nobody else does."""
        held = [self._begun_files.placed(each) for each in pending]
        for each in held:
            self._run(partial(self._begun_files.write, each), lambda _: None)
        return held

    def start(self, begun: Sequence[Path]) -> None:
        """Delete what a program that was killed laid out for others, and what is none of these files of comments that
        were begun."""
        self._run(self._copies.sweep, lambda _: None)
        self._run(partial(self._begun_files.sweep, begun), lambda _: None)

    def stop(self) -> None:
        """Delete what was laid out for other programs. The tasks are over."""
        self._copies.stop()

    def _on_beside(self, posted: Posted, beside: list[Posted]) -> None:
        shown = [each for each in beside if self.can_view(each)]
        place = next((at for at, each in enumerate(shown) if each.id == posted.id), None)
        if place is not None:
            Viewer(shown, place, outside=self, theme=self._theme, parent=QApplication.activeWindow()).show()

    def _on_laid_out(self, posted: Posted, path: Path) -> None:
        url = bytes(QUrl.fromLocalFile(str(path)).toEncoded().data()).decode()
        if not self._hand_over(url) and saves_unopened(self._ask, path.name):
            self.save_as(posted)

    def _on_lost(self, posted: Posted) -> None:
        if fetches_lost(self._ask, posted):
            self.retry(posted)

    def _run(self, work: Callable[[], Result], done: Callable[[Result], None], posted: Posted | None = None) -> None:
        """`posted` is whose content is read, if that is all that is done."""
        self._tasks.run(work, done, owner=self, problem=partial(self._on_problem, posted))

    def _on_problem(self, posted: Posted | None, problem: Problem) -> None:
        if posted is not None and isinstance(problem, ContentLost):
            self._on_lost(posted)
        else:
            self._ask.problem(QApplication.activeWindow(), problem)
