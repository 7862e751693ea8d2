"""The Cases tab of the channel properties: what an update does to a closed case, and how far ids are known."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QRadioButton, QVBoxLayout, QWidget

from desktop.words.language import Sentence, tr
from models.channels.channel_rules import Rules

UPDATE = Sentence(
    "An update is a report that references an earlier one. When this is off, the update is added "
    "to the case and the case stays closed."
)
WHOLE = Sentence("Each web hook can update and close the cases of the others by their ids and keys.")
PER_HOOK = Sentence(
    "The same id or key from two web hooks makes two cases. Choose this when senders do not trust each other."
)
KEEPS = Sentence(
    "This holds from the next report on. What was reported before is not known any more: a report about it opens a new "
    "case. It is known again when you change this back."
)


class CasesTab(QWidget):
    """A switch and a choice, and what they mean."""

    def __init__(self, rules: Rules, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = rules
        self.reopen = QCheckBox(tr("Reopen a closed case when an &update arrives"))
        self.reopen.setChecked(rules.reopen_on_update)
        self.whole = QRadioButton(tr("Known in the w&hole channel"))
        self.per_hook = QRadioButton(tr("Known &per web hook"))
        (self.per_hook if rules.ids_per_hook else self.whole).setChecked(True)
        self.keeps = _meaning(tr(KEEPS))
        self.keeps.setIndent(0)
        self.keeps.hide()
        self.per_hook.toggled.connect(self._warn)
        self._lay_out()

    def rules(self) -> Rules:
        """What the fields say."""
        return Rules(self.reopen.isChecked(), self.per_hook.isChecked())

    def _warn(self) -> None:
        self.keeps.setVisible(self.rules().ids_per_hook != self._before.ids_per_hook)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(4)
        _add(layout, self.reopen, UPDATE)
        layout.addSpacing(20)
        layout.addWidget(QLabel(tr("Ids and keys of reports")))
        layout.addSpacing(4)
        _add(layout, self.whole, WHOLE)
        layout.addSpacing(8)
        _add(layout, self.per_hook, PER_HOOK)
        layout.addSpacing(12)
        layout.addWidget(self.keeps)
        layout.addStretch()


def _add(layout: QVBoxLayout, button: QAbstractButton, sentence: Sentence) -> None:
    meaning = _meaning(tr(sentence))
    button.setAccessibleDescription(meaning.text())
    layout.addWidget(button)
    layout.addWidget(meaning)


def _meaning(text: str) -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "muted")
    label.setIndent(24)
    return label
