"""Who may connect: programs of this machine, or other machines as well; with what that needs below it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from desktop.process.receiver_control import ReceiverControl
from desktop.settings.fields.option_field import where_from
from desktop.settings.fields.receiver_change import ReceiverChange
from desktop.settings.reach import ways
from desktop.settings.reach.reach import Reach
from desktop.settings.reach.reach_panel import ReachPanel
from desktop.settings.reach.ways import Way
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from models.settings import firewall


class WhoMayConnect(QWidget):
    """Follows the receiver; neither is chosen while it listens on one address of this machine only."""

    def __init__(self, *, receiver: ReceiverControl, change: ReceiverChange, reach: Reach, theme: ThemeHolder) -> None:
        super().__init__()
        self._receiver, self._change, self._reach = receiver, change, reach
        self._tried = ""
        self.this_machine = QRadioButton(tr("Programs of this machine"))
        self.others = QRadioButton(tr("Other machines as well"))
        self.panel = ReachPanel(theme=theme)
        self.setFocusProxy(self.this_machine)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.this_machine, self.others, self.panel):
            column.addWidget(widget)
        self._connect()
        self._follow()

    def _connect(self) -> None:
        self.this_machine.clicked.connect(self._on_this_machine)
        self.others.clicked.connect(self._on_others)
        self.panel.again.clicked.connect(self._try)
        self.panel.url_wanted.connect(lambda url: self._change.begin({"public_url": url}, self.window()))
        self._reach.tried.connect(self._on_tried)
        self._reach.declined.connect(self._follow)
        self._receiver.changed.connect(self._follow)

    def _on_this_machine(self) -> None:
        if not ways.is_for_this_machine(self._receiver.config.host):
            self._reach.keep_others_out(self)

    def _on_others(self) -> None:
        if not ways.is_for_all(self._receiver.config.host):
            self._reach.let_others_in(self)

    def _follow(self) -> None:
        receiver = self._receiver
        host = receiver.config.host
        inside = ways.is_for_this_machine(host)
        for button, on in ((self.this_machine, inside), (self.others, ways.is_for_all(host))):
            button.setAutoExclusive(False)  # neither may be chosen
            button.setChecked(on)
            button.setAutoExclusive(True)
            button.setEnabled(not where_from(receiver.config, "host") and receiver.state != "starting")
        self.panel.setVisible(not inside)
        if inside:
            self._tried = ""
        elif receiver.state == "receiving" and self._tried != f"{host} {receiver.url} {receiver.base_url()}":
            self._tried = f"{host} {receiver.url} {receiver.base_url()}"
            self._try()

    def _try(self) -> None:
        self.panel.show_trying()
        self.panel.show_rule(firewall.rule(urlsplit(self._receiver.url).port or self._receiver.port))
        self._reach.try_ways()

    def _on_tried(self, found: Sequence[Way]) -> None:
        self.panel.show_ways(found, self._receiver.base_url())
