"""When a case shall be closed: a day, a time, or one of the days that are wanted most."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QDate, Qt, QTime, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QGridLayout, QHBoxLayout, QPushButton, QTimeEdit, QToolButton, QWidget

from desktop.dialogs.popup import Popup
from desktop.widgets.theme import ThemeHolder
from desktop.words import clock, dates
from desktop.words.language import tr
from models import moments

END_OF_WORK, END_OF_DAY = time(17, 0), time(23, 59)


class DeadlinePopup(Popup):
    """A day of the row on top is taken at once, one of the calendar with Set; times are local."""

    chosen = Signal(object)
    """The time, aware, or None for no deadline."""

    def __init__(self, heading: str, anchor: QWidget, *, theme: ThemeHolder, current: datetime | None) -> None:
        super().__init__(heading, anchor)
        start = moments.local(current or _at_end_of_work(clock.now(), 0))
        self.calendar = QCalendarWidget(selectedDate=QDate(start.year, start.month, start.day))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.calendar.setAccessibleName(tr("Day"))
        self.calendar.activated.connect(self._take)
        self._colour(theme)
        self.time = QTimeEdit(QTime(start.hour, start.minute))
        self.time.setDisplayFormat(tr(dates.TIME))
        self.time.lineEdit().setTextMargins(8, 0, 0, 0)
        self.time.setAccessibleName(tr("Time"))
        self.days = [self._day(label, days) for label, days in _soon(clock.now())]
        self.none = self._button(tr("No deadline"), lambda: self._choose(None))
        self.none.setEnabled(current is not None)
        self.set = self._button(tr("Set"), self._take)
        self.set.setProperty("kind", "primary")
        top = QGridLayout()
        top.setSpacing(8)
        for place, button in enumerate(self.days):
            top.addWidget(button, place // 2, place % 2)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.time)
        foot.addStretch()
        foot.addWidget(self.none)
        foot.addWidget(self.set)
        self.column.addLayout(top)
        self.column.addWidget(self.calendar)
        self.column.addLayout(foot)
        self.setFocusProxy(self.days[0])

    def _colour(self, theme: ThemeHolder) -> None:
        """Colour week-ends and the names of days: the calendar's own colours are for a white ground."""
        text, muted = QTextCharFormat(), QTextCharFormat()
        text.setForeground(theme.current.color("text"))
        muted.setForeground(theme.current.color("muted"))
        muted.setBackground(theme.current.color("surface"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, text)
        self.calendar.setHeaderTextFormat(muted)
        for name, icon in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
            if (button := self.calendar.findChild(QToolButton, name)) is not None:
                button.setIcon(theme.icon(icon))

    def _day(self, label: str, days: int) -> QPushButton:
        at = _at_end_of_work(clock.now(), days)
        button = self._button(label, lambda: self._choose(at))
        button.setToolTip(clock.exact(at))
        return button

    def _button(self, label: str, clicked: object) -> QPushButton:
        button = QPushButton(label)
        button.setProperty("kind", "plain")
        button.setAutoDefault(True)  # Enter presses the one with the focus
        button.clicked.connect(clicked)
        return button

    def _take(self, _: object = None) -> None:
        day, at = self.calendar.selectedDate(), self.time.time()
        self._choose(moments.of_local(date(day.year(), day.month(), day.day()), time(at.hour(), at.minute())))

    def _choose(self, at: datetime | None) -> None:
        self.finish()
        self.chosen.emit(at)


def _at_end_of_work(now: datetime, days: int) -> datetime:
    """The end of a day's work, or where that has passed of the day: a deadline lies ahead."""
    day = now.astimezone().date() + timedelta(days=days)
    at = moments.of_local(day, END_OF_WORK)
    return at if at > now else moments.of_local(day, END_OF_DAY)


def _soon(now: datetime) -> list[tuple[str, int]]:
    """The days of the upper row: a label, and how many days from now."""
    monday = 7 - now.astimezone().weekday()
    return [(tr("Today"), 0), (tr("Tomorrow"), 1), (tr("Next Monday"), monday), (tr("In two weeks"), 14)]
