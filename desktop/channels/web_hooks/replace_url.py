"""Replacing a web hook's URL: how long the old one shall go on working."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.words import clock, dates
from desktop.words.language import Sentence, tr
from desktop.words.message_text import breakable
from models.channels.old_urls import LONGEST_GRACE

GRACES = (
    (Sentence("&Not at all: it stops at once"), timedelta()),
    (Sentence("For &1 day"), timedelta(days=1)),
    (Sentence("For &7 days"), timedelta(days=7)),
    (Sentence("For &30 days"), timedelta(days=30)),
)
USUAL = 2
AT_ONCE = Sentence(
    "The URL is replaced as soon as you press the button. Cancel in the properties does not bring it back."
)


class ReplaceUrl(QDialog):
    """Asks, and says what will happen; whoever opened it replaces the URL."""

    chosen = Signal(object)
    """The grace period, a timedelta; 0 stops the old URL at once."""

    def __init__(self, purpose: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Replace URL"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._group = QButtonGroup(self)
        self.graces = [QRadioButton(tr(label)) for label, _ in GRACES]
        before, _, after = (part.strip() for part in tr("&Until the end of {day}").partition("{day}"))
        self.until, self._behind = QRadioButton(before), QLabel(after)
        self.day = _day()
        self.consequence = _wrapped("")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setProperty("kind", "plain")
        self.replace = self._buttons.addButton(tr("&Replace now"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out(purpose)
        self._connect()
        self.graces[USUAL].setChecked(True)
        self.graces[USUAL].setFocus()

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().averageCharWidth() * 72
        return QSize(width, self._column.totalHeightForWidth(width))

    def grace(self) -> timedelta:
        """How long the old URL shall go on working, from now."""
        if not self.until.isChecked():
            return GRACES[self._group.checkedId()][1]
        day = self.day.date()
        end = clock.midnight(date(day.year(), day.month(), day.day()) + timedelta(days=1))
        return max(end - clock.now(), timedelta())

    def _follow(self) -> None:
        grace = self.grace()
        self.day.setEnabled(self.until.isChecked())
        self.consequence.setText(consequence(grace))
        self.replace.setText(tr("&Replace now") if grace else tr("&Replace and stop the old URL"))
        self.replace.setProperty("kind", "primary" if grace else "danger")
        self.replace.style().unpolish(self.replace)
        self.replace.style().polish(self.replace)

    def _on_accepted(self) -> None:
        self.chosen.emit(self.grace())
        self.accept()

    def _on_day_changed(self) -> None:
        self.until.setChecked(True)
        self._follow()

    def _connect(self) -> None:
        self._group.buttonToggled.connect(lambda *_: self._follow())
        self.day.dateChanged.connect(self._on_day_changed)
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)

    def _lay_out(self, purpose: str) -> None:
        heading = _wrapped(breakable(tr("Replace the URL of “{purpose}”?", purpose=purpose)))
        heading.setProperty("role", "heading")
        what = _wrapped(
            tr("It gets a new URL, to copy to whatever posts here. How long shall the old one go on working?")
        )
        choices = QVBoxLayout()
        choices.setSpacing(8)
        for place, button in enumerate(self.graces):
            self._group.addButton(button, place)
            choices.addWidget(button)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._group.addButton(self.until, len(GRACES))
        row.addWidget(self.until)
        row.addWidget(self.day)
        row.addWidget(self._behind)
        row.addStretch()
        choices.addLayout(row)
        note = _wrapped(tr(AT_ONCE))
        note.setProperty("role", "muted")
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(what)
        column.addLayout(choices)
        column.addWidget(self.consequence)
        column.addWidget(note)
        column.addWidget(self._buttons)


def consequence(grace: timedelta) -> str:
    """What becomes of the old URL, in a sentence or two."""
    if grace <= timedelta():
        return tr("The old URL stops now: a post to it is answered with 410, and listed as rejected.")
    end = dates.written(clock.now() + grace, dates.WHOLE_DAY_AND_TIME)
    return tr(
        "The old URL works until {end}. After that a post to it is answered with 410, and listed as rejected.", end=end
    )


def _day() -> QDateEdit:
    today = clock.now().astimezone().date()
    first, last = (QDate(day.year, day.month, day.day) for day in (today, today + LONGEST_GRACE - timedelta(days=1)))
    field = QDateEdit(first.addDays(14))
    field.setCalendarPopup(True)
    field.setDateRange(first, last)
    field.setDisplayFormat(tr(dates.DAY))
    field.setAccessibleName(tr("Last day of the old URL"))
    field.setMinimumWidth(field.fontMetrics().averageCharWidth() * 20)
    return field


def _wrapped(text: str) -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
