"""Days and times of day, written as the language of the program writes them, in the time of this place."""

from __future__ import annotations

from datetime import datetime, time

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime, QTimeZone

from desktop.words.language import Sentence, tr
from models import moments

# Qt's patterns. They are translated like sentences, since their order is not the same in each language.
DAY = Sentence("d MMM yyyy")
DAY_OF_THIS_YEAR = Sentence("d MMM")
DAY_AND_TIME = Sentence("d MMM yyyy HH:mm")
DAY_OF_THIS_YEAR_AND_TIME = Sentence("d MMM HH:mm")
WEEKDAY_AND_TIME = Sentence("ddd d MMM yyyy, HH:mm")
WHOLE_DAY_AND_TIME = Sentence("dddd d MMMM yyyy, HH:mm")
TO_THE_SECOND = Sentence("dddd d MMMM yyyy, HH:mm:ss")
TIME = Sentence("HH:mm")
TIME_WITH_SECONDS = Sentence("HH:mm:ss")


def written(at: datetime, pattern: Sentence) -> str:
    """An aware time, by one of the patterns here."""
    local = moments.local(at)
    day = QDate(local.year, local.month, local.day)
    # Named UTC, so that Qt takes the hour as it is: it is a local one already.
    moment = QDateTime(day, QTime(local.hour, local.minute, local.second), QTimeZone.utc())
    return QLocale().toString(moment, tr(pattern))


def time_of_clock(at: time) -> str:
    """A time that is of no day: "02:30"."""
    return QLocale().toString(QTime(at.hour, at.minute), tr(TIME))
