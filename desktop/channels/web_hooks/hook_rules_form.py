"""Limits and security of a web hook: until when it takes reports, from whom, how many, how large, with which secret."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from desktop.channels.web_hooks.rule_field import Field
from desktop.channels.web_hooks.rule_fields import ExpiryField, RateField, SendersField, SilenceField, UploadField
from desktop.channels.web_hooks.secret_field import SecretField
from desktop.widgets.field_label import FieldLabel
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from models.channels.hook_rules import NO_RULES, Rules


class HookRulesForm(QScrollArea):
    """All of it is off by default; nothing is saved here."""

    edited = Signal()

    def __init__(self, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.expiry, self.silence, self.rate = ExpiryField(), SilenceField(), RateField()
        self.senders, self.secret = SendersField(), SecretField(theme=theme)
        self.upload = UploadField()
        self._fields: tuple[tuple[str, Field], ...] = (
            (tr("Expires"), self.expiry),
            (tr("Silence"), self.silence),
            (tr("Rate"), self.rate),
            (tr("Files"), self.upload),
            (tr("Senders"), self.senders),
            (tr("Secret"), self.secret),
        )
        self._shown = NO_RULES
        self._lay_out()
        for _, field in self._fields:
            field.edited.connect(self.edited)

    def show_rules(self, rules: Rules) -> None:
        """Show these."""
        for _, field in self._fields:
            field.show_rules(rules)
        self._shown = rules
        self.verticalScrollBar().setValue(0)

    def rules(self) -> Rules:
        """What is shown, whether or not it can be stored."""
        return replace(
            self._shown,
            expires_at=self.expiry.part().expires_at,
            silent_after=self.silence.part().silent_after,
            rate_limit=self.rate.part().rate_limit,
            senders=self.senders.part().senders,
            secret=self.secret.part().secret,
            largest_body=self.upload.part().largest_body,
        )

    def check(self) -> bool:
        """Whether all rules can be stored; the cursor goes to the first field that cannot."""
        wrong = next((field for _, field in self._fields if not field.check()), None)
        if wrong is not None:
            self.ensureWidgetVisible(wrong)
        return wrong is None

    def _lay_out(self) -> None:
        page = QWidget()
        page.setProperty("ground", "surface")
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        # The labels of the form above are in the same column.
        grid.setColumnMinimumWidth(0, self.fontMetrics().horizontalAdvance(tr("Purpose")))
        for row, (text, field) in enumerate(self._fields):
            grid.addWidget(FieldLabel(text, field), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, row, 1)
        grid.setRowStretch(len(self._fields), 1)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def rules_in_use(rules: Rules) -> int:
    """How many of them are on."""
    return sum(
        (
            rules.expires_at is not None,
            rules.silent_after is not None,
            rules.rate_limit is not None,
            bool(rules.senders),
            rules.secret is not None,
            rules.largest_body != NO_RULES.largest_body,
        )
    )
