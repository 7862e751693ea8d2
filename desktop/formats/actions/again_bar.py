"""The bar after publishing: what was refused, or read without a format, can be read again by it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from desktop.data.long_task import LongTask, Progressed
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.dialogs.progress import Progress
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import Sentence, tr
from models.channels.hooks import Hook
from models.deliveries import deliveries
from receiver.intake.findings.reads import Counts
from receiver.intake.reading_again import Again, preview_again, read_again

_DO = {
    "opened": Sentence("{count} open a case"),
    "updated": Sentence("{count} update one"),
    "closed": Sentence("{count} close one"),
    "repeated": Sentence("{count} repeat one"),
    "posted": Sentence("{count} are posted"),
}


class AgainBar(QWidget):
    """Hidden while there is nothing to read again."""

    def __init__(self, *, tasks: Tasks, theme: ThemeHolder, ask: Ask, window: QWidget) -> None:
        super().__init__()
        self._window = window
        self._hook: Hook | None = None
        self._newest = 0
        self.task = LongTask(tasks=tasks, ask=ask, window=window)
        self._tasks = tasks
        self.sentence = QLabel()
        self.button = QPushButton(theme.icon("forward", "accent"), tr("Read a&gain"))
        self.close_button = QToolButton()
        self.close_button.setIcon(theme.icon("xmark"))
        self._lay_out()
        self.hide()

    def look(self, hook: Hook) -> None:
        """Look what a web hook could read again, and offer it."""
        self._hook = hook
        self._tasks.run(lambda: _preview(hook), self._offer, owner=self)

    def _offer(self, found: tuple[int, Again]) -> None:
        self._newest, again = found
        if again.read:
            self.sentence.setText(
                tr(
                    "{count} deliveries that were refused or read without a format would be read now: {what}.",
                    again.read,
                    what=", ".join(_what(again.counts)),
                )
            )
            self.button.show()
        self.setVisible(again.read > 0)

    def _on_button(self) -> None:
        hook, newest = self._hook, self._newest
        if hook is None or self.task.is_busy():
            return

        def work(progressed: Progressed) -> Again:
            return read_again(hook.id, newest=newest, progressed=progressed)

        progress = Progress(
            tr("Read again"),
            tr("Reading deliveries again"),
            looking=tr("Looking for the deliveries…"),
            done=Sentence("{done} of {count} deliveries"),
            stop=tr("Stop"),
            parent=self._window,
        )
        self.button.hide()
        self.task.run(work, progress, self._on_done)

    def _on_done(self, again: Again) -> None:
        self.sentence.setText(tr("{count} deliveries were read again: {what}.", again.read, what=_list(again)))

    def _lay_out(self) -> None:
        self.setObjectName("undoBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.button.setProperty("kind", "flat")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._on_button)
        self.close_button.setToolTip(tr("Hide"))
        self.close_button.setAccessibleName(tr("Hide this message"))
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(12)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.button)
        row.addWidget(self.close_button)


def _preview(hook: Hook) -> tuple[int, Again]:
    newest = deliveries.newest_id(hook.channel_id)
    return newest, preview_again(hook.id, newest=newest, progressed=lambda _done, _total: True)


def _list(again: Again) -> str:
    return ", ".join(_what(again.counts))


def _what(counts: Counts) -> Iterator[str]:
    for name, words in _DO.items():
        if getattr(counts, name):
            yield tr(words, getattr(counts, name))
