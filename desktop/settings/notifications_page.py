"""Settings > Notifications: what the tray tells of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QWidget

from desktop.settings.fields.setting_page import SettingPage, plain_label
from desktop.settings.notifications import Notifications, Rules
from desktop.words import dates, priorities
from desktop.words.language import Sentence, tr
from models.cases.cases import PRIORITIES
from models.channels.channels import Channel

HOURS = range(24)
FIRST_QUIET = 22
NO_TRAY = Sentence("This desktop has no tray, so nothing is told while the window is closed.")
CHANNELS = Sentence("New cases of the channels with a mark are told; a channel that is added gets one.")
ROWS = 6


class NotificationsPage(SettingPage):
    """Holds at once, for this desk."""

    def __init__(self, *, notifications: Notifications, channels: Sequence[Channel], tray_there: bool) -> None:
        super().__init__(tr("Notifications"))
        self._notifications = notifications
        self.on = QCheckBox(tr("&Notify of new cases"))
        self.lowest = QComboBox()
        self.lowest.setAccessibleName(tr("Lowest priority that is told"))
        for place in range(len(PRIORITIES)):
            self.lowest.addItem(priorities.priority(place) if place else tr("All"), place)
        self.channels = QListWidget()
        self.channels.setProperty("framed", "true")
        self.channels.ensurePolished()  # a row is measured when it is added
        self.channels.setAccessibleName(tr("Channels whose cases are told"))
        self.channels.setFixedHeight(self.fontMetrics().height() * 2 * ROWS)
        self.quiet = QCheckBox(tr("&Quiet from"))
        self.begins, self.ends = _hours(tr("Quiet hours begin")), _hours(tr("Quiet hours end"))
        self.sound = QCheckBox(tr("With the &sound of the system"))
        self._lay_out(tray_there)
        self._show(channels)
        self._connect()
        for field in (self.on, self.lowest, self.channels, self.quiet, self.begins, self.ends, self.sound):
            field.setEnabled(tray_there)

    def _rules(self) -> Rules:
        """What the page says."""
        items = [self.channels.item(row) for row in range(self.channels.count())]
        without = (item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() != Qt.CheckState.Checked)
        return Rules(
            lowest=self.lowest.currentData(),
            without=frozenset(without),
            quiet_from=self.begins.currentData() if self.quiet.isChecked() else None,
            quiet_to=self.ends.currentData(),
            sound=self.sound.isChecked(),
        )

    def _show(self, channels: Sequence[Channel]) -> None:
        rules = self._notifications.rules
        self.on.setChecked(self._notifications.are_on)
        self.lowest.setCurrentIndex(rules.lowest)
        for channel in channels:
            item = QListWidgetItem(channel.name, self.channels)
            item.setData(Qt.ItemDataRole.UserRole, channel.id)
            told = channel.id not in rules.without
            item.setCheckState(Qt.CheckState.Checked if told else Qt.CheckState.Unchecked)
        self.quiet.setChecked(rules.quiet_from is not None)
        self.begins.setCurrentIndex(FIRST_QUIET if rules.quiet_from is None else rules.quiet_from)
        self.ends.setCurrentIndex(rules.quiet_to)
        self.sound.setChecked(rules.sound)

    def _connect(self) -> None:
        self.on.toggled.connect(self._notifications.turn)
        for box in (self.lowest, self.begins, self.ends):
            box.activated.connect(lambda _: self._keep())
        for check in (self.quiet, self.sound):
            check.toggled.connect(lambda _: self._keep())
        self.channels.itemChanged.connect(lambda _: self._keep())

    def _keep(self) -> None:
        rules = self._rules()
        known = {self.channels.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.channels.count())}
        # Of channels that are not shown here, such as one that is added meanwhile, what was said stays said.
        others = self._notifications.rules.without - known
        self._notifications.use(replace(rules, without=rules.without | others))

    def _lay_out(self, tray_there: bool) -> None:
        if not tray_there:
            self.add_whole(plain_label(tr(NO_TRAY)))
        self.add(
            tr("Tray"),
            self.on,
            tr("A message in the tray while no window of Hookdesk is in front; one for many cases at once."),
        )
        hours = QWidget()
        row = QHBoxLayout(hours)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.quiet, self.begins, QLabel(tr(Sentence("to", "an hour"))), self.ends):
            row.addWidget(widget)
        row.addStretch()
        hours.setFocusProxy(self.quiet)
        self.add(tr("From priority"), self.lowest, tr("Cases of this priority and above are told."))
        self.add(tr("Quiet hours"), hours, tr("Nothing is told then, of silent web hooks neither."))
        self.add(tr("Sound"), self.sound)
        self.add(tr("Channels"), self.channels, tr(CHANNELS), beside=self.lowest)


def _hours(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for hour in HOURS:
        box.addItem(dates.time_of_clock(time(hour)), hour)
    return box
