"""The case on the screen: its head, its timeline, and below it the place for a comment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.attachments.attachment_use import AttachmentUse
from desktop.attachments.pending import Pending
from desktop.cases.actions.case_actions import CaseActions
from desktop.cases.case_table import MORE_OF_CASE, ROWS, Chosen
from desktop.cases.detail.begun_comments import BegunComments
from desktop.cases.detail.case_body import CaseBody
from desktop.cases.detail.case_header import CaseHeader
from desktop.cases.detail.comment_box import CommentBox
from desktop.cases.paper.case_paper import CasePaper
from desktop.cases.timeline.chips import Opener
from desktop.data.shown import Shown
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.menus.action_set import ActionSet
from desktop.menus.menu import fill
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from models.cases import cases
from models.cases.cases import Case
from models.files.file_names import safe_name
from models.problems import Problem


class CaseView(QWidget):
    """Shows one case at a time; what is done with it is done by CaseActions."""

    announced = Signal(str)
    left = Signal()
    """Escape: the keyboard shall be in the list again."""
    case_wanted = Signal(int)
    """The id of another case that shall be shown."""

    def __init__(
        self,
        *,
        tasks: Tasks,
        theme: ThemeHolder,
        shown: Shown,
        ask: Ask,
        opener: Opener,
        use: AttachmentUse,
        actions: CaseActions,
        begun: BegunComments,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._shown, self._actions = tasks, shown, actions
        self._use, self._ask = use, ask
        self._comment_goes = False
        self.paper = CasePaper(tasks=tasks, ask=ask, parent=self)
        self.header = CaseHeader(theme=theme)
        self.body = CaseBody(tasks=tasks, theme=theme, shown=shown, opener=opener, use=use)
        self.description, self.linked, self.keys = self.body.description, self.body.linked, self.body.keys
        self.parts, self.timeline = self.body.parts, self.body.timeline
        self.comment = CommentBox(begun, use.hold, theme=theme)
        rows = [row for name, row in ROWS.items() if name in MORE_OF_CASE]
        self.more = ActionSet(rows, self._chosen, theme=theme, parent=self, has_keys=False)
        fill(self.header.menu, MORE_OF_CASE, self.more)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read again what is shown."""
        self.body.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, where nothing in the view has a use for it, leads back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def close_or_reopen(self) -> None:
        """Change the state of the case; a comment that was begun goes along when it is closed."""
        case = self._shown.case
        if case is None or not self.header.state_button.isEnabled():
            return
        self.header.set_busy(True)
        self._comment_goes = case.state == "open"
        if case.state == "open" and self.comment.files():
            self._send(case, self.comment.text(), lambda: self._actions.close([case]))
        elif case.state == "open":
            self._actions.close([case], comment=self.comment.text())
        else:
            self._actions.reopen([case])

    def do(self, name: str, anchor: QWidget) -> None:
        """Do what a button of the head says (a name in case_table.py, or "state")."""
        if name == "state":
            self.close_or_reopen()
        elif (chosen := self._chosen(anchor)) is not None:
            ROWS[name].does(chosen)

    def _chosen(self, anchor: QWidget | None = None) -> Chosen | None:
        """This case, whatever is marked in the list; what asks does it beside the "…" or another button."""
        case = self._shown.case
        return (
            None if case is None else Chosen([case], self._actions, self.paper, self._use, anchor or self.header.more)
        )

    def _on_case_shown(self) -> None:
        """Show a case at once as far as it is known; its timeline comes."""
        case = self._shown.case
        self._comment_goes = False
        self.header.set_busy(False)
        self.comment.show_case(case)
        self._show_head()

    def _show_head(self) -> None:
        case = self._shown.case
        if case is not None:
            self.comment.update_case(case)
            self.header.show_case(case)
            self._on_draft()

    def _on_draft(self) -> None:
        self.header.show_draft(draft=self.comment.has_draft())

    def _on_number(self, number: int) -> None:
        case = self._shown.case
        if case is not None:
            self._tasks.run(
                lambda: cases.find(case.channel_id, number), lambda found: self.case_wanted.emit(found.id), owner=self
            )

    def _on_unlink(self, other: Case) -> None:
        case = self._shown.case
        if case is not None:
            self._actions.unlink([case, other])

    def _on_comment(self, text: str) -> None:
        case = self._shown.case
        if case is not None:
            self._send(case, text, lambda: None)

    def _send(self, case: Case, text: str, then: Callable[[], object]) -> None:
        """Send the comment with its files; files are kept before anything else is done to the case."""
        self.comment.set_busy(True)
        take = self._use.taking(self.comment.files())

        def done(_: int) -> None:
            self._on_commented(case)
            then()

        self._actions.comment(case, text, take, done)

    def _on_file_wanted(self) -> None:
        path = self._ask.open_file(self.window(), tr("Attach a file"), tr("All files (*)"))
        if path is not None:
            self.comment.add_files([Pending(safe_name(path.name), path)])

    def _on_commented(self, case: Case) -> None:
        self.announced.emit(tr("Comment added to case #{number}", number=case.number))
        self.comment.forget(case)
        if self._is_open(case):
            self.body.show_end()

    def _is_open(self, case: Case) -> bool:
        now = self._shown.case
        return now is not None and now.id == case.id

    def _on_acted(self, now: tuple[Case, ...]) -> None:
        """What was done here is seen at once, so that the next action is about the case as it is."""
        self.header.set_busy(False)
        for case in now:
            if self._is_open(case) and not case.deleted:
                if self._comment_goes and case.state == "closed":
                    self.comment.forget(case)
                self._comment_goes = False
                self._shown.update_case(case)
                self.body.refresh_after_act()

    def _on_problem(self, _: Problem) -> None:
        self.header.set_busy(False)
        self.comment.set_busy(False)
        self._comment_goes = False
        self.refresh()

    def _connect(self) -> None:
        self._shown.case_shown.connect(self._on_case_shown)
        self._shown.case_read.connect(self._show_head)
        self.body.unchanged.connect(self._show_head)
        self.body.number_wanted.connect(self._on_number)
        self.header.wanted.connect(self.do)
        for changed in (self._shown.case_shown, self._shown.case_read):
            changed.connect(self.more.update)
        self.header.subject_edited.connect(self._actions.set_subject)
        self.description.edited.connect(self._actions.set_description)
        self.keys.wanted.connect(self.case_wanted)
        self.linked.wanted.connect(self.case_wanted)
        self.linked.unlink_wanted.connect(self._on_unlink)
        self.comment.wanted.connect(self._on_comment)
        self.comment.file_wanted.connect(self._on_file_wanted)
        self.comment.changed.connect(self._on_draft)
        self.paper.announced.connect(self.announced)
        self._actions.acted.connect(self._on_acted)
        self._actions.problem.connect(self._on_problem)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.body, 1)
        layout.addWidget(self.comment)
