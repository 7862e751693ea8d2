"""Edit and replay: a delivery's body in an editor, sent again until it is right, with each answer beside it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.bodies.answer_view import AnswerView
from desktop.bodies.body_views import answer_view
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.posting.json_editor import LONGEST_LINE
from desktop.posting.report_check import Finding, check, encoded, laid_out, to_edit
from desktop.posting.report_editor import ReportEditor
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.local_key import SEND, on_key
from desktop.widgets.split import split
from desktop.widgets.theme import ThemeHolder
from desktop.words import problem_words
from desktop.words.language import Sentence, number, tr
from desktop.words.measures import duration
from models.channels import hooks
from models.channels.hooks import Hook
from models.deliveries import deliveries
from models.deliveries.deliveries import Delivery
from models.problems import Problem
from receiver.intake import replay as replaying
from receiver.intake.preview import check_body
from receiver.intake.replay import Replayed

WAITING = Sentence("The answer appears here. Ctrl+Enter sends.")
_WIDE = 160  # characters; JSON with a longer line is laid out when it is opened


@dataclass(frozen=True, slots=True)
class Draft:
    """A delivery as it is edited: its body as a text, whether that is whole, its hook if it is still there.

    Of `files` that came with it `files_kept` are in the store.
    """

    delivery: Delivery
    text: str
    whole: bool
    hook: Hook | None
    others: tuple[Hook, ...]
    files: int
    files_kept: int


def draft(delivery_id: int) -> Draft:
    """Read what the dialog needs, in a task: a body may have a megabyte. Raises Problem."""
    shown = deliveries.shown(delivery_id)
    delivery, found = shown.delivery, hooks.of_channel(shown.delivery.channel_id)
    headers = {name.lower(): value for name, value in shown.headers}
    text = to_edit(shown.body, headers.get("content-type", ""), headers.get("content-encoding", ""))
    if _longest_line(text) > _WIDE:
        text = laid_out(text) or text
    longest = _longest_line(text)
    if longest > LONGEST_LINE:
        raise Problem(
            "A line of this body has {longest} characters, too many to be edited here.",
            "Save the body, edit that file, and run: hookdeskctl delivery replay {delivery_id} --body FILE",
            longest=longest,
            delivery_id=str(delivery_id),
        )
    own = next((hook for hook in found if hook.id == delivery.hook_id), None)
    others = tuple(hook for hook in found if hook is not own)
    return Draft(delivery, text, delivery.whole, own, others, len(shown.files), shown.files_kept)


def _about_files(draft: Draft) -> str:
    """What becomes of the files of a delivery when it is replayed."""
    if not draft.files_kept:
        return tr("Its {count} files are not kept, and do not go along.", draft.files)
    if draft.files_kept < draft.files:
        return tr("{kept} of its {count} files are kept, and go along.", draft.files, kept=number(draft.files_kept))
    return tr("Its {count} files go along.", draft.files)


def _longest_line(text: str) -> int:
    return max(map(len, text.split("\n")))


class EditReplay(QDialog):
    """Stays open until the person closes it; a text that was not accepted is not lost without a question."""

    replayed = Signal(int)
    """The id of the delivery that a replay became."""

    def __init__(
        self, draft: Draft, *, tasks: Tasks, theme: ThemeHolder, ask: Ask, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._draft, self._tasks, self._ask = draft, tasks, ask
        self._settled = draft.text
        """The text as it was opened, or was accepted."""
        self.setWindowTitle(tr("Edit and replay delivery {id}", id=draft.delivery.id))
        self.hooks = QComboBox()
        self._hook_id: int | None = None
        self.report = ReportEditor(tr("&Body"), tasks=tasks, theme=theme, find=self._find)
        self.answer = AnswerView(tr("Answer"), tr(WAITING), theme=theme)
        self.send = QPushButton(theme.icon("rotate-right", "on_accent"), tr("&Replay"))
        self.done_with = QPushButton(tr("Close"))
        self._lay_out()
        self._offer_hooks()
        self._on_hook_chosen()
        self.hooks.currentIndexChanged.connect(self._on_hook_chosen)
        self.report.show_text(draft.text)
        if not draft.whole:
            self.answer.show_note(
                tr("Only the beginning of this body was kept: complete it before you send it."), wrong=True
            )
        elif draft.files:
            self.answer.show_note(_about_files(draft))
        on_key(self, self._on_send, *SEND)
        self.send.clicked.connect(self._on_send)
        self.done_with.clicked.connect(self.close)
        self.report.editor.setFocus()

    def unsaved(self) -> str:
        """A sentence on what was changed and not accepted; empty where nothing was."""
        if self.report.text() == self._settled:
            return ""
        return tr("What you changed in the body of delivery {id} would be lost.", id=self._draft.delivery.id)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_go():
            event.accept()
        else:
            event.ignore()

    def reject(self) -> None:
        """Escape is a wish to close as any other."""
        self.close()

    def _may_go(self) -> bool:
        if not self.unsaved():
            return True
        return self._ask.confirm(
            self,
            tr("Close without sending?"),
            tr("What you changed in the body would be lost."),
            tr("Close"),
            danger=True,
        )

    def _find(self, text: str) -> tuple[Finding, ...]:
        """What is wrong with a text, as the web hook that it would be sent to reads it; in a task."""
        ident, hook_id = self._draft.delivery.id, self._hook_id

        def read(body: bytes) -> None:
            with suppress(Problem):  # the delivery or its hook went away meanwhile: Replay says so
                check_body(ident, body, hook_id)

        return check(text, read)

    def _on_hook_chosen(self) -> None:
        self._hook_id = self.hooks.currentData()
        self.report.check()

    def _on_send(self) -> None:
        if not self.send.isEnabled():
            return
        text, hook_id, began = self.report.text(), self._hook_id, perf_counter()
        ident = self._draft.delivery.id
        self._set_sending(True)
        self._tasks.run(
            lambda: replaying.replay(ident, body=encoded(text), hook_id=hook_id),
            lambda done: self._on_sent(text, done, (perf_counter() - began) * 1000),
            owner=self,
            problem=self._on_problem,
        )

    def _on_sent(self, text: str, done: Replayed, milliseconds: float) -> None:
        self._set_sending(False)
        beside = tr("{duration}, kept as delivery {delivery}", duration=duration(milliseconds), delivery=done.delivery)
        self.answer.show_answer(done.answer.status, done.accepted, beside, answer_view(done.answer.body))
        if done.accepted:
            self._settled = text
            self.done_with.setFocus()
        self.replayed.emit(done.delivery)

    def _on_problem(self, problem: Problem) -> None:
        self._set_sending(False)
        self.answer.show_note(problem_words.whole(problem), wrong=True)

    def _set_sending(self, sending: bool) -> None:
        self.send.setEnabled(not sending)
        self.send.setText(tr("Sending…") if sending else tr("&Replay"))

    def _offer_hooks(self) -> None:
        """Offer the hook of the delivery, or the others of its channel where that hook is gone."""
        own = self._draft.hook
        for hook in [own] if own is not None else self._draft.others:
            self.hooks.addItem(
                hook.purpose if hook.enabled else tr("{purpose} (disabled)", purpose=hook.purpose), hook.id
            )
        self.hooks.setVisible(own is None and bool(self._draft.others))
        name = self._draft.delivery.hook
        if own is not None:
            self._to.show_text(
                tr("to {name}", name=name)
                if own.enabled
                else tr("to {name}, which is disabled and will refuse it", name=name)
            )
        elif self._draft.others:
            self._to.show_text(tr("{name} is gone. Send it to", name=name))
        else:
            self._to.show_text(tr("{name} is gone, and its channel has no other web hook.", name=name))
            self.send.setEnabled(False)

    def _lay_out(self) -> None:
        title = QLabel(tr("Delivery {id}", id=self._draft.delivery.id))
        title.setProperty("role", "heading")
        self._to = ElidedLabel(role="muted")
        self.hooks.setAccessibleName(tr("Web hook"))
        # A purpose may be long; the list that opens shows all of it.
        self.hooks.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.hooks.setMinimumContentsLength(24)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title)
        head.addWidget(self._to)
        head.addWidget(self.hooks)
        head.addStretch()
        self.report.setContentsMargins(0, 0, 16, 0)
        self.answer.setContentsMargins(16, 0, 0, 0)
        self.send.setProperty("kind", "primary")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch()
        for button in (self.done_with, self.send):
            button.setAutoDefault(False)
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(split(self.report, self.answer), 1)
        layout.addLayout(foot)
        letter = self.fontMetrics()
        self.resize(letter.averageCharWidth() * 136, letter.height() * 36)
