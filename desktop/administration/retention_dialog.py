"""How long deliveries are kept, and references awaited; and what stays for ever."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.data.tasks import Tasks
from desktop.dialogs.ok_cancel import ok_cancel
from desktop.widgets.hint import Hint
from desktop.words import clock, problem_words
from desktop.words.language import Sentence, decimal, tr
from models.deliveries import retention
from models.deliveries.deliveries_kept import Kept, kept
from models.deliveries.retention import LARGEST, LONGEST, Policy
from models.problems import Problem

WHAT_GOES = Sentence(
    "Each request to a web hook is kept as a delivery, with its body and the answer, so that a sender's mistake can be "
    "found and mended."
)
WHAT_STAYS = Sentence(
    "Messages, cases and report ids stay for ever: a report that is sent again is recognised after years as well. "
    "The room that deliveries take is free again when they go."
)
WHAT_WAITS = Sentence(
    "A report may reference one that has not come yet. It then waits for that one, and the two meet in one case."
)
FIRST_BODIES = 7


class Limit(QWidget):
    """A switch with a number in its sentence, at {number}."""

    def __init__(self, sentence: Sentence, largest: int, first: int, parent: QWidget | None = None) -> None:
        """`first` is the number that is offered while there is no limit."""
        super().__init__(parent)
        before, _, after = (part.strip() for part in tr(sentence).partition("{number}"))
        self._first = first
        self.on = QCheckBox(before)
        self.number = QLineEdit()
        self.number.setValidator(QIntValidator(0, largest, self.number))
        self.number.setAccessibleName(f"{before} … {after}".replace("&", ""))
        self.number.setFixedWidth(self.fontMetrics().averageCharWidth() * 14)
        self.hint = Hint(self.number)
        self.on.toggled.connect(self.number.setEnabled)
        self.on.clicked.connect(self.hint.clear_problem)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.on)
        row.addWidget(self.number)
        row.addWidget(QLabel(after))
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.hint)

    def show_value(self, value: int | None) -> None:
        """Show a limit, None for none."""
        self.on.setChecked(value is not None)
        self.number.setEnabled(value is not None)
        self.number.setText(str(self._first if value is None else value))

    def value(self) -> int | None:
        """The limit; 0 where nothing was entered, None for none."""
        return int(self.number.text() or 0) if self.on.isChecked() else None

    def refuse(self, problem: Problem) -> None:
        """Say what is wrong with the limit, and put the cursor into its field."""
        self.hint.show_problem(problem_words.whole(problem))
        self.number.setFocus()
        self.number.selectAll()


class RetentionDialog(QDialog):
    """OK stores the limits; the deliveries beyond them are then deleted little by little."""

    read = Signal()
    """What is kept now is shown."""

    def __init__(self, *, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.setWindowTitle(tr("Retention"))
        self.now = _text(tr("Looking at what there is…"), "muted")
        usual = retention.DEFAULT
        self.days = Limit(Sentence("Delete deliveries &after {number} days"), LONGEST, usual.days or LONGEST)
        self.most = Limit(Sentence("Keep the &newest {number} deliveries only"), LARGEST, usual.most or LARGEST)
        self.megabytes = Limit(
            Sentence("&Keep the newest {number} MB of them only"), LARGEST, usual.megabytes or LARGEST
        )
        self.bodies = Limit(Sentence("Delete the &bodies of accepted ones after {number} days"), LONGEST, FIRST_BODIES)
        self.awaited_days = Limit(
            Sentence("&Wait for reports {number} days at the most"), LONGEST, usual.awaited_days or LONGEST
        )
        self.awaited_most = Limit(
            Sentence("&In each channel wait for {number} at the most"), LARGEST, usual.awaited_most or LARGEST
        )
        self._buttons = ok_cancel()
        self._ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setEnabled(False)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()
        tasks.run(retention.policy, self._show, owner=self)
        tasks.run(kept, self._show_kept, owner=self)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().averageCharWidth() * 82
        # With a line more for what is still to be read: a window of X11 that grows while it opens may go astray.
        return QSize(width, self._column.totalHeightForWidth(width) + self.fontMetrics().lineSpacing())

    def policy(self) -> Policy:
        """What the fields say."""
        return Policy(
            self.days.value(),
            self.most.value(),
            self.bodies.value(),
            self.megabytes.value(),
            self.awaited_days.value(),
            self.awaited_most.value(),
        )

    def accept(self) -> None:
        """OK: stored in a task; what is wrong is said at its field."""
        wanted = self.policy()
        self._ok.setEnabled(False)
        self._tasks.run(
            lambda: retention.set_policy(wanted), lambda _: self._on_stored(), owner=self, problem=self._on_problem
        )

    def _limits(self) -> tuple[Limit, ...]:
        return self.days, self.most, self.megabytes, self.awaited_days, self.awaited_most, self.bodies

    def _show(self, policy: Policy) -> None:
        self.days.show_value(policy.days)
        self.most.show_value(policy.most)
        self.megabytes.show_value(policy.megabytes)
        self.bodies.show_value(policy.accepted_bodies_days)
        self.awaited_days.show_value(policy.awaited_days)
        self.awaited_most.show_value(policy.awaited_most)
        self._ok.setEnabled(True)
        self.days.number.selectAll()

    def _show_kept(self, found: Kept) -> None:
        self.now.setText(in_words(found))
        self._fit()
        self.read.emit()

    def _on_stored(self) -> None:
        super().accept()

    def _on_problem(self, problem: Problem) -> None:
        self._ok.setEnabled(True)
        # The fields take no number that is too large. What can be wrong is an empty field, or bodies kept longer than
        # their deliveries.
        empty = next((limit for limit in self._limits()[:-1] if limit.value() == 0), self.bodies)
        empty.refuse(problem)
        self._fit()

    def _fit(self) -> None:
        """Make room for lines that wrap: a layout does not, once the window is open."""
        self.resize(self.width(), max(self.height(), self._column.totalHeightForWidth(self.width())))

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(12)
        column.addWidget(_text(tr(WHAT_GOES)))
        column.addWidget(self.now)
        for limit in (self.days, self.most, self.megabytes, self.bodies):
            column.addWidget(limit)
        column.addWidget(_text(tr(WHAT_WAITS)))
        for limit in (self.awaited_days, self.awaited_most):
            column.addWidget(limit)
        column.addWidget(_text(tr(WHAT_STAYS), "muted"))
        column.addStretch()
        column.addWidget(self._buttons)


def in_words(found: Kept) -> str:
    """How much there is: "There are 12,480 deliveries now, the oldest of 3 Mar. The database takes 48 MB."."""
    size = _size(found.size)
    if found.oldest is None:
        return tr("There are no deliveries now. The database takes {size}.", size=size)
    return tr(
        "There are {count} deliveries now; the oldest came {oldest}. The database takes {size}.",
        found.deliveries,
        oldest=clock.long_relative(found.oldest, clock.now()),
        size=size,
    )


def _size(count: int) -> str:
    megabytes = count / 1_000_000
    return tr("{number}\N{NO-BREAK SPACE}MB", number=decimal(megabytes, 0 if megabytes >= 10 else 1))


def _text(text: str, role: str = "") -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label
