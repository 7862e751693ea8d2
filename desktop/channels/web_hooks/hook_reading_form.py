"""How a web hook reads what it is sent: by which format, how it answers, when it reopens a case, what it fetches."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.channels.web_hooks.reading_fields import AnswersField, FetchField, ReadsField
from desktop.channels.web_hooks.rule_field import Field
from desktop.channels.web_hooks.rule_fields import ReopenField
from desktop.data.tasks import Tasks
from desktop.suggestions.suggested import Suggested
from desktop.suggestions.suggestion_line import SuggestionLine
from desktop.widgets.field_label import FieldLabel
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from models.channels.hook_rules import NO_RULES, Rules
from models.formats import own_formats


class HookReadingForm(QWidget):
    """Nothing is saved here."""

    edited = Signal()
    format_wanted = Signal(str)
    """What `reads` says of the format that shall be edited."""

    def __init__(self, *, tasks: Tasks, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reads, self.answers, self.reopen = ReadsField(), AnswersField(), ReopenField()
        self.fetch = FetchField()
        self._fields: tuple[tuple[str, Field], ...] = (
            (tr("Reads"), self.reads),
            (tr("Answers"), self.answers),
            (tr("Reopens"), self.reopen),
            (tr("Files"), self.fetch),
        )
        self._shown = NO_RULES
        self.suggestion = SuggestionLine(theme=theme)
        self._lay_out()
        self.suggestion.wanted.connect(self._on_suggested)
        for _, field in self._fields:
            field.edited.connect(self.edited)
        self.reads.edit.clicked.connect(lambda: self.format_wanted.emit(self.reads.part().reads))
        tasks.run(own_formats.all_formats, self.reads.show_formats, owner=self)

    def show_rules(self, rules: Rules, *, saved: bool) -> None:
        """Show these; a format can be made for a web hook that is `saved`."""
        for _, field in self._fields:
            field.show_rules(rules)
        self._shown = rules
        self.reads.edit.setEnabled(saved)

    def show_suggested(self, suggested: Suggested | None) -> None:
        """Say which format it should have."""
        self.suggestion.show_suggested(suggested)

    def put_into(self, rules: Rules) -> Rules:
        """The rules with what is shown here, whether or not it can be stored."""
        return replace(
            rules,
            reads=self.reads.part().reads,
            answers=self.answers.part().answers,
            reopen_within=self.reopen.part().reopen_within,
            fetches=self.fetch.part().fetches,
        )

    def check(self) -> bool:
        """Whether all of it can be stored; the cursor goes to the first field that cannot."""
        return all(field.check() for _, field in self._fields)

    def _on_suggested(self, suggested: Suggested) -> None:
        self.reads.choose(suggested.preset)
        self.suggestion.show_suggested(None)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        # The labels of the form above are in the same column.
        grid.setColumnMinimumWidth(0, self.fontMetrics().horizontalAdvance(tr("Purpose")))
        for row, (text, field) in enumerate(self._fields):
            grid.addWidget(FieldLabel(text, field), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, row, 1)
        grid.addWidget(self.suggestion, len(self._fields), 1)
        grid.setRowStretch(len(self._fields) + 1, 1)
