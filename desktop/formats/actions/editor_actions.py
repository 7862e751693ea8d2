"""What can be done with the format that is edited."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.dialogs.chooser import Choice, Chooser
from desktop.formats.actions import files, publishing
from desktop.formats.actions.publish_dialog import PublishDialog
from desktop.formats.actions.publishing import Asked
from desktop.formats.actions.versions_dialog import VersionsDialog
from desktop.formats.draft_keeper import DraftKeeper
from desktop.formats.edited_format import EditedFormat
from desktop.formats.opening import Opening
from desktop.words.language import Sentence, tr
from models.formats import own_formats
from models.formats.own_formats import OwnFormat, Version
from models.problems import Problem
from receiver.formats.format import Format
from receiver.formats.presets import presets

KINDS = Sentence("Formats (*.toml);;All files (*)")
Result = TypeVar("Result")


class EditorActions(QObject):
    """Everything is done off the window's thread; what it leads to is told."""

    published = Signal(object)
    """The Opening after a version was put in force; what was typed meanwhile is the next draft."""
    reopened = Signal(object)
    """The Opening after the draft was discarded, or an older version put in force: it stands in the draft's place."""
    renamed = Signal(object)
    """The Opening after the format got another name."""
    removed = Signal()

    def __init__(
        self, hook_id: int, edited: EditedFormat, keeper: DraftKeeper, *, tasks: Tasks, ask: Ask, window: QWidget
    ) -> None:
        super().__init__(window)
        self._hook_id, self._edited, self._keeper = hook_id, edited, keeper
        self._tasks, self._ask, self._window = tasks, ask, window

    def own(self) -> OwnFormat | None:
        """The format as it is stored, None as long as nothing of it is."""
        return self._keeper.own()

    def publish(self) -> None:
        """Ask for a note, and put the draft in force."""
        own, hook_id = self.own(), self._hook_id
        self._run(lambda: publishing.ask(hook_id, own), self._ask_publish)

    def _ask_publish(self, asked: Asked) -> None:
        dialog = PublishDialog(self._edited.get().name, asked.hook, asked.readers, self._window)
        dialog.published.connect(self._publish)
        self._open(dialog)

    def _publish(self, note: str, reads_by_it: bool) -> None:
        format_, write, hook_id = self._edited.get(), self._keeper.write, self._hook_id
        self._run_alone(
            lambda: publishing.publish(write, format_, hook_id, note, reads_by_it),
            lambda opening: self._on_published(format_, opening),
        )

    def _on_published(self, format_: Format, opening: Opening) -> None:
        if self._edited.get() == format_:
            self._edited.put(opening.format)
        self.published.emit(opening)

    def show_versions(self) -> None:
        """Open the list of what was published."""
        own = self.own()
        if own is not None:
            self._run(lambda: own_formats.versions(own.id), partial(self._show_versions, own))

    def _show_versions(self, own: OwnFormat, versions: list[Version]) -> None:
        dialog = VersionsDialog(own.name, versions, own.published, self._window)
        dialog.put_into_draft.connect(lambda version: self._put(publishing.text_of(version, own.name)))
        dialog.go_back_wanted.connect(self._go_back)
        self._open(dialog)

    def _go_back(self, version: Version) -> None:
        hook_id = self._hook_id
        title = tr("Put version {version} in force again?", version=str(version.number))
        text = tr("It becomes the newest version, and the draft is lost.")
        if self._ask.confirm(self._window, title, text, tr("Go back")):
            self._run_alone(lambda: publishing.go_back(version, hook_id), self.reopened.emit)

    def rename(self) -> None:
        """Ask for another name."""
        format_, write, hook_id = self._edited.get(), self._keeper.write, self._hook_id
        name = self._ask.text(self._window, tr("Rename {name}", name=format_.name), tr("Name"), format_.name)
        if name is not None and name != format_.name:
            self._run_alone(lambda: publishing.rename(write, format_, hook_id, name), self.renamed.emit)

    def discard(self) -> None:
        """Ask, and go back to what is in force."""
        own, hook_id = self.own(), self._hook_id
        if own is None:
            return
        title, text = tr("Discard the draft?"), tr("What was changed since it was published is lost.")
        if self._ask.confirm(self._window, title, text, tr("Discard"), danger=True):
            self._run_alone(lambda: publishing.discard(own.id, hook_id), self.reopened.emit)

    def remove(self) -> None:
        """Ask, and forget the format with its versions."""
        own = self.own()
        if own is None:
            return
        title, text = tr("Remove {name}?", name=own.name), tr("Its draft and its versions are lost.")
        if self._ask.confirm(self._window, title, text, tr("Remove"), danger=True):
            self._run_alone(lambda: own_formats.remove(own.id), lambda _: self.removed.emit())

    def export_file(self) -> None:
        """Ask where to, and write the draft there."""
        format_ = self._edited.get()
        path = self._ask.save_file(self._window, tr("Export the format"), f"{files.safe(format_.name)}.toml", tr(KINDS))
        if path is not None:
            self._run(lambda: files.write(path, format_), lambda _: None)

    def import_file(self) -> None:
        """Ask for a file, and put what it says into the draft."""
        path: Path | None = self._ask.open_file(self._window, tr("Import a format"), tr(KINDS))
        if path is not None:
            self._run(lambda: files.read(path), self._put)

    def copy_preset(self) -> None:
        """Choose a preset, and put a copy of it into the draft."""
        choices = [Choice(preset.name, name) for name, preset in presets().items()]
        choices.sort(key=lambda choice: choice.label.casefold())
        chooser = Chooser(tr("Begin with a copy of"), choices, self._window)
        chooser.chosen.connect(lambda name: self._put(presets()[str(name)]))
        chooser.open()

    def _put(self, format_: Format) -> None:
        """Take another format for the draft: its parts, but not its name."""
        self._edited.put(files.under_name(format_, self._edited.get().name))

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _run(self, work: Callable[[], Result], done: Callable[[Result], None]) -> None:
        self._tasks.run(work, done, owner=self, problem=self._on_problem)

    def _run_alone(self, work: Callable[[], Result], done: Callable[[Result], object]) -> None:
        """Do what changes the format that is stored, with no draft kept beside it."""
        self._keeper.alone(work, done, self._on_problem)

    def _on_problem(self, problem: Problem) -> None:
        self._ask.problem(self._window, problem)
