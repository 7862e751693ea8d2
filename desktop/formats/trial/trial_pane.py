"""The trial below the columns: what the last deliveries come to in force and by the draft, and what to think over."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from desktop.data.long_task import LongTask
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.dialogs.progress import Progress
from desktop.formats.trial.trial_model import CAME, TrialModel
from desktop.formats.trial.trial_words import sums
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.theme import ThemeHolder
from desktop.words import problem_words
from desktop.words.language import Sentence, tr
from receiver.formats.format import Format
from receiver.intake.trial import Trial, trial

MOST_WARNINGS = 5
ROWS = 6
"""Deliveries that are seen at once."""


class _RowDelegate(QStyledItemDelegate):
    """The row where the keyboard is is seen by its ground, not by a frame around one of its cells."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus


class TrialPane(QWidget):
    """Hidden until something was tried. Nothing of a trial is stored."""

    delivery_wanted = Signal(int)
    """The id of a delivery whose row was opened."""
    part_wanted = Signal(str)
    """The part of the format that a warning is about."""

    def __init__(self, hook_id: int, *, tasks: Tasks, theme: ThemeHolder, ask: Ask, window: QWidget) -> None:
        super().__init__()
        self._hook_id, self._theme, self._window = hook_id, theme, window
        self.task = LongTask(tasks=tasks, ask=ask, window=window)
        self.shown: Trial | None = None
        self.title, self.old = QLabel(), QLabel(tr("Tried before the last change"))
        self.sums: list[QLabel] = []
        self.warnings: list[QPushButton] = []
        self.rows = QTreeView()
        self.model = TrialModel(theme=theme, parent=self)
        self.show_rows = QPushButton()
        self.close_button = QToolButton()
        self._flow_of_sums, self._column_of_warnings = QWidget(), QVBoxLayout()
        self._flow = FlowLayout(self._flow_of_sums, spacing=14)
        self._flow.setContentsMargins(0, 7, 0, 0)
        self._lay_out()
        self.hide()

    def start(self, draft: Callable[[], Format]) -> None:
        """Try the draft as it is now, or show how far the trial is."""
        if self.task.is_busy():
            return
        format_, hook_id = draft(), self._hook_id
        progress = Progress(
            tr("Trial"),
            tr("Reading the last deliveries once more"),
            looking=tr("Looking for the deliveries…"),
            done=Sentence("{done} of {count} deliveries"),
            stop=tr("Stop"),
            parent=self._window,
        )
        self.task.run(lambda progressed: trial(hook_id, format_, progressed=progressed), progress, self._on_done)

    def show_changed(self) -> None:
        """Say that the draft is another one than was tried."""
        self.old.setVisible(self.shown is not None)

    def _on_done(self, found: Trial) -> None:
        self.shown = found
        self.title.setText(_title(found))
        self._say_sums(found)
        self._say_warnings(found)
        self.model.show_rows(found.rows)
        self.rows.resizeColumnToContents(CAME)
        self.show_rows.setVisible(bool(found.rows))
        self.old.hide()
        self.show()

    def _say_sums(self, found: Trial) -> None:
        for label in self.sums:
            self._flow.removeWidget(label)
            label.hide()
            label.deleteLater()
        self.sums = []
        for words, differs in sums(found.in_force, found.draft):
            label = QLabel(words)
            label.setProperty("role", "heading" if differs else "muted")
            self.sums.append(label)
            self._flow.addWidget(label)

    def _say_warnings(self, found: Trial) -> None:
        for button in self.warnings:
            self._column_of_warnings.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.warnings = []
        for doubt in found.warnings[:MOST_WARNINGS]:
            words = problem_words.said(doubt.words)
            button = QPushButton(self._theme.icon("triangle-exclamation", "warning"), words.replace("&", "&&"))
            button.setProperty("kind", "warning")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, part=doubt.part: self.part_wanted.emit(part))
            self.warnings.append(button)
            self._column_of_warnings.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_activated(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if row is not None:
            self.delivery_wanted.emit(row.delivery_id)

    def _on_current(self, index: QModelIndex, _: QModelIndex) -> None:
        if self.rows.hasFocus():
            self._on_activated(index)

    def _toggle_rows(self, there: bool) -> None:
        self.rows.setVisible(there)
        self.show_rows.setText(tr("Hide the &deliveries") if there else tr("Show the &deliveries"))
        if there:
            if not self.rows.currentIndex().isValid():
                self.rows.setCurrentIndex(self.model.index(0, CAME))
            self.rows.setFocus()

    def _lay_out(self) -> None:
        self.title.setProperty("role", "section")
        self.title.setContentsMargins(0, 8, 0, 0)
        self.old.setContentsMargins(0, 8, 0, 0)
        self.old.setProperty("role", "muted")
        self.old.hide()
        self.show_rows.setCheckable(True)
        self.show_rows.setProperty("kind", "flat")
        self.show_rows.setAutoDefault(False)
        self.show_rows.toggled.connect(self._toggle_rows)
        self.close_button.setIcon(self._theme.icon("xmark"))
        self.close_button.setToolTip(tr("Hide the trial"))
        self.close_button.setAccessibleName(tr("Hide the trial"))
        self.close_button.clicked.connect(self.hide)
        self._dress_rows()
        policy = self._flow_of_sums.sizePolicy()
        policy.setHeightForWidth(True)
        self._flow_of_sums.setSizePolicy(policy)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self.title, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._flow_of_sums, 1)
        for widget in (self.old, self.show_rows, self.close_button):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self._column_of_warnings.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 12, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._column_of_warnings)
        column.addWidget(self.rows)
        self._toggle_rows(False)

    def _dress_rows(self) -> None:
        rows = self.rows
        rows.setObjectName("trial")
        rows.setModel(self.model)
        rows.setRootIsDecorated(False)
        rows.setUniformRowHeights(True)
        rows.setItemDelegate(_RowDelegate(rows))
        rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows.setAccessibleName(tr("Deliveries of the trial"))
        rows.header().setSectionsMovable(False)
        rows.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows.header().setSectionResizeMode(CAME, QHeaderView.ResizeMode.ResizeToContents)
        rows.setFixedHeight((rows.fontMetrics().height() + 8) * ROWS)
        rows.selectionModel().currentChanged.connect(self._on_current)
        rows.clicked.connect(self._on_activated)
        rows.activated.connect(self._on_activated)


def _title(found: Trial) -> str:
    many = tr("THE LAST {count}", len(found.rows))
    return tr("{many}, {count} left out", found.left_out, many=many) if found.left_out else many
