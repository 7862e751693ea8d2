"""The editors that are open: one for each format, whoever asks for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.formats.editor_window import EditorWindow
from desktop.formats.opening import Opening, read_opening
from desktop.formats.wanted import WantedFormat
from desktop.widgets.theme import ThemeHolder
from models.news.changes import Change
from models.problems import Problem


class FormatEditors(QObject):
    """Opens editors, each a window of its own; they end with the program, and nothing that was typed is lost."""

    opened = Signal(object)
    """An EditorWindow that is in front now."""

    def __init__(self, *, tasks: Tasks, theme: ThemeHolder, ask: Ask, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._theme, self._ask = tasks, theme, ask
        self.windows: list[EditorWindow] = []

    def open_editor(self, wanted: WantedFormat) -> None:
        """Edit a format, in the window that is open on it if there is one."""
        there = next((each for each in self.windows if each.is_of(wanted)), None)
        if there is not None:
            self._show(there, wanted.delivery_id)
            return
        self._tasks.run(
            lambda: read_opening(wanted),
            lambda opening: self._open(opening, wanted.delivery_id),
            owner=self,
            problem=self._on_problem,
        )

    def on_changed(self, change: Change) -> None:
        """Take in what may have come."""
        for window in self.windows:
            if change.channels is None or window.opening.hook.channel_id in change.channels:
                window.refresh()

    def stop(self) -> None:
        """Keep what was typed and close all: the program ends."""
        for window in list(self.windows):
            window.again.task.cancel()
            window.keeper.finish()
            window.close()

    def _open(self, opening: Opening, delivery_id: int | None) -> None:
        window = EditorWindow(opening, tasks=self._tasks, theme=self._theme, ask=self._ask)
        self.windows.append(window)
        window.closed.connect(lambda: self._on_closed(window))
        self._show(window, delivery_id)

    def _show(self, window: EditorWindow, delivery_id: int | None) -> None:
        window.start(delivery_id)
        window.show()
        window.raise_()
        window.activateWindow()
        self.opened.emit(window)

    def _on_closed(self, window: EditorWindow) -> None:
        """Let go of a window, after the last of its draft was kept."""
        if window in self.windows:
            self.windows.remove(window)
            window.keeper.setParent(self)
            window.keeper.done_with.connect(window.keeper.deleteLater)
            window.deleteLater()
            window.keeper.end()

    def _on_problem(self, problem: Problem) -> None:
        self._ask.problem(None, problem)
