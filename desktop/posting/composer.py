"""Send Test: a report put together, posted over real HTTP to a web hook's URL, with the answer beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.data.tasks import Tasks
from desktop.posting.composer_form import ComposerForm
from desktop.posting.exchange_view import ExchangeView, Seen, see
from desktop.posting.posting import Unreached, post
from desktop.posting.report_check import encoded
from desktop.posting.report_editor import ReportEditor
from desktop.widgets.copy_button import CopyButton
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.local_key import SEND, on_key
from desktop.widgets.split import DOWN, split
from desktop.widgets.theme import ThemeHolder
from desktop.words import clock
from desktop.words.language import tr
from models.channels.hooks import Hook
from models.messages import report_ids
from receiver.how_to_post.copy_as import programs
from receiver.intake import signatures

JSON = {"Content-Type": "application/json"}


class Composer(QDialog):
    """Posts as often as the person likes to `url`, the hook's as it is copied: open, Ctrl+Enter, done."""

    tested = Signal()
    """A post was answered: the database counted a delivery."""

    def __init__(
        self, hook: Hook, url: str, *, tasks: Tasks, theme: ThemeHolder, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._hook, self._url, self._tasks = hook, url, tasks
        self.setWindowTitle(tr("Send Test to {purpose}", purpose=hook.purpose))
        self.form = ComposerForm(theme=theme)
        self.report = ReportEditor(tr("What is &sent"), tasks=tasks, theme=theme)
        self.exchange = ExchangeView(theme=theme)
        self.sign = QCheckBox(tr("Use the &web hook's secret"))
        self.sign.setChecked(True)
        self.sign.setVisible(hook.rules.secret is not None)
        self.copy = CopyButton(tr("Copy as curl"), self._curl, theme=theme, name=tr("Copy it as a curl command"))
        self.send = QPushButton(theme.icon("paper-plane", "on_accent"), tr("S&end"))
        self._lay_out()
        self._on_composed()
        self.form.edited.connect(self._on_composed)
        self.report.edited.connect(lambda: self.form.choose("json"))
        self.send.clicked.connect(self._on_send)
        on_key(self, self._on_send, *SEND)
        self.form.text.selectAll()
        self.form.text.setFocus()
        tasks.run(lambda: report_ids.recent(hook.channel_id), self.form.offer, owner=self)

    def _on_composed(self) -> None:
        composed = self.form.composed()
        if composed.kind != "json":
            self.report.show_text(composed.json())

    def _on_send(self) -> None:
        if not self.send.isEnabled():
            return
        url, body, secret = self._url, encoded(self.report.text()), self._hook.rules.secret
        shown = secret if self.sign.isChecked() else None
        self.send.setEnabled(False)
        self.exchange.show_sending()

        def send() -> Seen | Unreached:
            signed = {} if shown is None else signatures.shown(shown, body, clock.now())
            try:
                return see(url, body, post(url, body, {**JSON, **signed}), secret)
            except Unreached as reason:
                return reason

        self._tasks.run(send, self._on_answered, owner=self)

    def _on_answered(self, found: Seen | Unreached) -> None:
        self.send.setEnabled(True)
        if isinstance(found, Unreached):
            self.exchange.show_unreached(found)
            return
        self.exchange.show_exchange(found)
        self.tested.emit()
        channel = self._hook.channel_id
        self._tasks.run(lambda: report_ids.recent(channel), self.form.offer, owner=self)

    def _curl(self) -> str:
        found = programs(self._url, tuple(JSON.items()), encoded(self.report.text()), self._hook.rules.secret)
        return found[0].text

    def _lay_out(self) -> None:
        self.report.setContentsMargins(16, 0, 0, 12)
        self.exchange.setContentsMargins(16, 8, 0, 0)
        sheets = split(self.report, self.exchange, orientation=DOWN)
        all_of_it = split(self.form, sheets, shares=(2, 3))
        self.send.setProperty("kind", "primary")
        self.send.setDefault(True)
        close = QPushButton(tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(ElidedLabel(f"POST {self._url}", role="muted"), 1)
        for widget in (self.sign, self.copy, close, self.send):
            foot.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(all_of_it, 1)
        layout.addLayout(foot)
        letter = self.fontMetrics()
        all_of_it.setSizes([letter.averageCharWidth() * 54, letter.averageCharWidth() * 90])
        self.resize(letter.averageCharWidth() * 150, letter.height() * 40)


def open_composer(hook: Hook, url: str, *, tasks: Tasks, theme: ThemeHolder, parent: QWidget) -> Composer:
    """The composer for a hook that is saved, open over `parent`; it goes when it is closed."""
    composer = Composer(hook, url, tasks=tasks, theme=theme, parent=parent)
    composer.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    composer.open()
    return composer
