"""Settings > Start: what begins with the program, its log, and who may ask for its metrics."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox

from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.process.receiver_control import ReceiverControl
from desktop.settings.fields.choice_field import ChoiceField
from desktop.settings.fields.opening import Opening
from desktop.settings.fields.program_options import ProgramOptions
from desktop.settings.fields.receiver_change import ReceiverChange
from desktop.settings.fields.receiver_fields import ReceiverFields
from desktop.settings.fields.setting_page import SettingPage
from desktop.words.language import Sentence, tr
from models.problems import Problem
from models.settings.login import entry

LINES = (("text", Sentence("Text")), ("json", Sentence("JSON, an object a line")))
LEVELS = (
    ("info", Sentence("Everything, with a line for each delivery")),
    ("warning", Sentence("What went wrong")),
    ("error", Sentence("Failures alone")),
)
READERS = (("loopback", Sentence("Programs of this machine")), ("everyone", Sentence("Everyone who reaches it")))
LOGIN = Sentence("For this account. What was given with flags at this start has to be in the settings to hold then.")
METRICS = Sentence(
    "Who may ask the receiver for /metrics. With a public URL or trusted proxies nobody may until it is chosen here."
)


class StartPage(SettingPage):
    """All of it holds at once."""

    def __init__(
        self,
        *,
        tasks: Tasks,
        ask: Ask,
        receiver: ReceiverControl,
        change: ReceiverChange,
        options: ProgramOptions,
        log_file: Path | None,
    ) -> None:
        """`log_file` is where the log is, if one is written."""
        super().__init__(tr("Start"))
        self._tasks, self._ask = tasks, ask
        self.login = QCheckBox(tr("&Start Hookdesk when I log in"))
        self.login.setEnabled(False)  # until it is known
        self.login.clicked.connect(self._put)
        self.lines = ChoiceField("log_format", tr("Lines of the log"), LINES, config=options.config)
        self.lines.entered.connect(lambda value: options.use({"log_format": value}))
        self.level = ChoiceField("log_level", tr("What is logged"), LEVELS, config=options.config)
        self.level.entered.connect(lambda value: options.use({"log_level": value}))
        self.log = Opening(tr("The log"), tr("Open the log"))
        if log_file is not None:
            self.log.show_path(log_file, there=True)
        self.metrics = ChoiceField("metrics", tr("Metrics"), READERS, config=receiver.config)
        self._fields = ReceiverFields(receiver=receiver, change=change, page=self)
        self._fields.take("metrics", self.metrics)
        self.add(tr("Login"), self.login, tr(LOGIN))
        self.add(
            tr("Lines of the log"),
            self.lines,
            tr("For people, or for the programs that collect logs. It holds from the next line."),
        )
        self.add(tr("What is logged"), self.level, tr("Less of it leaves less to find out from later."))
        if log_file is not None:
            self.add(tr("The log"), self.log, beside=self.log.line)
        self.add(tr("Metrics"), self.metrics, tr(METRICS))
        self._look()

    def _look(self) -> None:
        self._tasks.run(entry.is_there, self._show, owner=self)

    def _show(self, there: bool) -> None:
        self.login.setChecked(there)
        self.login.setEnabled(True)

    def _put(self, wanted: bool) -> None:
        self.login.setEnabled(False)
        self._tasks.run(lambda: entry.put(wanted), lambda _: self._look(), owner=self, problem=self._on_problem)

    def _on_problem(self, problem: Problem) -> None:
        self._look()
        self._ask.problem(self.window(), problem)
