"""What tells a sender's bodies, so that hooks that read automatically take the format by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from desktop.formats.reading.expression_field import Complete
from desktop.formats.reading.part_field import PartField
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from receiver.formats.format import Recognise
from receiver.formats.templates import TemplateFault


class RecogniseFields(QWidget):
    """Names with commas between them, a header, the beginning of a path, and an expression."""

    edited = Signal(object)
    """A Recognise."""

    def __init__(self, complete: Complete, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setting = False
        self.has, self.has_any = QLineEdit(), QLineEdit()
        self.header, self.path = QLineEdit(), QLineEdit()
        self.when = PartField(tr("and when"), tr("whatever else it says"), complete, theme=theme)
        self._lay_out()
        for field in (self.has, self.has_any, self.header, self.path):
            field.textEdited.connect(lambda _: self._tell())
        self.when.field.edited.connect(self._tell)

    def recognise(self) -> Recognise:
        """What is asked for now."""
        return Recognise(
            _names(self.has.text()),
            _names(self.has_any.text()),
            self.header.text().strip().lower(),
            self.path.text().strip(),
            self.when.field.text(),
        )

    def show_recognise(self, wanted: Recognise) -> None:
        """Show this; what stands here already is left as it is."""
        if wanted == self.recognise():
            return
        self._setting = True
        self.has.setText(", ".join(wanted.has))
        self.has_any.setText(", ".join(wanted.has_any))
        self.header.setText(wanted.header)
        self.path.setText(wanted.path)
        self.when.field.show_text(wanted.when)
        self._setting = False

    def show_faults(self, faults: Sequence[TemplateFault]) -> None:
        """Mark what is wrong with the expression."""
        self.when.show_faults(faults)

    def _tell(self) -> None:
        if not self._setting:
            self.edited.emit(self.recognise())

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        hints = tr("names at the top, with commas"), tr("names, with commas"), tr("a header"), tr("such as /v2/alerts")
        rows = (
            (tr("&Has all of"), self.has, hints[0]),
            (tr("Has one of"), self.has_any, hints[1]),
            (tr("Header"), self.header, hints[2]),
            (tr("Path begins"), self.path, hints[3]),
        )
        for at, (words, field, hint) in enumerate(rows):
            field.setPlaceholderText(hint)
            grid.addWidget(_label(words, field), at, 0)
            grid.addWidget(field, at, 1)
        grid.addWidget(_label(tr("and when"), self.when), len(rows), 0)
        grid.addWidget(self.when, len(rows), 1)
        note = QLabel(tr("By itself only a preset recognises a body. This goes along with the format into a file."))
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        grid.addWidget(note, len(rows) + 1, 0, 1, 2)


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))


def _label(words: str, field: QWidget) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "muted")
    label.setBuddy(field.field if isinstance(field, PartField) else field)
    return label
