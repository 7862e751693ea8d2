"""Settings > Start: what begins with the program, its log, and who may ask for its metrics."""

from __future__ import annotations

from desktop.process.receiver_control import ReceiverControl
from desktop.settings.fields.choice_field import ChoiceField
from desktop.settings.fields.program_options import ProgramOptions
from desktop.settings.fields.receiver_change import ReceiverChange
from desktop.settings.fields.receiver_fields import ReceiverFields
from desktop.settings.fields.setting_page import SettingPage
from desktop.words.language import Sentence, tr

LINES = (("text", Sentence("Text")), ("json", Sentence("JSON, an object a line")))
READERS = (("loopback", Sentence("Programs of this machine")), ("everyone", Sentence("Everyone who reaches it")))


class StartPage(SettingPage):
    """All of it holds at once."""

    def __init__(self, *, receiver: ReceiverControl, change: ReceiverChange, options: ProgramOptions) -> None:
        super().__init__(tr("Start"))
        self.lines = ChoiceField("log_format", tr("Lines of the log"), LINES, config=options.config)
        self.lines.entered.connect(lambda value: options.use({"log_format": value}))
        self.metrics = ChoiceField("metrics", tr("Metrics"), READERS, config=receiver.config)
        self._fields = ReceiverFields(receiver=receiver, change=change, page=self)
        self._fields.take("metrics", self.metrics)
        self.add(
            tr("Lines of the log"),
            self.lines,
            tr("For people, or for the programs that collect logs. It holds from the next line."),
        )
        self.add(
            tr("Metrics"),
            self.metrics,
            tr(
                "Who may ask the receiver for /metrics. With a public URL or trusted proxies nobody may until it is"
                " chosen here."
            ),
        )
