"""A part of a format as a field, with the sentence that says what is wrong with it below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.formats.reading.expression_field import Complete, ExpressionField
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from receiver.formats.templates import TemplateFault


class PartField(QWidget):
    """The sentence is read out with the field, and takes no room while all is well."""

    def __init__(
        self, name: str, hint: str, complete: Complete, *, is_template: bool = False, theme: ThemeHolder
    ) -> None:
        super().__init__()
        self.field = ExpressionField(name, complete, is_template=is_template, theme=theme)
        self.field.setPlaceholderText(hint)
        self.setFocusProxy(self.field)
        self.fault = QLabel()
        self.fault.setTextFormat(Qt.TextFormat.PlainText)
        self.fault.setProperty("role", "danger")
        self.fault.setWordWrap(True)
        self.fault.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.field)
        column.addWidget(self.fault)

    def show_faults(self, faults: Sequence[TemplateFault]) -> None:
        """Mark what is wrong at its place, and say the first of it."""
        if faults == self.field.faults():
            return
        self.field.show_faults(faults)
        said = _said(self.field.text(), faults[0]) if faults else ""
        self.fault.setText(said)
        self.fault.setVisible(bool(said))
        self.field.setAccessibleDescription(said)
        self.field.setProperty("wrong", "true" if said else "false")
        # A style sheet looks at a property once; this makes it look again.
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)


def _said(text: str, fault: TemplateFault) -> str:
    if "\n" in text:
        return tr("Line {line}: {said}", line=fault.line, said=fault.said)
    return fault.said
