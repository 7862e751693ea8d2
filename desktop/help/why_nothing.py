"""Why does nothing arrive? A page that looks at all that a post passes by, and says the next step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.channels.web_hooks.snippets import Snippets
from desktop.data.tasks import Tasks
from desktop.dialogs.guide_page import name_page
from desktop.help import hook_checks, way_checks
from desktop.help.check import Check
from desktop.help.check_rows import CheckRows
from desktop.help.hook_checks import HookFacts
from desktop.process.receiver_control import ReceiverControl
from desktop.widgets.theme import ThemeHolder
from desktop.words import clock, problem_words
from desktop.words.language import tr
from models.channels import hooks
from models.channels.hooks import Hook
from models.problems import Problem

LISTENS, LEADS, ANSWERS, TAKES, LAST, UNKNOWN = range(6)


class WhyNothing(QDialog):
    """Looks when it is opened, when another web hook is chosen, and when it is asked to."""

    deliveries_wanted = Signal(object)
    """The deliveries of this Hook shall be shown."""

    def __init__(
        self,
        *,
        receiver: ReceiverControl,
        tasks: Tasks,
        theme: ThemeHolder,
        channel_id: int | None,
        parent: QWidget | None = None,
    ) -> None:
        """A hook of this channel is chosen first."""
        super().__init__(parent)
        self._receiver, self._tasks, self._channel_id = receiver, tasks, channel_id
        self._hooks: Sequence[Hook] = ()
        name_page(self, "when-nothing-arrives")
        self.setWindowTitle(tr("Why does nothing arrive?"))
        self.hook = QComboBox()
        self.hook.setAccessibleName(tr("Web hook"))
        self.checks = CheckRows(
            [
                tr("Does the receiver listen?"),
                tr("Where do the URLs lead?"),
                tr("Does it answer there?"),
                tr("Does the web hook take posts?"),
                tr("What became of the last request?"),
                tr("Did requests come to unknown URLs?"),
            ],
            theme=theme,
        )
        self.sample = Snippets(theme=theme)
        self.again = QPushButton(tr("&Look again"))
        self.show_deliveries = QPushButton(tr("Show its &deliveries"))
        self._lay_out()
        self.hook.currentIndexChanged.connect(self.look)
        self.again.clicked.connect(self.look)
        self.show_deliveries.clicked.connect(self._on_show_deliveries)
        receiver.changed.connect(self._look_at_receiver)
        self.show_deliveries.setEnabled(False)
        self._look_at_receiver()
        self._look_at_way()
        tasks.run(lambda: hooks.of_channel(None), self._on_hooks, owner=self)

    def chosen(self) -> Hook | None:
        """The web hook that is looked at."""
        place = self.hook.currentIndex()
        return self._hooks[place] if 0 <= place < len(self._hooks) else None

    def look(self) -> None:
        """Look at everything anew."""
        self.checks.look()
        self._look_at_receiver()
        self._look_at_way()
        self._look_at_hook()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 116, self.fontMetrics().height() * 40)

    def _look_at_receiver(self) -> None:
        self.checks.show_check(LISTENS, way_checks.listening(self._receiver))

    def _look_at_way(self) -> None:
        url = self._receiver.base_url().rstrip("/")
        self._tasks.run(lambda: way_checks.leads_here(url), lambda found: self._show(LEADS, found), owner=self)
        self._tasks.run(lambda: way_checks.answers(url), lambda found: self._show(ANSWERS, found), owner=self)

    def _look_at_hook(self) -> None:
        hook = self.chosen()
        self.show_deliveries.setEnabled(hook is not None)
        if hook is None:
            none = Check("danger", tr("There is no web hook yet."), tr("Add one in the properties of a channel."))
            self._show(TAKES, none)
            return
        self.sample.show_url(hooks.url(self._receiver.base_url(), hook.channel_guid, hook.guid))
        self.sample.show_secret(hook.rules.secret)
        self._tasks.run(lambda: hook_checks.read(hook.guid), self._on_facts, owner=self, problem=self._on_no_facts)

    def _on_hooks(self, found: Sequence[Hook]) -> None:
        self._hooks = sorted(found, key=lambda hook: hook.channel_id != self._channel_id)
        self.hook.blockSignals(True)
        self.hook.addItems([tr("{hook} in {channel}", hook=hook.purpose, channel=hook.channel) for hook in self._hooks])
        self.hook.blockSignals(False)
        self.hook.setEnabled(bool(self._hooks))
        self._look_at_hook()

    def _on_facts(self, facts: HookFacts) -> None:
        chosen = self.chosen()
        if chosen is None or facts.hook.guid != chosen.guid:
            return  # another one was chosen meanwhile, and is being looked at
        now = clock.now()
        self._show(TAKES, hook_checks.takes_posts(facts, now))
        self._show(LAST, hook_checks.last_request(facts, now))
        self._show(UNKNOWN, hook_checks.unknown_requests(facts, now))

    def _on_no_facts(self, problem: Problem) -> None:
        self._show(TAKES, Check("danger", problem_words.title(problem), problem_words.what_to_do(problem)))

    def _show(self, place: int, check: Check) -> None:
        self.checks.show_check(place, check)

    def _on_show_deliveries(self) -> None:
        self.deliveries_wanted.emit(self.chosen())
        self.accept()

    def _lay_out(self) -> None:
        label = QLabel(tr("&Web hook"))
        label.setBuddy(self.hook)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label)
        head.addWidget(self.hook, 1)
        line = QFrame()
        line.setProperty("line", "true")
        tries = QLabel(tr("Try it from the sender's machine:"))
        tries.setProperty("role", "muted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.again, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.show_deliveries, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self.checks)
        column.addStretch()
        column.addWidget(line)
        column.addWidget(tries)
        column.addWidget(self.sample)
        column.addWidget(buttons)
