"""What scrolls in the case view: the keys, the description, the linked cases, and the timeline or a part of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.attachments.attachment_use import AttachmentUse
from desktop.cases.detail.case_reader import CaseReader
from desktop.cases.detail.description import Description
from desktop.cases.detail.key_lines import KeyLines
from desktop.cases.detail.linked_cases import LinkedCases
from desktop.cases.timeline.chips import Opener
from desktop.cases.timeline.timeline import Timeline
from desktop.cases.timeline.timeline_events import PARTS, Loaded, events
from desktop.data.shown import Shown
from desktop.data.tasks import Tasks
from desktop.dialogs.whole_text import WholeText
from desktop.widgets.segments import Segments
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from models.messages import messages


class CaseBody(QWidget):
    """Reads the case it shows, and follows its changes."""

    unchanged = Signal()
    number_wanted = Signal(int)
    """The number of a case in a "#12" that was clicked."""

    def __init__(
        self,
        *,
        tasks: Tasks,
        theme: ThemeHolder,
        shown: Shown,
        opener: Opener,
        use: AttachmentUse,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._theme, self._shown = tasks, theme, shown
        self._to_end = False
        self._reader = CaseReader(tasks=tasks, parent=self)
        self.description = Description(theme=theme, opener=opener)
        self.keys = KeyLines()
        self.linked = LinkedCases(theme=theme)
        self.parts = Segments([tr(label) for _, label in PARTS], name=tr("What the timeline shows"))
        self.timeline = Timeline(theme=theme, opener=opener, use=use, above=(self.keys, self.description, self.linked))
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read again what is shown."""
        self._reader.refresh()

    def refresh_after_act(self) -> None:
        """Read again what is shown, after something was done to it here."""
        self._reader.refresh_after_act()

    def show_end(self) -> None:
        """Read the last page, and scroll to its end."""
        self._to_end = True
        self._reader.end()

    def _on_case_shown(self) -> None:
        """Show the case as far as it is known, and load the rest."""
        case, self._to_end = self._shown.case, False
        self.timeline.clear()
        self.linked.show_cases((), 0)
        self.keys.show_keys((), 0)
        if case is not None:
            self.description.stop()
            self.description.show_case(case)
        self._on_part()

    def _on_part(self, _: int = 0) -> None:
        case = self._shown.case
        self._reader.show(None if case is None else case.id, PARTS[self.parts.current()][0])

    def _on_beginning(self) -> None:
        self.timeline.verticalScrollBar().setValue(0)
        self._on_part()

    def _on_loaded(self, loaded: Loaded) -> None:
        self.description.show_case(loaded.case, loaded.numbers)
        self.linked.show_cases(loaded.linked, loaded.case.channel_id)
        self.keys.show_keys(loaded.keys, loaded.case.channel_id)
        at_end = self._to_end and loaded.complete
        self._to_end = self._to_end and not at_end
        self.timeline.show_events(
            events(loaded), earlier=loaded.after > 0, later=_later(loaded), numbers=loaded.numbers, at_end=at_end
        )
        self._shown.update_case(loaded.case)

    def _on_whole(self, message_id: int) -> None:
        self._tasks.run(lambda: messages.text(message_id), self._show_whole, owner=self)

    def _show_whole(self, text: str) -> None:
        case = self._shown.case
        title = tr("Case #{number}", number=case.number) if case is not None else tr("Message")
        WholeText(title, text, theme=self._theme, parent=self).open()

    def _connect(self) -> None:
        self._shown.case_shown.connect(self._on_case_shown)
        self._reader.loaded.connect(self._on_loaded)
        self._reader.unchanged.connect(self.unchanged)
        self._reader.unchanged.connect(self.keys.refresh)
        self._reader.gone.connect(lambda: self._shown.show_case(None))
        self.parts.chosen.connect(self._on_part)
        self.description.number_wanted.connect(self.number_wanted)
        self.description.whole_wanted.connect(self._show_whole)
        self.timeline.number_wanted.connect(self.number_wanted)
        self.timeline.whole_wanted.connect(self._on_whole)
        self.timeline.later_wanted.connect(self._reader.later)
        self.timeline.end_wanted.connect(self.show_end)
        self.timeline.beginning_wanted.connect(self._on_beginning)

    def _lay_out(self) -> None:
        parts = QHBoxLayout()
        parts.setContentsMargins(28, 0, 24, 12)
        parts.addWidget(self.parts)
        parts.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(parts)
        layout.addWidget(self.timeline, 1)


def _later(loaded: Loaded) -> str:
    """What the button for later messages says; nothing when all are shown."""
    if loaded.complete:
        return ""
    left = loaded.case.messages - len(loaded.messages)
    known = loaded.part == "all" and loaded.after == 0
    return tr("Show later messages ({count} more)", left) if known else tr("Show later messages")
