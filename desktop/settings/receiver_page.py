"""Settings > Receiver: where it listens, and by which names it is called."""

from __future__ import annotations

from desktop.process.receiver_control import ReceiverControl
from desktop.settings.fields.option_field import OptionField
from desktop.settings.fields.receiver_change import ReceiverChange
from desktop.settings.fields.receiver_fields import ReceiverFields
from desktop.settings.fields.setting_page import SettingPage, plain_label
from desktop.settings.reach.reach import Reach
from desktop.settings.reach.who_may_connect import WhoMayConnect
from desktop.widgets.theme import ThemeHolder
from desktop.words import problem_words
from desktop.words.language import Sentence, tr

CHANGE = Sentence("Change…")
PORT = Sentence(
    "The new port is taken before the old one is left, so that a port which cannot be had changes nothing."
    " How many URLs change is said before."
)
PUBLIC_URL = Sentence(
    "What the URLs of web hooks begin with where senders reach this machine by another name, through a reverse proxy"
    " for example. Empty: the address and the port above."
)
HOSTS = Sentence(
    "Further names under which senders call, with commas between; a request for any other name is refused (421)."
    " Letters such as ü and ç may be written so, or as xn--."
)
PROXIES = Sentence(
    "Reverse proxies whose X-Forwarded-For is believed: addresses or networks, with commas between. Limits by sender"
    " need it."
)


class ReceiverPage(SettingPage):
    """Everything holds at once: nobody who connects meanwhile is refused, unless the address is another one."""

    def __init__(self, *, receiver: ReceiverControl, change: ReceiverChange, reach: Reach, theme: ThemeHolder) -> None:
        super().__init__(tr("Receiver"))
        self._receiver = receiver
        self.state = plain_label("")
        self.who = WhoMayConnect(receiver=receiver, change=change, reach=reach, theme=theme)
        config = receiver.config
        self.host = OptionField("host", tr("Address"), config=config, button=tr(CHANGE))
        self.port = OptionField("port", tr("Port"), config=config, button=tr(CHANGE), wide=False)
        self.public_url = OptionField(
            "public_url", tr("Public URL"), config=config, placeholder="https://hooks.example.org", button=tr(CHANGE)
        )
        self.hosts = OptionField("hosts", tr("Further names"), config=config, placeholder="desk.example.org")
        self.proxies = OptionField("trusted_proxies", tr("Trusted proxies"), config=config, placeholder="10.0.0.0/8")
        self._fields = ReceiverFields(receiver=receiver, change=change, page=self)
        self._lay_out()
        receiver.changed.connect(self._show_state)
        self._show_state()

    def _show_state(self) -> None:
        problem = self._receiver.problem
        words = self._receiver.words()
        self.state.setText(words if problem is None else problem_words.whole(problem))

    def _lay_out(self) -> None:
        self.add_whole(self.state)
        self.add(tr("Who may connect"), self.who)
        for name, label, field, says in (
            ("host", tr("Address"), self.host, tr("The address of this machine on which the receiver listens.")),
            ("port", tr("Port"), self.port, tr(PORT)),
            ("public_url", tr("Public URL"), self.public_url, tr(PUBLIC_URL)),
            ("hosts", tr("Further names"), self.hosts, tr(HOSTS)),
            ("trusted_proxies", tr("Trusted proxies"), self.proxies, tr(PROXIES)),
        ):
            self._fields.take(name, field)
            self.add(label, field, says)
