"""The fields of a web hook's rules, one for each, but for the secret."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QDate, QDateTime, QTime
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit

from desktop.channels.web_hooks.rule_field import CountedField, Field, Moment, Switch
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.hint import Hint
from desktop.words import clock, dates
from desktop.words.language import Plural, Sentence, tr
from models import moments
from models.channels.hook_rules import LARGEST_UPLOAD, REOPEN_WITHIN, Rules

SPAN_UNITS = ((Plural("minutes"), clock.MINUTE), (Plural("hours"), clock.HOUR), (Plural("days"), clock.DAY))
FIRST_SILENCE = 2 * clock.HOUR
RATE_UNITS = {
    "second": Sentence("posts a second"),
    "minute": Sentence("posts a minute"),
    "hour": Sentence("posts an hour"),
    "day": Sentence("posts a day"),
}
FIRST_RATE = "60/minute"
FIRST_EXPIRY = timedelta(days=30)
MIB = 1024 * 1024


class ExpiryField(Field):
    """Until when the web hook takes reports; a local time."""

    def __init__(self) -> None:
        super().__init__()
        self.on = Switch(tr("On"))
        self.at = Moment()
        self.at.setCalendarPopup(True)
        self.at.setDisplayFormat(tr(dates.DAY_AND_TIME))
        self.at.setAccessibleName(tr("Expires on"))
        self.at.setMinimumWidth(self.fontMetrics().averageCharWidth() * 26)
        self._exact: tuple[QDateTime, datetime] | None = None
        self.lay_out(self.on, self.at, ElidedLabel(tr("Then posts are refused."), role="muted"))
        self.on.toggled.connect(self.at.setEnabled)
        self.on.clicked.connect(self.edited)
        self.at.dateTimeChanged.connect(self.edited)

    def show_rules(self, rules: Rules) -> None:
        local = moments.local(rules.expires_at or clock.now() + FIRST_EXPIRY)
        at = QDateTime(QDate(local.year, local.month, local.day), QTime(local.hour, local.minute))
        self.at.blockSignals(True)
        self.at.setDateTime(at)
        self.at.blockSignals(False)
        # The stored time has seconds that the field does not show: they stay, unless a person edits the field.
        self._exact = None if rules.expires_at is None else (at, rules.expires_at)
        self.on.show_on(rules.expires_at is not None)
        self.at.setEnabled(rules.expires_at is not None)

    def part(self) -> Rules:
        if not self.on.isChecked():
            return Rules()
        shown = self.at.dateTime()
        if self._exact is not None and self._exact[0] == shown:
            return Rules(expires_at=self._exact[1])
        day, at = shown.date(), shown.time()
        return Rules(
            expires_at=moments.of_local(date(day.year(), day.month(), day.day()), time(at.hour(), at.minute()))
        )

    def check(self) -> bool:
        """A time that has passed is a rule as well: the web hook has expired."""
        return True


class SpanField(CountedField):
    """A time in minutes, hours or days."""

    def __init__(self, sentence: Sentence, names: tuple[str, str]) -> None:
        super().__init__(sentence, names, [tr(label, 2) for label, _ in SPAN_UNITS])
        self.number.textChanged.connect(self._count)

    def show_span(self, seconds: int, *, on: bool) -> None:
        """Show a time in the largest unit in which it is a whole number."""
        fits = [place for place, (_, length) in enumerate(SPAN_UNITS) if seconds % length == 0] or [0]
        self.show_number(on, max(1, seconds // SPAN_UNITS[fits[-1]][1]), fits[-1])

    def seconds(self) -> int:
        """The time that is shown."""
        return int(self.number.text() or 0) * SPAN_UNITS[self.unit.currentIndex()][1]

    def _count(self, number: str) -> None:
        """Say the units for this number: 1 hour, 2 hours."""
        for place, (label, _) in enumerate(SPAN_UNITS):
            self.unit.setItemText(place, tr(label, int(number or 0)))


class SilenceField(SpanField):
    """After how long without an accepted report the web hook is said to be silent."""

    def __init__(self) -> None:
        names = tr("Time of the silence"), tr("Unit of the silence")
        super().__init__(Sentence("Warn after {number} {unit} without an accepted post"), names)

    def show_rules(self, rules: Rules) -> None:
        self.show_span(rules.silent_after or FIRST_SILENCE, on=rules.silent_after is not None)

    def part(self) -> Rules:
        return Rules(silent_after=self.seconds() if self.on.isChecked() else None)


class ReopenField(SpanField):
    """How soon after a case was closed the next report of its key reopens it."""

    def __init__(self) -> None:
        names = tr("Time to reopen"), tr("Unit of the time to reopen")
        super().__init__(Sentence("Within {number} {unit} after it was closed, by its key"), names)

    def show_rules(self, rules: Rules) -> None:
        self.show_span(rules.reopen_within or REOPEN_WITHIN, on=rules.reopen_within > 0)

    def part(self) -> Rules:
        return Rules(reopen_within=self.seconds() if self.on.isChecked() else 0)


class RateField(CountedField):
    """How many posts the web hook takes in a while."""

    def __init__(self) -> None:
        names = tr("Most posts"), tr("Time for the most posts")
        sentence = Sentence("At most {number} {unit} More are refused.")
        super().__init__(sentence, names, [tr(unit) for unit in RATE_UNITS.values()])

    def show_rules(self, rules: Rules) -> None:
        number, _, unit = (rules.rate_limit or FIRST_RATE).partition("/")
        self.show_number(rules.rate_limit is not None, number, list(RATE_UNITS).index(unit))

    def part(self) -> Rules:
        if not self.on.isChecked():
            return Rules()
        return Rules(rate_limit=f"{self.number.text()}/{list(RATE_UNITS)[self.unit.currentIndex()]}")


class SendersField(Field):
    """The addresses and networks that may post."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit(placeholderText=tr("Any address. To allow some only: 192.0.2.17, 10.0.0.0/8"))
        self.line.setAccessibleName(tr("Allowed senders"))
        self.hint = Hint(self.line)
        self.setFocusProxy(self.line)
        self.lay_out(self.line, hint=self.hint)
        self.line.textEdited.connect(self.edited)

    def show_rules(self, rules: Rules) -> None:
        self.line.setText(", ".join(rules.senders))
        self.line.setCursorPosition(0)
        self.hint.clear_problem()

    def part(self) -> Rules:
        return Rules(senders=tuple(self.line.text().replace(",", " ").replace(";", " ").split()))


class UploadField(Field):
    """How large a post with files may be, in MiB; another size stays as it is, unless a person edits the field."""

    def __init__(self) -> None:
        super().__init__()
        self.number = QLineEdit()
        self.number.setValidator(QIntValidator(0, LARGEST_UPLOAD // MIB, self.number))
        self.number.setFixedWidth(self.fontMetrics().averageCharWidth() * 10)
        self.number.setAccessibleName(tr("MiB of a post with files"))
        self.hint = Hint(self.number)
        self._exact = Rules().largest_body
        self.setFocusProxy(self.number)
        most = LARGEST_UPLOAD // MIB
        self.lay_out(
            self.number,
            ElidedLabel(tr("MiB of a post that brings files, up to {most}.", most=str(most)), role="muted"),
            hint=self.hint,
        )
        self.number.textEdited.connect(self.edited)

    def show_rules(self, rules: Rules) -> None:
        self._exact = rules.largest_body
        self.number.setText(_mib(rules.largest_body))
        self.hint.clear_problem()

    def part(self) -> Rules:
        if self.number.text() == _mib(self._exact):
            return Rules(largest_body=self._exact)
        return Rules(largest_body=int(self.number.text() or 0) * MIB)


def _mib(size: int) -> str:
    return str(size // MIB)
