"""The window of the format editor: what came, how it is read, what becomes of it, and the trial below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.dialogs.guide_page import name_page
from desktop.formats.actions.again_bar import AgainBar
from desktop.formats.actions.editor_actions import EditorActions
from desktop.formats.actions.editor_table import ON_FORMAT
from desktop.formats.becomes.becomes_pane import BecomesPane
from desktop.formats.becomes.look import Asked, Looked
from desktop.formats.came.came_pane import CamePane
from desktop.formats.came.came_reader import Came
from desktop.formats.came.use_menu import UseMenu
from desktop.formats.column_title import ColumnTitle
from desktop.formats.draft_keeper import DraftKeeper
from desktop.formats.edited_format import EditedFormat
from desktop.formats.editor_head import EditorHead
from desktop.formats.opening import Opening
from desktop.formats.reading.format_form import FormatForm
from desktop.formats.reading.seen_words import SeenWords
from desktop.formats.trial.trial_pane import TrialPane
from desktop.formats.wanted import WantedFormat
from desktop.menus.action_set import ActionSet
from desktop.widgets.theme import ThemeHolder
from desktop.words import problem_words
from desktop.words.language import tr
from models.formats.own_formats import OwnFormat
from models.problems import Problem
from receiver.formats.arrived import Arrived
from receiver.formats.editing.completions import Completion

AT_FIRST = QSize(1100, 700)
SMALLEST = QSize(900, 560)


class EditorWindow(QWidget):
    """Not modal, and no child of another window: it can be used while the properties of a channel are open."""

    closed = Signal()

    def __init__(self, opening: Opening, *, tasks: Tasks, theme: ThemeHolder, ask: Ask) -> None:
        super().__init__()
        self.opening = opening
        self._known: Sequence[Completion] = ()
        self._arrived: Arrived | None = None
        self.edited = EditedFormat(opening.format, self)
        self.keeper = DraftKeeper(opening.own, self.edited.get, tasks=tasks, parent=self)
        self.head = EditorHead(opening, theme=theme)
        self.came = CamePane(opening.hook.id, tasks=tasks, theme=theme)
        self.form = FormatForm(self.edited, lambda: self._known, theme=theme)
        self.becomes = BecomesPane(self._asked, tasks=tasks, theme=theme)
        self.uses = UseMenu(self.edited, self.arrived, tasks=tasks, window=self)
        self.actions_of_format = EditorActions(
            opening.hook.id, self.edited, self.keeper, tasks=tasks, ask=ask, window=self
        )
        self.menu_actions = ActionSet(ON_FORMAT, lambda: self.actions_of_format, theme=theme, parent=self)
        self.again = AgainBar(tasks=tasks, theme=theme, ask=ask, window=self)
        self.trial = TrialPane(opening.hook.id, tasks=tasks, theme=theme, ask=ask, window=self)
        self.seen = SeenWords(opening.hook.id, self.edited.get, tasks=tasks, parent=self)
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()
        self._show_state()

    def start(self, delivery_id: int | None) -> None:
        """Show a delivery of the web hook, or the newest there is."""
        self.came.start(delivery_id)
        self.came.view.setFocus()
        self.seen.look_soon()

    def refresh(self) -> None:
        """Take in what came meanwhile, and what that changes of what would become of the body."""
        self.came.reader.list()
        self.becomes.look_soon()

    def arrived(self) -> Arrived | None:
        """The body that is shown, as formats see it; None where it cannot be read."""
        return self._arrived

    def is_of(self, wanted: WantedFormat) -> bool:
        """Whether this edits the format; where a new one is wanted, one that was begun for the web hook."""
        own = self.keeper.own()
        if wanted.format_id is not None:
            return own is not None and own.id == wanted.format_id
        return self.opening.hook.id == wanted.hook_id and (own is None or own.published is None)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.trial.task.cancel()
        self.seen.stop()
        super().closeEvent(event)
        self.closed.emit()

    def _asked(self) -> Asked | None:
        came = self.came.shown
        return None if came is None else Asked(self.opening.hook.id, came.asked, self.edited.get())

    def _on_changed(self) -> None:
        self.keeper.keep_soon()
        self.becomes.look_soon()
        self.seen.look_soon()
        self.trial.show_changed()
        self._show_state()

    def _on_kept(self, _: OwnFormat) -> None:
        self._show_state()

    def _on_came(self, _: Came) -> None:
        self.becomes.look_now()

    def _on_looked(self, looked: Looked) -> None:
        self._known = looked.known
        self._arrived = None if looked.preview is None else looked.preview.arrived
        self.form.show_faults(looked.faults)

    def _on_published(self, opening: Opening) -> None:
        self._take(opening)
        if opening.reads_by_it():
            self.again.look(opening.hook)

    def _on_reopened(self, opening: Opening) -> None:
        self.edited.put(opening.format)
        self._take(opening)

    def _on_renamed(self, opening: Opening) -> None:
        self.edited.change(name=opening.format.name)
        self._take(opening)

    def _take(self, opening: Opening) -> None:
        """Know what is stored now."""
        if opening.own is not None:
            self.keeper.settle(opening.own, opening.format)
        self.opening = opening
        self.trial.show_changed()
        self._show_state()

    def _on_not_kept(self, problem: Problem) -> None:
        self.head.state.show_text(tr("The draft is not kept: {why}", why=problem_words.whole(problem)))

    def _on_removed(self) -> None:
        self.keeper.forget()
        self.close()

    def _on_publish(self) -> None:
        if not self.form.go_to_fault():
            self.actions_of_format.publish()

    def _show_state(self) -> None:
        name_page(self, "formats")
        self.setWindowTitle(tr("Format of “{purpose}”", purpose=self.opening.hook.purpose))
        self.head.show_format(self.keeper.own(), self.opening.in_force, self.edited.get())
        self.menu_actions.update()

    def _connect(self) -> None:
        self.edited.changed.connect(self._on_changed)
        self.keeper.kept.connect(self._on_kept)
        self.keeper.failed.connect(self._on_not_kept)
        self.came.came.connect(self._on_came)
        self.came.view.use_wanted.connect(self.uses.ask)
        self.seen.seen.connect(self.form.show_seen)
        self.head.show_menu(self.menu_actions)
        self.head.publish.clicked.connect(self._on_publish)
        self.head.try_it.clicked.connect(lambda: self.trial.start(self.edited.get))
        self.actions_of_format.published.connect(self._on_published)
        self.actions_of_format.reopened.connect(self._on_reopened)
        self.actions_of_format.renamed.connect(self._on_renamed)
        self.actions_of_format.removed.connect(self._on_removed)
        self.trial.delivery_wanted.connect(self.came.show_delivery)
        self.trial.part_wanted.connect(self.form.go_to)
        self.becomes.looked.connect(self._on_looked)

    def _lay_out(self) -> None:
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        middle = QWidget()
        title = ColumnTitle(tr("HOW IT IS READ"))
        title.setContentsMargins(16, 0, 0, 0)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(title)
        column.addWidget(self.form, 1)
        self.columns.setHandleWidth(1)
        self.columns.setChildrenCollapsible(False)
        for part, share in ((self.came, 30), (middle, 38), (self.becomes, 32)):
            self.columns.addWidget(part)
            self.columns.setStretchFactor(self.columns.count() - 1, share)
        self.columns.setSizes([300, 400, 340])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(_line())
        layout.addWidget(self.again)
        layout.addWidget(self.columns, 1)
        layout.addWidget(_line())
        layout.addWidget(self.trial)
        self.setMinimumSize(SMALLEST)
        self.resize(AT_FIRST)


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("line", "true")
    return line
