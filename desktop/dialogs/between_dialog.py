"""From one day to another, either end left open."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDateEdit, QDialog, QGridLayout, QVBoxLayout, QWidget

from desktop.dialogs.ok_cancel import ok_cancel
from desktop.words import clock, dates
from desktop.words.language import tr
from models import moments
from models.cases.case_filter import Between


class BetweenDialog(QDialog):
    """Whole days in local time; the last day is in it."""

    chosen = Signal(object)
    """A Between."""

    def __init__(self, title: str, current: Between, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        today = clock.now()
        self.has_since, self.since = _end(tr("&From"), current.since, today - timedelta(days=7))
        last = None if current.until is None else current.until - timedelta(microseconds=1)
        self.has_until, self.until = _end(tr("&To"), last, today)
        if current == Between():
            self.has_since.setChecked(True)
        self._buttons = ok_cancel()
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()
        self.since.setFocus()

    def between(self) -> Between:
        """What the two fields say, the earlier day first."""
        first, last = self.since.date(), self.until.date()
        if self.has_since.isChecked() and self.has_until.isChecked() and last < first:
            first, last = last, first
        return Between(
            clock.midnight(_date(first)) if self.has_since.isChecked() else None,
            clock.midnight(_date(last.addDays(1))) if self.has_until.isChecked() else None,
        )

    def _on_accepted(self) -> None:
        self.chosen.emit(self.between())
        self.accept()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for row, (box, field) in enumerate(((self.has_since, self.since), (self.has_until, self.until))):
            grid.addWidget(box, row, 0)
            grid.addWidget(field, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(20)
        column.addLayout(grid)
        column.addWidget(self._buttons)


def _end(label: str, at: datetime | None, otherwise: datetime) -> tuple[QCheckBox, QDateEdit]:
    local = moments.local(at or otherwise)
    box, field = QCheckBox(label), QDateEdit(QDate(local.year, local.month, local.day))
    field.setCalendarPopup(True)
    field.setDisplayFormat(tr(dates.DAY))
    field.setAccessibleName(label.replace("&", ""))
    field.setMinimumWidth(field.fontMetrics().averageCharWidth() * 20)
    box.toggled.connect(field.setEnabled)
    box.setChecked(at is not None)
    field.setEnabled(at is not None)
    return box, field


def _date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
