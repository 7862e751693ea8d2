"""The form of Send Test: what kind of report, and what is in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.posting.attachment_rows import AttachmentRows
from desktop.posting.composed import KINDS, Composed, Kind
from desktop.posting.send_test import DEFAULT_TEXT
from desktop.widgets.segments import Segments
from desktop.widgets.theme import ThemeHolder
from desktop.words import clock
from desktop.words.language import Sentence, tr

LABELS = (Sentence("Message"), Sentence("Case"), Sentence("Update"), Sentence("JSON"))
WHAT: dict[Kind, Sentence] = {
    "message": Sentence("A message in the channel's activity."),
    "case": Sentence("A report with an id opens a case; with an id that was reported before it changes nothing."),
    "update": Sentence("A report that refers to another one is added to the case of that one."),
    "json": Sentence("Write the report yourself."),
}


class ComposerForm(QWidget):
    """Tells of every change; fields that a kind of report does not have are hidden."""

    edited = Signal()

    def __init__(self, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kinds = Segments([tr(label) for label in LABELS], name=tr("What to send"))
        self.what = QLabel(tr(WHAT["message"]))
        self.reference = QComboBox(editable=True)
        self.id = QLineEdit(f"test-{clock.now().astimezone():%Y%m%d-%H%M%S}")
        self.update_id = QLineEdit()
        self.subject = QLineEdit()
        self.text = QPlainTextEdit(tr(DEFAULT_TEXT))
        self.attachments = AttachmentRows(theme=theme)
        self._labels: dict[QWidget, QLabel] = {}
        self._chose = False
        """Whether the person said which report it refers to."""
        self._lay_out()
        self._connect()
        self._show_kind()

    def composed(self) -> Composed:
        """What is in the form now."""
        return Composed(
            kind=self.kind(),
            text=self.text.toPlainText(),
            id=(self.update_id if self.kind() == "update" else self.id).text().strip(),
            subject=self.subject.text().strip(),
            reference=self.reference.currentText().strip(),
            attachments=self.attachments.attachments(),
        )

    def kind(self) -> Kind:
        """Which kind of report was chosen."""
        return KINDS[self.kinds.current()]

    def choose(self, kind: Kind) -> None:
        """Choose a kind as a click would."""
        self.kinds.choose(KINDS.index(kind))

    def offer(self, references: Sequence[str]) -> None:
        """Offer report ids to refer to, the first of them chosen until the person chooses."""
        written = self.reference.currentText() if self._chose else ""
        self.reference.blockSignals(True)
        self.reference.clear()
        self.reference.addItems(list(references))
        self.reference.setEditText(written or (references[0] if references else ""))
        self.reference.blockSignals(False)
        if self.kind() == "update":
            self.edited.emit()

    def _on_reference(self) -> None:
        self._chose = True
        self.edited.emit()

    def _on_kind(self) -> None:
        self._show_kind()
        self.edited.emit()

    def _show_kind(self) -> None:
        kind = self.kind()
        self.what.setText(tr(WHAT[kind]))
        shown = {
            self.reference: kind == "update",
            self.id: kind == "case",
            self.update_id: kind == "update",
            self.subject: kind == "case",
            self.text: kind != "json",
            self.attachments: kind != "json",
        }
        for field, there in shown.items():
            field.setVisible(there)
            if field in self._labels:
                self._labels[field].setVisible(there)

    def _connect(self) -> None:
        self.kinds.chosen.connect(lambda _: self._on_kind())
        self.reference.editTextChanged.connect(lambda _: self._on_reference())
        for field in (self.id, self.update_id, self.subject):
            field.textEdited.connect(lambda _: self.edited.emit())
        self.text.textChanged.connect(self.edited)
        self.attachments.edited.connect(self.edited)

    def _lay_out(self) -> None:
        self.what.setProperty("role", "muted")
        self.what.setWordWrap(True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(self.fontMetrics().lineSpacing() * 4)
        self.reference.setAccessibleName(tr("The report that it refers to"))
        # An id may have 255 characters.
        self.reference.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.reference.setMinimumContentsLength(10)
        self.update_id.setPlaceholderText(tr("Only if later reports shall refer to it"))
        self.subject.setPlaceholderText(tr("Without one: the first line of the text"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 16, 0)
        column.setSpacing(4)
        for name, field in (
            (tr("&Refers to"), self.reference),
            (tr("&Id"), self.id),
            (tr("&Id"), self.update_id),
            (tr("Sub&ject"), self.subject),
            (tr("&Text"), self.text),
        ):
            label = QLabel(name)
            label.setProperty("role", "muted")
            label.setBuddy(field)
            self._labels[field] = label
            column.addWidget(label)
            column.addWidget(field, 1 if field is self.text else 0)
            column.addSpacing(4)
        column.addWidget(self.attachments)
        column.addStretch(0)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.kinds)
        layout.addWidget(self.what)
        layout.addWidget(scroll, 1)
