"""The field of one option: changed here, or shown with what gave it where that wins over what a person chooses."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.settings.fields.setting_page import plain_label
from desktop.widgets.hint import Hint
from desktop.words.language import tr
from models.settings.config import Config
from models.settings.option import hidden, revealed
from models.settings.options import OPTIONS


def written(config: Config, name: str) -> str:
    """The value of an option as a person writes it, empty for none; a password in it is as it is."""
    value = getattr(config, name)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def where_from(config: Config, name: str) -> str:
    """What gave an option that cannot be changed here, in a sentence; empty where it can be."""
    given = config.given.get(name)
    if given is None or given.source in ("default", "user"):
        return ""
    if given.source == "machine":
        return tr("{file} sets this for all accounts of this computer. It is changed there.", file=given.named)
    return tr("{source} set this at the start. It cannot be changed here.", source=given.named)


class OptionField(QWidget):
    """A line of text. It is taken with Enter, when the keyboard leaves it, or with the button, if it has one."""

    entered = Signal(str)
    """Another text, which is a value of the option; empty for its default."""

    def __init__(
        self, name: str, label: str, *, config: Config, placeholder: str = "", button: str = "", wide: bool = True
    ) -> None:
        """With a `button` nothing is taken when the keyboard leaves: what is entered needs a question first."""
        super().__init__()
        self._option = next(option for option in OPTIONS if option.name == name)
        self.line = QLineEdit(placeholderText=placeholder)
        self.line.setAccessibleName(label)
        self.setFocusProxy(self.line)
        if not wide:
            self.line.setMaximumWidth(self.fontMetrics().averageCharWidth() * 16)
        self.hint = Hint(self.line)
        self.source = plain_label("", "muted")
        self.button = QPushButton(button)
        self.button.setAutoDefault(False)
        self.button.setAccessibleName(tr("{button} {label}", button=button.rstrip("…"), label=label))
        self.button.setVisible(bool(button))
        self._asks = bool(button)
        self._lay_out(wide)
        self._connect()
        self.show_option(config)

    def show_option(self, config: Config) -> None:
        """Show the value of now, and where it comes from."""
        self._kept = written(config, self._option.name)
        self._shown = hidden(self._kept)
        self.line.setText(self._shown)
        self.hint.clear_problem()
        where = where_from(config, self._option.name)
        self.source.setText(where)
        self.source.setVisible(bool(where))
        self.line.setReadOnly(bool(where))
        self._follow()

    def refuse(self, why: str, text: str) -> None:
        """Say what is wrong with the text that was entered; it can be typed over at once."""
        self.line.setText(hidden(text))
        self.hint.show_problem(why)
        self.line.setFocus()
        self.line.selectAll()

    def _take(self) -> None:
        text = " ".join(self.line.text().split())
        if text == self._shown or self.line.isReadOnly() or not self.isVisible():  # it leaves with the dialog as well
            return
        try:
            if text:
                self._option.parse(text)
        except ValueError as error:
            self.hint.show_problem(str(error))
            return
        self.entered.emit(revealed(text, self._kept))

    def _follow(self) -> None:
        other = " ".join(self.line.text().split()) != self._shown
        self.button.setEnabled(other and not self.line.isReadOnly())

    def _connect(self) -> None:
        self.line.textChanged.connect(self._follow)
        if self._asks:
            self.line.returnPressed.connect(self._take)
            self.button.clicked.connect(self._take)
        else:
            self.line.editingFinished.connect(self._take)

    def _lay_out(self, wide: bool) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, int(wide))
        row.addWidget(self.button)
        if not wide:
            row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.hint)
        column.addWidget(self.source)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
