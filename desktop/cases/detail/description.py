"""The description of a case: read, and edited at the same place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.cases.detail.in_place import DescriptionField
from desktop.cases.timeline.chips import Opener
from desktop.cases.timeline.clamped_text import ClampedText
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from models.cases.cases import Case


class Description(QWidget):
    """`edited` carries the case as it was seen when the person began, and the new text."""

    edited = Signal(object, str)
    number_wanted = Signal(int)
    whole_wanted = Signal(str)

    def __init__(self, *, theme: ThemeHolder, opener: Opener, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case: Case | None = None
        self._seen: Case | None = None
        self.text = ClampedText(tr("Description"), theme=theme, kind="beside")
        self.view, self.all = self.text.view, self.text.all
        self.view.link_wanted.connect(opener)
        self.view.number_wanted.connect(self.number_wanted)
        self.text.whole_wanted.connect(lambda: self.whole_wanted.emit(self._case.description if self._case else ""))
        self.button = QPushButton()
        self.button.setProperty("kind", "beside")
        self.button.setAutoDefault(False)
        self.button.setIcon(theme.icon("pen"))
        self.button.clicked.connect(self.edit)
        self.field = DescriptionField()
        self.field.saved.connect(self._on_saved)
        self.field.cancelled.connect(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.text)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.field)
        self.stop()

    def show_case(self, case: Case, numbers: frozenset[int] = frozenset()) -> None:
        """Show the description of this case; what is being typed for it stays."""
        if self._case is not None and self._case.id != case.id:
            self._seen = None
        self._case = case
        self.text.show_text(case.description, numbers=numbers)
        self.button.setText(f" {tr('Edit description') if case.description else tr('Add a description')}")
        self._follow()

    def edit(self) -> None:
        """Let the person type."""
        if self._case is not None:
            self._seen = self._case
            self.field.edit(self._case.description)
            self._follow()

    def stop(self) -> None:
        """Show the description again."""
        self._seen = None
        self._follow()

    def unsaved(self) -> str:
        """A sentence on what was typed and not saved yet; empty where nothing was."""
        seen = self._seen
        if seen is None or self.field.text.toPlainText().strip() == seen.description:
            return ""
        return tr("The description of case #{number} that you began would be lost.", number=seen.number)

    def _follow(self) -> None:
        editing = self._seen is not None
        self.field.setVisible(editing)
        self.text.setVisible(not editing and bool(self._case and self._case.description))
        self.button.setVisible(not editing)

    def _on_saved(self, text: str) -> None:
        seen = self._seen
        self.stop()
        if seen is not None and text.strip() != seen.description:
            self.edited.emit(seen, text)
