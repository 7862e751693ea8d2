"""How others reach this machine: each way with what came of it, and the rule for the firewall."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.settings.fields.setting_page import plain_label
from desktop.settings.reach.ways import Way
from desktop.widgets.copy_button import CopyButton
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import Sentence, tr

TRYING = Sentence("Trying each way to this machine…")
FIREWALL = Sentence("If the firewall of this machine keeps them out, an administrator runs this:")
NO_FIREWALL = Sentence("No firewall that is known here was found on this machine. There may be one on the way.")
CONTAINERS = Sentence("Containers on this machine call it host.docker.internal or host.containers.internal.")


class ReachPanel(QWidget):
    """A way that answers can become what the URLs of web hooks begin with."""

    url_wanted = Signal(str)
    """The URLs of web hooks shall begin with this."""

    def __init__(self, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[tuple[QLabel, QLabel, QPushButton]] = []
        self.words = plain_label(tr(TRYING), "muted")
        self.again = QPushButton(tr("Try again"))
        self.again.setAutoDefault(False)
        self.rule = QLineEdit(readOnly=True)
        self.rule.setAccessibleName(tr("Rule for the firewall"))
        self.copy = CopyButton(tr("Copy"), self.rule.text, theme=theme, name=tr("Copy the rule for the firewall"))
        self.firewall = plain_label("", "muted")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._lay_out()

    def show_trying(self) -> None:
        """Say that the ways are being tried."""
        self.words.setText(tr(TRYING))
        self.again.setEnabled(False)

    def show_ways(self, found: Sequence[Way], begins: str) -> None:
        """Show what came of each; `begins` is what the URLs begin with now."""
        self._clear()
        for row, way in enumerate(found):
            url, words = QLabel(way.url), plain_label(way.words, way.kind)
            url.setTextFormat(Qt.TextFormat.PlainText)
            url.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            use = QPushButton(tr("Use in URLs…"))
            use.setProperty("kind", "small")
            use.setAutoDefault(False)
            use.setAccessibleName(tr("Begin the URLs with {url}", url=way.url))
            use.setEnabled(way.kind == "ok" and way.url != begins)
            use.clicked.connect(lambda _, chosen=way.url: self.url_wanted.emit(chosen))
            words.setContentsMargins(0, 0, 0, 8)
            self._grid.addWidget(url, 2 * row, 0)
            self._grid.addWidget(words, 2 * row + 1, 0)
            self._grid.addWidget(use, 2 * row, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
            self.rows.append((url, words, use))
        self.words.setText(tr(CONTAINERS))
        self.again.setEnabled(True)

    def show_rule(self, rule: str | None) -> None:
        """Show the command that lets others through the firewall, None where none is known."""
        self.rule.setText(rule or "")
        self.rule.setCursorPosition(0)
        for widget in (self.rule, self.copy):
            widget.setVisible(rule is not None)
        self.firewall.setText(tr(NO_FIREWALL if rule is None else FIREWALL))

    def _clear(self) -> None:
        for row in self.rows:
            for widget in row:
                self._grid.removeWidget(widget)
                widget.deleteLater()
        self.rows = []

    def _lay_out(self) -> None:
        again = QHBoxLayout()
        again.setSpacing(12)
        again.addWidget(self.words, 1)
        again.addWidget(self.again)
        rule = QHBoxLayout()
        rule.setSpacing(8)
        rule.addWidget(self.rule, 1)
        rule.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._grid)
        column.addLayout(again)
        column.addWidget(self.firewall)
        column.addLayout(rule)
