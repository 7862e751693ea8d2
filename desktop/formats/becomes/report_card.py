"""A report as it would be: what it says, and what it would do now."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from desktop.formats.becomes.effect_words import ICONS, effect
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.icon_label import IconLabel
from desktop.widgets.theme import ThemeHolder
from desktop.words import priorities
from desktop.words.language import number, tr
from desktop.words.message_text import breakable
from desktop.words.plain_tooltip import plain_tooltip
from models.recording.foresight import Foreseen
from models.report import Report

MOST_LINES, MOST_CHARACTERS = 4, 300
"""Of a text that is shown; the tooltip has more."""
_PILLS = ("neutral", "neutral", "accent", "warning", "warning", "danger")
"""At the places of PRIORITIES."""


class ReportCard(QFrame):
    """Can be shown another report, so that nothing jumps while somebody types."""

    def __init__(self, place: int, *, theme: ThemeHolder) -> None:
        super().__init__()
        self._theme = theme
        self.number = QLabel(number(place))
        self.subject, self.text = QLabel(), QLabel()
        self.key, self.priority = ElidedLabel(role="muted"), QLabel()
        self.links = ElidedLabel(role="muted")
        self.icon, self.effect = IconLabel(), QLabel()
        self._lay_out()

    def show_report(self, foreseen: Foreseen, now: datetime) -> None:
        """Show what a report would be."""
        report = foreseen.report
        subject, text = report.subject or report.text.strip().partition("\n")[0], _beginning(report)
        _put(self.subject, breakable(subject))
        _put(self.text, breakable(text))
        self.text.setToolTip(plain_tooltip(report.text))
        key = tr("key {key}", key=report.key) if report.key else tr("no key")
        self.key.show_text(key if report.id is None else tr("id {id} · {key}", id=report.id, key=key))
        self.priority.setVisible(report.priority is not None)
        if report.priority is not None:
            _set_pill(self.priority, _PILLS[report.priority])
            _put(self.priority, priorities.or_none(report.priority))
        named = [link.display_name or link.url for link in report.attachments]
        self.links.show_text(", ".join(named), "\n".join(link.url for link in report.attachments))
        self.links.setVisible(bool(named))
        said = effect(foreseen, now)
        _put(self.effect, said)
        self.icon.show_icon(self._theme.icon(*ICONS[foreseen.status]))
        self.setAccessibleName(tr("Report {number}: {subject}", number=self.number.text(), subject=subject))
        self.setAccessibleDescription(said)

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for label in (self.subject, self.text, self.priority, self.effect):
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self.subject, self.text, self.effect):
            label.setWordWrap(True)
        self.priority.setProperty("pill", "neutral")  # before it is first shown: a style gives room for a pill then
        self.number.setProperty("role", "muted")
        self.subject.setProperty("role", "heading")
        self.text.setProperty("role", "muted")
        beside = QHBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self.priority)
        beside.addWidget(self.key, 1)
        done = QHBoxLayout()
        done.setSpacing(8)
        done.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        done.addWidget(self.effect, 1)
        told = QVBoxLayout()
        told.setSpacing(3)
        told.addWidget(self.subject)
        told.addWidget(self.text)
        told.addLayout(beside)
        told.addWidget(self.links)
        told.addLayout(done)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 10, 0, 10)
        row.setSpacing(8)
        row.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(told, 1)


def _beginning(report: Report) -> str:
    """The text below the subject, as much as a card takes."""
    lines = [line for line in report.text[: MOST_CHARACTERS * 4].split("\n") if line.strip()]
    if report.subject and lines and lines[0].strip() == report.subject:
        del lines[0]
    elif not report.subject:
        del lines[:1]
    shown = "\n".join(lines[:MOST_LINES])[:MOST_CHARACTERS]
    return shown + "…" if len(lines) > MOST_LINES or len(shown) == MOST_CHARACTERS else shown


def _put(label: QLabel, text: str) -> None:
    """Show a text; a label without one takes no room."""
    if label.text() != text:
        label.setText(text)
    label.setVisible(bool(text))


def _set_pill(label: QLabel, kind: str) -> None:
    if label.property("pill") != kind:
        label.setProperty("pill", kind)
        # A style sheet looks at a property once; this makes it look again.
        label.style().unpolish(label)
        label.style().polish(label)
