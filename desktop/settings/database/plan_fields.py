"""When backups are made, and how many are kept: two choices that hold for the database, whatever receives for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.widgets.flow_layout import FlowLayout
from desktop.words import dates
from desktop.words.language import number, tr
from models.upkeep.backup_plan import Plan

NUMBERS = (3, 7, 14, 30, 90, 365)


class PlanFields(QWidget):
    """Both can be used once the plan has been read."""

    entered = Signal(object)
    """Another Plan."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = Plan()
        self.at, self.kept = QComboBox(), QComboBox()
        self.at.setAccessibleName(tr("Time of the backups"))
        self.kept.setAccessibleName(tr("Number of backups that are kept"))
        self.at.addItem(tr("A day after the last one"), None)
        for hour in range(24):
            self.at.addItem(tr("Daily at {time}", time=dates.time_of_clock(time(hour))), time(hour))
        self.at.activated.connect(lambda _: self._enter(replace(self._plan, at=self.at.currentData())))
        self.kept.activated.connect(lambda _: self._enter(replace(self._plan, kept=self.kept.currentData())))
        row = FlowLayout(self)
        row.addWidget(self.at)
        row.addWidget(self.kept)
        self.setFocusProxy(self.at)
        self.setEnabled(False)

    def show_plan(self, plan: Plan) -> None:
        """Show what holds, also where it is none of the choices."""
        self._plan = plan
        if plan.at is not None and self.at.findData(plan.at) < 0:
            words = dates.time_of_clock(plan.at)
            self.at.addItem(tr("Daily at {time}", time=words), plan.at)
        self.kept.clear()
        for count in sorted({*NUMBERS, plan.kept}):
            self.kept.addItem(tr("The last {number} are kept", number=number(count)), count)
        self.at.setCurrentIndex(self.at.findData(plan.at))
        self.kept.setCurrentIndex(self.kept.findData(plan.kept))
        self.setEnabled(True)

    def _enter(self, plan: Plan) -> None:
        if plan != self._plan:
            self._plan = plan
            self.entered.emit(plan)
